"""The pictures of the survey: a radar and a dot plot, as accessible SVG for a page under a strict CSP, as PNG and PDF.

In: released values in a `PictureData`. Out: a complete `<svg>` as text, or a file; the same bytes for the same data.
Importing this package costs nothing; Matplotlib comes in with the first drawing, which belongs in a worker.
"""

from typing import Literal

from srt.pictures.data import (
    PictureAxis,
    PictureData,
    PictureError,
    PicturePoint,
    PictureSeries,
    SeriesKind,
    Side,
    picture_fingerprint,
)

__all__ = [
    "PictureAxis",
    "PictureData",
    "PictureError",
    "PicturePoint",
    "PictureSeries",
    "SeriesKind",
    "Side",
    "draw_dots",
    "draw_pdf",
    "draw_png",
    "draw_radar",
    "picture_fingerprint",
]


def draw_radar(data: PictureData) -> str:
    """The radar as inline SVG: product on the left half, process on the right. Raises PictureError."""
    from srt.pictures import radar  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB: only where something is drawn

    return radar.draw(data)


def draw_dots(data: PictureData) -> str:
    """The dot plot as inline SVG: a row per dimension, with n and interval. Raises PictureError."""
    from srt.pictures import dots  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB: only where something is drawn

    return dots.draw(data)


def draw_png(data: PictureData, kind: Literal["radar", "dots"]) -> bytes:
    """A picture to take along as PNG at 2x: on light paper, with title and notes. Raises PictureError."""
    from srt.pictures import files  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB: only where something is drawn

    return files.png(data, kind)


def draw_pdf(data: PictureData, kind: Literal["radar", "dots"]) -> bytes:
    """A picture to take along as a tagged PDF on A4: with title, notes and the same numbers. Raises PictureError."""
    from srt.pictures import paper  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB: only where something is drawn

    return paper.pdf(data, kind)
