"""QR codes."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """Return a QR code as SVG: dark on light in any theme, by attributes, since inline styles are refused."""
    svg = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, dark="#000", light="#fff", border=4)
    return mark_safe(svg)  # noqa: S308 - segno draws paths from the code; no text of anybody stands in it
