"""One half of a drawn radar: the same drawing, seen through a smaller window."""

import re

from srt.pictures.data import Side

# The numbers of the scale stand on the spine between the halves, 13 units to each side: each half keeps them, and none
# of the line where the other half begins.
_SPINE = 12.0
_WINDOW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# Under the halves stand the key and the caption, which belong to both.
_KEY = re.compile(r'<g class="picture-key">.*?<text[^>]*? y="([\d.]+)"', re.DOTALL)
_KEY_HEIGHT = 26.0


def half_of(svg: str, side: Side) -> str:
    """Return a radar with only one side in sight, without key and caption; another text as it is."""
    window, key = _WINDOW.search(svg), _KEY.search(svg)
    if window is None:
        return svg
    width, height = float(window[1]), float(window[2])
    if key is not None:
        height = float(key[1]) - _KEY_HEIGHT
    left = width / 2 - _SPINE if side == "process" else 0.0
    seen = f'viewBox="{left:g} 0 {width / 2 + _SPINE:g} {height:g}"'
    return svg[: window.start()] + seen + svg[window.end() :]
