import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """Return a QR code as SVG, dark on light in every theme. No inline styles: the CSP forbids them."""
    svg = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, dark="#000", light="#fff", border=4)
    return mark_safe(svg)  # noqa: S308 - segno draws paths; the text itself is not in the markup
