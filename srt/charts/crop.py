"""Crop a drawn radar to one half by narrowing its viewBox."""

import re

from srt.charts.data import Side

# The scale numbers are on the spine between the halves, 13 units to each side. Each half includes the numbers, but not
# the line where the other half begins.
_SPINE = 12.0
_WINDOW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# The key and the caption below the halves belong to both, so they are cut off.
_KEY = re.compile(r'<g class="chart-key">.*?<text[^>]*? y="([\d.]+)"', re.DOTALL)
_KEY_HEIGHT = 26.0


def half_of(svg: str, side: Side) -> str:
    """Return a radar cropped to one side, without key and caption. Return any other string unchanged."""
    window, key = _WINDOW.search(svg), _KEY.search(svg)
    if window is None:
        return svg
    width, height = float(window[1]), float(window[2])
    if key is not None:
        height = float(key[1]) - _KEY_HEIGHT
    left = width / 2 - _SPINE if side == "process" else 0.0
    seen = f'viewBox="{left:g} 0 {width / 2 + _SPINE:g} {height:g}"'
    return svg[: window.start()] + seen + svg[window.end() :]
