"""Remove what an image file says about people: position, time, device, captions. The pixels are not touched.

Pillow can only re-encode, which costs quality and, for a large photo, hundreds of megabytes of memory. These three
formats keep metadata in separate segments, so that it can be left out.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import islice

# JPEG markers (ITU T.81, table B.1). JPEG_IMAGE: frames, tables and scans, which a decoder needs.
EOI, SOS = 0xD9, 0xDA
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
RESTARTS = range(0xD0, 0xD8)
JPEG_IMAGE = {*range(0xC0, 0xD0), *range(0xD9, 0xE0)}
# The beginning of these segments is all that a decoder reads; in JFIF, a small older version of the picture can follow.
JFIF, JFIF_LENGTH = b"JFIF\0", 12
ADOBE, ADOBE_LENGTH = b"Adobe", 12
# PNG chunks (third edition, section 11) that a picture needs, or that say how to show it.
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD"}
PNG_KEPT |= {b"pHYs", b"acTL", b"fcTL", b"fdAT"}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
EXIF_FLAG, XMP_FLAG = 0x08, 0x04
ORIENTATION, POSITION = 0x0112, 0x8825
# Where metadata starts in a file of any of the three formats, or in a document that holds one.
_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4})(?=II\*\0|MM\0\*)", re.DOTALL)
_XMP_POSITION = b"exif:GPSLatitude"
# How much metadata is read at most, which is the size of a segment in JPEG, and how often.
MAX_EXIF, MAX_PHOTOS = 0x10000, 200


class BrokenImageError(Exception):
    """The file starts like an image, but its structure is damaged."""


def metadata_remove(content: bytes, content_type: str) -> bytes:
    """Return the image without metadata; other types unchanged. Raises BrokenImageError if it cannot be read."""
    remove = REMOVERS.get(content_type)
    if remove is None:
        return content
    try:
        return remove(content)
    except (struct.error, IndexError, ValueError) as error:
        raise BrokenImageError from error


def _jpeg(content: bytes) -> bytes:
    """Keep the segments that a decoder needs, the colour profile, and how the photo was turned."""
    kept = [content[:2]]
    orientation = 1
    for marker, segment in _jpeg_segments(content):
        body = segment[4:]
        if marker == APP1 and body.startswith(b"Exif\0\0"):
            orientation = _orientation(body[6:])
        elif marker in JPEG_IMAGE or (marker == APP2 and body.startswith(b"ICC_PROFILE\0")):
            kept.append(segment)
        elif marker == APP0 and body.startswith(JFIF):
            kept.append(_segment(APP0, body[:JFIF_LENGTH].ljust(JFIF_LENGTH, b"\0") + b"\0\0"))
        elif marker == APP14 and body.startswith(ADOBE):
            kept.append(_segment(APP14, body[:ADOBE_LENGTH]))
    if orientation != 1:
        kept.insert(1, _segment(APP1, b"Exif\0\0" + _only_orientation(orientation)))
    return b"".join(kept)


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes) up to the end of the image; a scan comes with its compressed data."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError(at)
        marker = content[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == EOI:
            yield marker, content[at : at + 2]  # phones append a second image or a film
            return
        end = at + 2 + int(struct.unpack_from(">H", content, at + 2)[0])
        if marker == SOS:
            end = _scan_end(content, end)
        if end > len(content):
            raise ValueError(end)
        yield marker, content[at:end]
        at = end


def _scan_end(content: bytes, at: int) -> int:
    """Return where the compressed data of a scan ends: at the next marker that is not a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] != 0 and content[at + 1] not in RESTARTS:
            return at
        at += 2


def holds_position(content: bytes) -> bool:
    """Return whether a file has, or holds an image that has, metadata that says where a photo was taken."""
    found = islice(_EXIF.finditer(content), MAX_PHOTOS)
    places = (content[exif.end() : exif.end() + MAX_EXIF] for exif in found)
    return _XMP_POSITION in content or any(POSITION in _tags(tiff) for tiff in places)


def _orientation(tiff: bytes) -> int:
    """Return the orientation of an image, 1 to 8, from its metadata (Exif 2.32, 4.6.4)."""
    value = _tags(tiff).get(ORIENTATION, 1)
    return value if value in range(1, 9) else 1


def _tags(tiff: bytes) -> dict[int, int]:
    """Return the tags of the first directory of a TIFF structure, each with what its value field starts with."""
    found: dict[int, int] = {}
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        at = struct.unpack_from(order + "I", tiff, 4)[0]
        for entry in range(struct.unpack_from(order + "H", tiff, at)[0]):
            tag, _type, _count, value = struct.unpack_from(order + "HHIH", tiff, at + 2 + 12 * entry)
            found.setdefault(tag, value)
    except (struct.error, KeyError):
        pass
    return found


def _only_orientation(value: int) -> bytes:
    """Return a TIFF structure that says how the image was turned and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, value, 0, 0)


def _png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise ValueError(at)
        if name in PNG_KEPT:
            kept.append(chunk)
        elif name == b"eXIf" and (orientation := _orientation(chunk[8:-4])) != 1:
            body = name + _only_orientation(orientation)
            kept.insert(2, struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)))
        if name == b"IEND":
            return b"".join(kept)
        at += len(chunk)


def _webp(content: bytes) -> bytes:
    kept, at, orientation = [], 12, 1
    end = min(len(content), 8 + int(struct.unpack_from("<I", content, 4)[0]))
    while at < end:
        name, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise ValueError(at)
        if name == b"EXIF":
            orientation = _orientation(chunk[8:].removeprefix(b"Exif\0\0"))
        elif name in WEBP_KEPT:
            kept.append(chunk)
        at += 8 + length + length % 2
    if kept and kept[0].startswith(b"VP8X"):
        turned = EXIF_FLAG if orientation != 1 else 0
        kept[0] = kept[0][:8] + bytes([kept[0][8] & ~(EXIF_FLAG | XMP_FLAG) | turned]) + kept[0][9:]
    if orientation != 1:
        tiff = _only_orientation(orientation)
        kept.append(b"EXIF" + struct.pack("<I", len(tiff)) + tiff)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


REMOVERS: dict[str, Callable[[bytes], bytes]] = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}
