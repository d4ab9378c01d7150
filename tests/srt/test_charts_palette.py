"""The page, PNG and PDF take the colours of a chart from the same design tokens."""

import io
import re
import zlib
from pathlib import Path
from typing import cast

from PIL import Image

from srt.charts import draw_pdf, draw_png, draw_radar
from srt.charts.palette import PAPER, TONES
from tests.srt.chart_cases import chart

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKEN = re.compile(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})")
CLASS = re.compile(r"\.chart-(\w+) \{\s*(?:color|fill): var\(--([\w-]+)\);")
EXPECTED = {PAPER, *TONES.values()}


def test_page_classes_use_the_tokens_of_the_palette() -> None:
    tokens = dict(TOKEN.findall((CSS / "tokens.css").read_text(encoding="utf-8")))
    classes = dict(CLASS.findall((CSS / "charts.css").read_text(encoding="utf-8")))
    expected = {str(tone): colour for tone, colour in TONES.items()} | {"hollow": PAPER}
    assert {tone: tokens[name] for tone, name in classes.items()} == expected


def test_svg_attributes_name_only_palette_colours() -> None:
    attributes = re.findall(r' (?:color|fill|stroke)="([^"]+)"', draw_radar(chart()))
    assert set(attributes) - {"currentColor", "none"} <= EXPECTED


def test_png_has_every_palette_colour() -> None:
    image = Image.open(io.BytesIO(draw_png(chart(), "radar"))).convert("RGB")
    counted = cast("list[tuple[int, tuple[int, int, int]]]", image.getcolors(256))
    colours = {f"#{red:02x}{green:02x}{blue:02x}" for _count, (red, green, blue) in counted}
    assert colours >= EXPECTED


def test_pdf_has_every_palette_colour() -> None:
    assert _pdf_colours(draw_pdf(chart(), "radar")) >= EXPECTED


def _pdf_colours(pdf: bytes) -> set[str]:
    """Return the RGB colours that the content streams of a PDF set, as #rrggbb."""
    colours: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        for parts in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN|sc|SC)\b", content):
            colours.add("#" + "".join(f"{round(float(part) * 255):02x}" for part in parts))
    return colours
