"""The outside of an uploaded workbook: nothing is unpacked before it is known to be small enough.

Only the bytes of a file count, not its name.
"""

import io
import zipfile

from django.utils.translation import gettext as _

from networks.worksheets.layout import WorksheetError

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel files until 2003, and workbooks with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_PARTS = 1_000
MAX_UNPACKED = 40 * 1024 * 1024
MAX_SMALL_PART = 8 * 1024 * 1024  # styles and the like are read as a whole, rows are not
LONG_PARTS = ("xl/worksheets/", "xl/sharedStrings.xml", "xl/media/")
WORKBOOK = "xl/workbook.xml"


def is_workbook(content: bytes) -> bool:
    """Return whether a file looks like a workbook, of whatever version; anything else is read as text."""
    return content.startswith((ZIP, OLE))


def workbook_check(content: bytes) -> None:
    """Raise WorksheetError unless this is an XLSX file without a password that unpacks to a reasonable size."""
    if content.startswith(OLE):
        raise _old_or_locked(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, UnicodeDecodeError):
        raise broken() from None
    names = {part.filename for part in parts}
    if WORKBOOK not in names:
        raise _wrong_format(names)
    if any(part.flag_bits & 1 for part in parts):
        raise _locked()
    # zipfile never reads beyond the size that a part declares, so no more than the declared sizes can come out.
    sizes = [part.file_size for part in parts if not part.filename.startswith(LONG_PARTS)]
    total = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or total > MAX_UNPACKED or max(sizes) > MAX_SMALL_PART:
        message = _("This workbook holds far more than its rows. Copy the rows to a new workbook and save that.")
        raise WorksheetError(message, code="size")


def broken() -> WorksheetError:
    """Return the error for a workbook that cannot be opened."""
    message = _("This workbook can’t be opened. Open it in your spreadsheet program and save it again as XLSX.")
    return WorksheetError(message, code="broken")


def _old_or_locked(content: bytes) -> WorksheetError:
    if ENCRYPTED in content:
        return _locked()
    message = _("This file is from an old version of Excel (.xls). Open it and save it as XLSX or CSV.")
    return WorksheetError(message, code="old")


def _locked() -> WorksheetError:
    message = _("This workbook has a password. Remove the password, save the workbook and choose it again.")
    return WorksheetError(message, code="password")


def _wrong_format(names: set[str]) -> WorksheetError:
    if "content.xml" in names:
        message = _("This is an OpenDocument file. Save it as XLSX or CSV.")
    elif "xl/workbook.bin" in names:
        message = _("This is a binary workbook (.xlsb). Save it as XLSX or CSV.")
    else:
        message = _("This isn’t a workbook, even if its name says so. Save the sheet as XLSX or CSV.")
    return WorksheetError(message, code="type")
