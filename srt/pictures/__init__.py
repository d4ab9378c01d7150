"""The pictures of the survey: a radar and a dot plot, as accessible SVG for a page under a strict CSP.

In: released values in a `PictureData`. Out: a complete `<svg>` as text, the same bytes for the same data.
Importing this package costs nothing; Matplotlib comes in with the first drawing, which belongs in a worker.
"""

from srt.pictures.data import PictureAxis, PictureData, PictureError, PicturePoint, PictureSeries, SeriesKind, Side

__all__ = [
    "PictureAxis",
    "PictureData",
    "PictureError",
    "PicturePoint",
    "PictureSeries",
    "SeriesKind",
    "Side",
    "draw_dots",
    "draw_radar",
]


def draw_radar(data: PictureData) -> str:
    """The radar as inline SVG: product on the left half, process on the right. Raises PictureError."""
    from srt.pictures import radar  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB: only where something is drawn

    return radar.draw(data)


def draw_dots(data: PictureData) -> str:
    """The dot plot as inline SVG: a row per dimension, with n and interval. Raises PictureError."""
    from srt.pictures import dots  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB: only where something is drawn

    return dots.draw(data)
