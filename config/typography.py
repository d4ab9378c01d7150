"""What belongs together on a line of a narrow screen stays together: {% load typography %}, then the filter `together`.

A dot between two facts stays with the fact before it, a number with its unit, a week with its number. Only the words of
a page are touched: what stands in tags, in a box to type in or in a script is left as it is.
"""

import re

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

_NOT_WORDS = re.compile(r"(<(?:textarea|script|svg)\b.*?</(?:textarea|script|svg)>|<[^>]*>)", re.DOTALL)
_DOT = re.compile(r"\s+·")
_UNIT = re.compile(r"(?<=\d)\s+(?=(?:min|minuut|minuten|minutes?|uur)\b)")
_WEEK = re.compile(r"\b([Ww]eeks?|[Ww]eken)\s+(?=\d)")
_OF = re.compile(r"(?<=\d)\s+(van|of)\s+(?:(de|the)\s+)?(?=\d)")
_FREE = "\N{NO-BREAK SPACE}"


@register.filter(is_safe=True)
def together(html: str) -> str:
    """Return the markup of a page with spaces that do not break where a break would tear something apart."""
    parts = _NOT_WORDS.split(html)
    parts[::2] = [_held(words) for words in parts[::2]]
    return mark_safe("".join(parts))  # noqa: S308 - a space for a space, in markup that was escaped already


def _held(words: str) -> str:
    if not words or words.isspace():
        return words
    words = _DOT.sub(f"{_FREE}·", words)
    words = _UNIT.sub(_FREE, words)
    words = _WEEK.sub(rf"\1{_FREE}", words)
    return _OF.sub(lambda found: _FREE + _FREE.join(filter(None, found.groups())) + _FREE, words)
