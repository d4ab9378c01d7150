"""What holds for the stylesheets: light enough, readable in light and dark, and never red or green."""

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
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
LIGHT = dict(COLOUR.findall(TOKENS.split("prefers-color-scheme: dark", maxsplit=1)[0]))
DARK = {**LIGHT, **dict(COLOUR.findall(TOKENS.split("prefers-color-scheme: dark", maxsplit=1)[1]))}

GROUNDS = ["paper", "surface", "sunken", "accent-tint", "process-tint", "product-tint"]
TEXT = [(words, ground) for words in ["ink", "ink-soft", "accent-deep", "process", "product"] for ground in GROUNDS]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-band", "band"), ("accent", "band")]
EDGES = [("line-strong", ground) for ground in ["paper", "surface", "sunken"]] + [
    ("focus", "paper"),
    ("focus", "surface"),
]

both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2 of a colour written as #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours, 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@both
@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_words_can_be_read_on_every_ground(colours: dict[str, str], words: str, ground: str) -> None:
    assert contrast(colours[words], colours[ground]) >= 4.5


@both
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_focus_can_be_seen(colours: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(colours[edge], colours[ground]) >= 3


@both
@pytest.mark.parametrize("side", ["process", "product"])
def test_the_two_sides_are_neither_red_nor_green(colours: dict[str, str], side: str) -> None:
    red, green, blue = (int(colours[side][i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue = colorsys.rgb_to_hls(red, green, blue)[0] * 360
    assert 165 <= hue <= 195 or 300 <= hue <= 335  # teal, plum


def test_what_every_page_loads_stays_light() -> None:
    assert LOADED_BY_EVERY_PAGE
    assert sum(sheet.stat().st_size for sheet in LOADED_BY_EVERY_PAGE) < LIMIT_BYTES


def test_what_one_page_loads_for_itself_stays_light() -> None:
    own = {sheet.name: sheet.stat().st_size for sheet in SHEETS if sheet not in LOADED_BY_EVERY_PAGE}
    assert own
    assert {name: size for name, size in own.items() if size >= OWN_LIMIT_BYTES} == {}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_file_that_a_stylesheet_names_is_there(sheet: Path) -> None:
    named = re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert [name for name in named if not (sheet.parent / name).is_file()] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_custom_property_is_defined_somewhere(sheet: Path) -> None:
    defined = set(re.findall(r"(--[\w-]+):", "".join(other.read_text(encoding="utf-8") for other in SHEETS)))
    used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8")))
    assert used - defined == set()


def test_the_style_guide_shows_the_colours_of_the_tokens() -> None:
    guide = (STATIC / "css" / "style.css").read_text(encoding="utf-8")
    light, dark = guide.split(".style-dark", maxsplit=1)
    assert dict(COLOUR.findall(light)) == LIGHT
    assert {**LIGHT, **dict(COLOUR.findall(dark))} == DARK
