"""Stylesheets: small enough, with readable colours in light and dark, and never red or green."""

import colorsys
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
LINKS = (STATIC.parent / "templates" / "elements" / "head_links.html").read_text(encoding="utf-8")
LOADED_BY_EVERY_PAGE = [sheet for sheet in SHEETS if f"css/{sheet.name}" in LINKS]
LIMIT_BYTES = 44 * 1024
OWN_LIMIT_BYTES = 6 * 1024

TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?;")
LIGHT = {name: light for name, light, _dark in COLOUR.findall(TOKENS)}
DARK = {name: dark or light for name, light, dark in COLOUR.findall(TOKENS)}

GROUNDS = ["paper", "surface", "sunken", "accent-tint", "process-tint", "product-tint"]
TEXT = [(words, ground) for words in ["ink", "ink-soft", "accent-deep", "process", "product"] for ground in GROUNDS]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-band", "band"), ("accent", "band")]
EDGES = [("line-strong", ground) for ground in ["paper", "surface", "sunken"]] + [
    ("focus", "paper"),
    ("focus", "surface"),
]

both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Return the WCAG 2.2 relative luminance of a colour written as #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@both
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_text_contrasts_with_every_background(colours: dict[str, str], words: str, ground: str) -> None:
    assert contrast(colours[words], colours[ground]) >= 4.5


@both
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_focus_contrast_with_the_background(colours: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(colours[edge], colours[ground]) >= 3


@both
@pytest.mark.parametrize("side", ["process", "product"])
def test_process_and_product_are_neither_red_nor_green(colours: dict[str, str], side: str) -> None:
    red, green, blue = (int(colours[side][i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue = colorsys.rgb_to_hls(red, green, blue)[0] * 360
    assert 165 <= hue <= 195 or 300 <= hue <= 335  # teal, plum


def test_shared_stylesheets_stay_within_the_size_limit() -> None:
    assert LOADED_BY_EVERY_PAGE
    assert sum(sheet.stat().st_size for sheet in LOADED_BY_EVERY_PAGE) < LIMIT_BYTES


def test_page_stylesheets_stay_within_the_size_limit() -> None:
    own = {sheet.name: sheet.stat().st_size for sheet in SHEETS if sheet not in LOADED_BY_EVERY_PAGE}
    assert own
    assert {name: size for name, size in own.items() if size >= OWN_LIMIT_BYTES} == {}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_stylesheet_references_existing_files(sheet: Path) -> None:
    named = re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert [name for name in named if not (sheet.parent / name).is_file()] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_stylesheet_uses_defined_custom_properties(sheet: Path) -> None:
    defined = set(re.findall(r"(--[\w-]+):", "".join(other.read_text(encoding="utf-8") for other in SHEETS)))
    used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8")))
    assert used - defined == set()


def test_each_colour_token_is_declared_once() -> None:
    names = [name for name, _light, _dark in COLOUR.findall(TOKENS)]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_stylesheet_takes_dark_colours_from_the_tokens(sheet: Path) -> None:
    assert "prefers-color-scheme" not in sheet.read_text(encoding="utf-8")
