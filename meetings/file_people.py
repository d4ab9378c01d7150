"""Find out who wrote, changed or commented on a document, and whether a photo in it says where it was taken.

Its uploader can then decide whether to share that.

Documents are read without being parsed: what they hold is untrusted, and only these few values are needed.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from itertools import islice
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from accounts.text import line_clean
from meetings.image_metadata import holds_position

# Errors of the zip reader for a broken or malicious file.
ZIP_ERRORS = (BadZipFile, ValueError, RuntimeError, OSError, EOFError, struct.error, zlib.error, LZMAError)
MAX_NAMES = 5
MAX_NAME_LENGTH = 100
# How many compressed parts with text and with photos are unpacked, and how much of each.
MAX_TEXTS, MAX_PHOTOS, MAX_PART = 12, 100, 1_000_000
# How many places in a PDF are read, and how far from each: files can be made to hold millions.
MAX_PLACES, MAX_DISTANCE = 20, 2_000

# The parts of an Office or OpenDocument file with its properties, comments and tracked changes, the properties first.
PARTS = (
    re.compile(r"docProps/(core|app)\.xml$|meta\.xml$"),
    re.compile(
        r"content\.xml$|word/(comments|document|\w+notes|people)\.xml$|xl/(comments|persons/)[^/]*\.xml$|ppt/\w*authors\.xml$",
        re.IGNORECASE,
    ),
)
# Elements and attributes of those parts that name people.
_PROPERTIES = re.compile(
    r"<(?:[\w-]+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager|author)\b[^<>]*>([^<]*)</"
    r'|<[^<>]*\b(?:author|displayName)="([^"<>]*)"'
    r'|<(?:[\w-]+:)?(?:cmAuthor|author)\b[^<>]*\bname="([^"<>]*)"',
    re.IGNORECASE,
)
_PHOTOS = re.compile(r"\.(jpe?g|png|webp)$", re.IGNORECASE)
_PDF_AUTHOR, _PDF_PACKED, _PDF_XMP = (re.compile(mark) for mark in (rb"/Author\b", rb"/ObjStm\b", rb"<dc:creator>"))
# A comment in a PDF, as opposed to a field of a form, which also has a title.
_PDF_COMMENT = re.compile(rb"/Subtype\s*/(?:Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Ink|Caret|Stamp)\b")
_PDF_COMMENTER = re.compile(rb"/T(?=\s*[(<])")
_PDF_REFERENCE = re.compile(rb"\s*(\d{1,9} \d{1,5}) R\b")
_PDF_TEXT = re.compile(rb"\s*\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)", re.DOTALL)
_PDF_HEX = re.compile(rb"\s*<([0-9A-Fa-f\s]*)>")
_PDF_STREAM = re.compile(rb"stream\r?\n")
_PDF_XMP_NAME = re.compile(r"<rdf:li[^>]*>([^<]*)</rdf:li>")
_PDF_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PDF_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r": b"", b"\r\n": b""}


def people_named(content: bytes, content_type: str) -> list[str]:
    """Return the names of authors in a PDF, Office or OpenDocument file, each once and at most five.

    They are in its properties, its comments and its tracked changes.
    """
    if content_type == "application/pdf":
        return _each_once(_names_in_pdf(content))
    if not content.startswith(b"PK\x03\x04"):
        return []
    try:
        return _each_once(_names_in_container(content))
    except ZIP_ERRORS:
        return []


def _each_once(names: Iterable[str]) -> list[str]:
    cleaned = (line_clean(name).text[:MAX_NAME_LENGTH] for name in names)
    return list(dict.fromkeys(name for name in cleaned if name))[:MAX_NAMES]


def has_photo_position(content: bytes, content_type: str) -> bool:
    """Return whether a photo in a PDF, Office or OpenDocument file says where it was taken."""
    if content_type == "application/pdf":
        return holds_position(content)
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        return any(holds_position(photo) for photo in _parts(content, _PHOTOS, MAX_PHOTOS))
    except ZIP_ERRORS:
        return False


def _names_in_container(content: bytes) -> Iterator[str]:
    for wanted in PARTS:
        for part in _parts(content, wanted, MAX_TEXTS):
            yield from (unescape("".join(found.groups(""))) for found in _PROPERTIES.finditer(_decoded(part)))


def _parts(content: bytes, wanted: re.Pattern[str], at_most: int) -> Iterator[bytes]:
    """Yield the beginning of the first parts of a zip with such a name."""
    with ZipFile(BytesIO(content)) as container:
        names = [name for name in sorted(set(container.namelist())) if wanted.search(name)]
        for name in names[:at_most]:
            with container.open(name) as part:
                yield part.read(MAX_PART)


def _decoded(xml: bytes) -> str:
    return xml.decode("utf-16" if xml.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")


def _names_in_pdf(content: bytes) -> Iterator[str]:
    if b"/Encrypt" in content:
        return  # its texts cannot be read
    for part in (content, *_unpacked(content)):
        for place in (*_places(_PDF_AUTHOR, part), *_commenters(part)):
            yield _pdf_text(_referred(place, part))
    for place in _places(_PDF_XMP, content):
        creators = place.partition(b"</dc:creator>")[0].decode("utf-8", "replace")
        yield from (unescape(name) for name in _PDF_XMP_NAME.findall(creators))


def _pdf_text(place: bytes) -> str:
    """Return the text that a place in a PDF starts with, or nothing."""
    if text := _PDF_TEXT.match(place):
        return _pdf_decoded(_PDF_ESCAPE.sub(_pdf_unescape, text[1]))
    if digits := _PDF_HEX.match(place):
        even = b"".join(digits[1].split()).decode()
        return _pdf_decoded(bytes.fromhex(even + "0" * (len(even) % 2)))
    return ""


def _referred(place: bytes, content: bytes) -> bytes:
    """Return the object that a place refers to, as in `/Author 12 0 R`, or the place itself."""
    reference = _PDF_REFERENCE.match(place)
    if reference is None:
        return place
    mark = reference[1] + b" obj"
    at = content.find(mark)
    while content[at - 1 : at].isdigit():
        at = content.find(mark, at + 1)
    return content[at + len(mark) : at + MAX_DISTANCE] if at >= 0 else b""


def _commenters(content: bytes) -> Iterator[bytes]:
    """Yield what follows the titles of the first comments of a PDF, which are the names of their authors."""
    for found in islice(_PDF_COMMENT.finditer(content), MAX_PLACES):
        start = content.rfind(b" obj", max(0, found.start() - MAX_DISTANCE), found.start())
        comment = content[max(start, 0) : found.end() + MAX_DISTANCE].partition(b"endobj")[0]
        if start >= 0 and (title := _PDF_COMMENTER.search(comment)):
            yield comment[title.end() :]


def _places(mark: re.Pattern[bytes], content: bytes) -> Iterator[bytes]:
    """Yield what follows the first places with a mark."""
    for found in islice(mark.finditer(content), MAX_PLACES):
        yield content[found.end() : found.end() + MAX_DISTANCE]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield the compressed parts of a PDF that hold several objects, of which the properties can be one."""
    for mark in islice(_PDF_PACKED.finditer(content), MAX_PLACES):
        found = _PDF_STREAM.search(content, mark.end(), mark.end() + MAX_DISTANCE)
        if found is None:
            continue
        try:
            yield zlib.decompressobj().decompress(memoryview(content)[found.end() :], MAX_PART)
        except zlib.error:
            continue


def _pdf_unescape(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 0xFF]) if code[:1].isdigit() and code[0] < ord("8") else _PDF_CONTROLS.get(code, code)


def _pdf_decoded(text: bytes) -> str:
    """Return a text of a PDF, which is in UTF-16 or UTF-8 if it has a byte order mark (ISO 32000, 7.9.2.2)."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    return text.decode("latin-1")
