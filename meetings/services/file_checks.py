"""Checks of uploaded files: the type is recognised by content, never by name, and images lose their metadata."""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.file_people import MAX_PART, ZIP_ERRORS
from meetings.image_metadata import BrokenImageError, metadata_remove
from meetings.models.preparation import MAX_FILE_SIZE
from networks.worksheets.encoding import WINDOWS, decode, odd_places

MAX_SIZE = MAX_FILE_SIZE
MAX_NAME_LENGTH = 120

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

# The accepted types, with the extensions that a name may have. The first replaces any other.
KINDS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    f"{_OFFICE}.wordprocessingml.document": (".docx",),
    f"{_OFFICE}.spreadsheetml.sheet": (".xlsx",),
    f"{_OFFICE}.presentationml.presentation": (".pptx",),
    f"{_OPEN}.text": (".odt",),
    f"{_OPEN}.spreadsheet": (".ods",),
    f"{_OPEN}.presentation": (".odp",),
    "text/plain": (".txt", ".md", ".csv"),
}
_OFFICE_FOLDERS = {
    "word/": f"{_OFFICE}.wordprocessingml.document",
    "xl/": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt/": f"{_OFFICE}.presentationml.presentation",
}
# Where programs look for macros: in a part of this name or type in an Office file, in these folders in OpenDocument.
_MACRO = re.compile(r"vbaProject\w*\.bin$|^xl[/\\]macrosheets[/\\]|^[/\\]?(?:Basic|Scripts)[/\\]", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
# Control characters that occur in programs and images, but not in text.
_NOT_IN_TEXT = [bytes([code]) for code in (*range(32), 127) if code not in b"\t\n\f\r"]


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored: its safe name, its type by content, and its content without metadata."""

    name: str
    content_type: str
    content: bytes


def file_check(*, name: str, content: bytes) -> CheckedFile:
    """Return an uploaded file as it may be stored, an image without its metadata. Raises ValidationError at `file`."""
    if len(content) > MAX_SIZE:
        raise ValidationError({"file": _("This file is larger than 10 MB.")})
    content_type = type_by_content(content)
    if content_type is None:
        raise ValidationError(
            {"file": _("Choose a PDF, an image (PNG, JPEG, WebP), an Office or OpenDocument file, or plain text.")}
        )
    try:
        content = metadata_remove(content, content_type)
    except BrokenImageError:
        text = _("This image is damaged. Open it in a program, save it again and choose the new file.")
        raise ValidationError({"file": text}) from None
    return CheckedFile(safe_name(name, content_type), content_type, content)


def type_by_content(content: bytes) -> str | None:
    """Return the type of a file by its content, one of KINDS, or None if it is not accepted (HTML, programs)."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _type_in_container(content)
    return "text/plain" if _is_text(content) else None


def _type_in_container(content: bytes) -> str | None:
    """Return the type of the office document in a zip, or None, as for one with macros. Unpacks a part of one entry."""
    try:
        with ZipFile(BytesIO(content)) as container:
            names = container.namelist()
            if any(_MACRO.search(name) for name in names):
                return None
            if "[Content_Types].xml" in names:
                with container.open("[Content_Types].xml") as entry:
                    if _MACRO_TYPE.search(entry.read(MAX_PART)):
                        return None
                found = (kind for folder, kind in _OFFICE_FOLDERS.items() if any(n.startswith(folder) for n in names))
                return next(found, None)
            if "mimetype" in names:
                with container.open("mimetype") as entry:
                    kind = entry.read(100).decode("ascii", "replace").strip()
                return kind if kind in KINDS and kind.startswith(_OPEN) else None
    except ZIP_ERRORS:
        return None
    return None


def _is_text(content: bytes) -> bool:
    if not content or any(sign in content for sign in _NOT_IN_TEXT):
        return False
    text = decode(content) or _from_windows(content)
    return text is not None and not text.lstrip("\ufeff \t\r\n").startswith("<")


def _from_windows(content: bytes) -> str | None:
    """Return the text of a file in the encoding of Windows, or None if it is not readable text in it."""
    try:
        text = content.decode(WINDOWS)
    except UnicodeDecodeError:
        return None
    return None if odd_places(text) else text


def safe_name(name: str, content_type: str) -> str:
    """Return a safe file name: no folders, no invisible or control characters, and the extension of its type."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    plain = "".join(one for one in plain if unicodedata.category(one)[0] not in "CZ" or one == " ")
    plain = "".join("-" if one in '<>:"|?*;' else one for one in plain).strip(" .")
    endings = KINDS[content_type]
    stem, ending = PurePosixPath(plain).stem, PurePosixPath(plain).suffix.lower()
    if ending not in endings:
        stem, ending = plain, endings[0]
    stem = stem or _("file")
    return f"{stem[:MAX_NAME_LENGTH]}{ending}"
