"""What an uploaded file is, looked at from outside: nothing of it is unpacked before it is known to be small enough.

The name of a file says nothing here, only its bytes do.
"""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Excel wrote until 2003, and wraps a workbook with a password in
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_PARTS = 1_000
MOST_UNPACKED = 40 * 1024 * 1024
MOST_IN_SMALL_PART = 8 * 1024 * 1024  # styles and the like are read as a whole, the rows are not
LONG_PARTS = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/media/")
WORKBOOK = "xl/workbook.xml"


class SheetError(ValidationError):
    """A workbook that cannot be read as a whole; the message says why and what to do."""


def is_workbook(content: bytes) -> bool:
    """Whether a file is to be read as a workbook, or refused as one; anything else is text."""
    return content.startswith((ZIP, OLE))


def workbook_check(content: bytes) -> None:
    """Raise SheetError for what is no XLSX, for one with a password, and for one that unpacks to too much."""
    if content.startswith(OLE):
        raise _old_or_locked(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, UnicodeDecodeError):
        raise broken() from None
    names = {part.filename for part in parts}
    if WORKBOOK not in names:
        raise _something_else(names)
    if any(part.flag_bits & 1 for part in parts):
        raise _locked()
    # No reading goes past the size that a part declares, so what is declared is the most that can come out.
    sizes = [part.file_size for part in parts if not part.filename.startswith(LONG_PARTS)]
    total = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or total > MOST_UNPACKED or max(sizes) > MOST_IN_SMALL_PART:
        message = _("This workbook holds far more than its rows. Copy the rows to a new workbook and save that.")
        raise SheetError(message, code="size")


def broken() -> SheetError:
    """Return the refusal of a workbook that cannot be opened."""
    message = _("This workbook cannot be opened. Open it in your spreadsheet and save it once more as XLSX.")
    return SheetError(message, code="broken")


def _old_or_locked(content: bytes) -> SheetError:
    if ENCRYPTED in content:
        return _locked()
    message = _("This is a file of an old version of Excel (.xls). Open it and save it as XLSX or CSV.")
    return SheetError(message, code="old")


def _locked() -> SheetError:
    message = _("This workbook has a password. Take the password off, save it, and choose it again.")
    return SheetError(message, code="password")


def _something_else(names: set[str]) -> SheetError:
    if "content.xml" in names:
        message = _("This is an OpenDocument file. Save it as XLSX or CSV.")
    elif "xl/workbook.bin" in names:
        message = _("This is a binary workbook (.xlsb). Save it as XLSX or CSV.")
    else:
        message = _("This is no workbook, whatever its name says. Save the sheet as XLSX or CSV.")
    return SheetError(message, code="type")
