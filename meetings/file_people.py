"""The people whom a document names as its authors, so that its uploader can decide whether to share that.

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

# Errors of the zip reader for a broken or malicious file.
ZIP_ERRORS = (BadZipFile, ValueError, RuntimeError, OSError, EOFError, struct.error, zlib.error, LZMAError)
MAX_NAMES = 5
MAX_NAME_LENGTH = 100
# How much of one compressed part is unpacked.
MAX_PART = 1_000_000
# How many places in a PDF are read, and how far from each: files can be made to hold millions.
MAX_PLACES, MAX_DISTANCE = 50, 2_000

# The parts of an Office or OpenDocument file with its properties, and the properties that name people.
PARTS = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
_PROPERTIES = re.compile(
    r"<(?:[\w-]+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager)\b[^<>]*>([^<]*)</", re.IGNORECASE
)
_PDF_AUTHOR, _PDF_PACKED, _PDF_XMP = (re.compile(mark) for mark in (rb"/Author\b", rb"/ObjStm\b", rb"<dc:creator>"))
_PDF_TEXT = re.compile(rb"\s*\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)", re.DOTALL)
_PDF_HEX = re.compile(rb"\s*<([0-9A-Fa-f\s]*)>")
_PDF_STREAM = re.compile(rb"stream\r?\n")
_PDF_XMP_NAME = re.compile(r"<rdf:li[^>]*>([^<]*)</rdf:li>")
_PDF_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PDF_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r": b"", b"\r\n": b""}


def people_named(content: bytes, content_type: str) -> list[str]:
    """Return the names that the properties of a PDF, Office or OpenDocument file hold, each once and at most five."""
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


def _names_in_container(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as container:
        for name in sorted(set(PARTS) & set(container.namelist())):
            with container.open(name) as part:
                text = _decoded(part.read(MAX_PART))
            yield from (unescape(found) for found in _PROPERTIES.findall(text))


def _decoded(xml: bytes) -> str:
    return xml.decode("utf-16" if xml.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")


def _names_in_pdf(content: bytes) -> Iterator[str]:
    if b"/Encrypt" in content:
        return  # its texts cannot be read
    for part in (content, *_unpacked(content)):
        for place in _places(_PDF_AUTHOR, part):
            if text := _PDF_TEXT.match(place):
                yield _pdf_decoded(_PDF_ESCAPE.sub(_pdf_unescape, text[1]))
            elif digits := _PDF_HEX.match(place):
                even = b"".join(digits[1].split()).decode()
                yield _pdf_decoded(bytes.fromhex(even + "0" * (len(even) % 2)))
    for place in _places(_PDF_XMP, content):
        creators = place.partition(b"</dc:creator>")[0].decode("utf-8", "replace")
        yield from (unescape(name) for name in _PDF_XMP_NAME.findall(creators))


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
