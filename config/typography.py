"""No-break spaces for words that belong on one line: {% load typography %}, then the filter `together`.

A dot between two facts stays with the fact before it, a number with its unit, a week with its number. Only the words of
a page are touched: tags, form fields, scripts and preformatted text are left as they are.
"""

import re

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

_NOT_WORDS = re.compile(r"(<(?:textarea|pre|script|svg)\b.*?</(?:textarea|pre|script|svg)>|<[^>]*>)", re.DOTALL)
_CONCERNED = re.compile(r"[·\d]")
_HOLDS = re.compile(
    r"\s+(?=·)"
    r"|(?<=\d)\s+(?=(?:min|minuut|minuten|minutes?|uur)\b)"
    r"|(?:(?<=\b[Ww]eek)|(?<=\b[Ww]eeks)|(?<=\b[Ww]eken))\s+(?=\d)"
    r"|(?<=\d)\s+(?:van|of)\s+(?:(?:de|the)\s+)?(?=\d)"
)
_SPACES = re.compile(r"\s+")
_FREE = "\N{NO-BREAK SPACE}"


@register.filter(is_safe=True)
def together(html: str) -> str:
    """Return the markup of a page with spaces that do not break where a break would tear something apart."""
    parts = _NOT_WORDS.split(html)
    parts[::2] = [_HOLDS.sub(_held, words) if _CONCERNED.search(words) else words for words in parts[::2]]
    return mark_safe("".join(parts))  # noqa: S308 - a space for a space, in markup that was escaped already


def _held(found: re.Match[str]) -> str:
    return _SPACES.sub(_FREE, found[0])
