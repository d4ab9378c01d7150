"""Uploaded images lose position, time and device, and keep their pixels."""

import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from meetings.image_metadata import REMOVERS, BrokenImageError, metadata_remove

SECRETS = [b"Apfel", b"2026:11:27", b"school yard", b"<x:xmpmeta"]
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def photo(content_type: str, *, orientation: int = 1, **options: object) -> bytes:
    """Return an image of 60 × 40 with position, time, device, caption and XMP."""
    image = Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 50).convert("RGB")
    exif = image.getexif()
    exif[0x010F], exif[0x0132], exif[0x0112] = "Apfel", "2026:11:27 14:03:11", orientation
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 12.34)
    text = PngInfo()
    text.add_text("Description", "school yard")
    more: dict[str, object] = {"pnginfo": text} if content_type == "image/png" else {"xmp": b"<x:xmpmeta/>"}
    if content_type == "image/jpeg":
        more["comment"] = b"school yard"
    file = BytesIO()
    image.save(file, FORMATS[content_type], exif=exif, **more, **options)
    return file.getvalue()


def shown(content: bytes) -> bytes:
    """Return the pixels as a viewer shows them."""
    return ImageOps.exif_transpose(Image.open(BytesIO(content))).tobytes()


@pytest.mark.parametrize("content_type", FORMATS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_metadata_is_removed_and_the_image_looks_the_same(content_type, orientation):
    before = photo(content_type, orientation=orientation)
    after = metadata_remove(before, content_type)
    assert [secret for secret in SECRETS if secret in before]
    assert not [secret for secret in SECRETS if secret in after]
    assert not Image.open(BytesIO(after)).getexif().get_ifd(0x8825)
    assert shown(after) == shown(before)


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"restart_marker_blocks": 2}, {"icc_profile": b"colours" * 9}]
)
def test_jpeg_variants_keep_pixels_and_colour_profile(options):
    before = photo("image/jpeg", **options)
    after = metadata_remove(before, "image/jpeg")
    assert shown(after) == shown(before)
    assert Image.open(BytesIO(after)).info.get("icc_profile") == options.get("icc_profile")


def test_data_after_a_jpeg_is_removed():
    assert metadata_remove(photo("image/jpeg") + b"a film with sound", "image/jpeg").endswith(b"\xff\xd9")


@pytest.mark.parametrize(
    ("marker", "body"),
    [
        (0xE0, b"JFXX\0\x10an older version of the picture"),
        (0xE0, b"JFIF\0\1\2\0\0\1\0\1\2\2an older version of the picture"),
        (0xEE, b"Adobe\0\x64\0\0\0\0\1an older version of the picture"),
        (0xEE, b"an older version of the picture"),
        (0xF7, b"an older version of the picture"),
        (0x02, b"an older version of the picture"),
    ],
)
def test_jpeg_keeps_only_segments_that_make_the_image(marker, body):
    before = photo("image/jpeg")
    segment = struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body
    after = metadata_remove(before[:20] + segment + before[20:], "image/jpeg")
    assert before[2:4] == b"\xff\xe0"
    assert b"older" not in after
    assert shown(after) == shown(before)


def test_other_types_are_left_alone():
    assert metadata_remove(b"%PDF-1.7 Apfel", "application/pdf") == b"%PDF-1.7 Apfel"


@pytest.mark.parametrize("content_type", FORMATS)
@given(data=st.data())
def test_a_damaged_image_is_refused_or_stays_free_of_metadata(content_type, data):
    whole = photo(content_type)
    cut = whole[: data.draw(st.integers(16, len(whole) - 1))]
    try:
        after = metadata_remove(cut, content_type)
    except BrokenImageError:
        return
    assert not [secret for secret in SECRETS if secret in after]


def test_every_image_type_that_can_be_uploaded_has_a_remover():
    from meetings.services.file_checks import KINDS

    assert {kind for kind in KINDS if kind.startswith("image/")} == set(REMOVERS)
