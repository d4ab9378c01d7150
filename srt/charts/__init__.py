"""Charts of survey results: a radar and a dot plot, as accessible SVG for pages with a strict CSP, and as PNG and PDF.

Input is a `ChartData` of released values; output is a complete `<svg>` string or the bytes of a file. The same data
always gives the same bytes. Matplotlib is only imported when a chart is drawn, which happens in a worker.
"""

from typing import Literal

from srt.charts.data import (
    ChartAxis,
    ChartData,
    ChartError,
    ChartPoint,
    ChartSeries,
    SeriesKind,
    Side,
    chart_fingerprint,
)

__all__ = [
    "ChartAxis",
    "ChartData",
    "ChartError",
    "ChartPoint",
    "ChartSeries",
    "SeriesKind",
    "Side",
    "chart_fingerprint",
    "draw_dots",
    "draw_pdf",
    "draw_png",
    "draw_radar",
]


def draw_radar(data: ChartData) -> str:
    """Return the radar as inline SVG: product on the left half, process on the right. Raises ChartError."""
    from srt.charts import radar  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB, so import it only to draw

    return radar.draw(data)


def draw_dots(data: ChartData) -> str:
    """Return the dot plot as inline SVG: one row per dimension, with n and interval. Raises ChartError."""
    from srt.charts import dots  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB, so import it only to draw

    return dots.draw(data)


def draw_png(data: ChartData, kind: Literal["radar", "dots"]) -> bytes:
    """Return a chart as PNG at 2x, in light colours, with title and notes. Raises ChartError."""
    from srt.charts import files  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB, so import it only to draw

    return files.png(data, kind)


def draw_pdf(data: ChartData, kind: Literal["radar", "dots"]) -> bytes:
    """Return a chart as a tagged A4 PDF with title, notes and a table of the values. Raises ChartError."""
    from srt.charts import paper  # noqa: PLC0415 - Matplotlib takes 1.2 s and 97 MiB, so import it only to draw

    return paper.pdf(data, kind)
