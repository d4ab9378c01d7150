"""The colours of charts outside the page: the light colours of the design tokens in static/css/tokens.css."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Tone = Literal["ink", "line", "process", "product"]

_TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
_DECLARATION = re.compile(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})")


def _light_colours() -> dict[str, str]:
    """Return the light colour of each design token by name, as #rrggbb."""
    return dict(_DECLARATION.findall(_TOKENS.read_text(encoding="utf-8")))


_light = _light_colours()

PAPER = _light["surface"]
SOFT_INK = _light["ink-soft"]
TABLE_LINE = _light["line"]
# static/css/charts.css gives the page the same tokens, in light and dark.
TONES: Mapping[Tone, str] = {
    "ink": _light["ink"],
    "line": _light["line-strong"],
    "process": _light["process"],
    "product": _light["product"],
}
