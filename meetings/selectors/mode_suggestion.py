"""Suggest whether a meeting suits on site or online, from its purpose. It is never a rule.

Networks made things, chose a direction and got to know each other on site; short alignment, and discussing what
everyone had read, went well online (domain.md, M2).
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting

AIMS = {
    "meet": gettext_lazy("Getting to know each other"),
    "make": gettext_lazy("Making something together"),
    "decide": gettext_lazy("Choosing or deciding"),
    "align": gettext_lazy("A short look at the next steps"),
    "discuss": gettext_lazy("Discussing what everyone has read"),
}

# Dutch and English words in a purpose that point to an aim.
_WORDS = {
    "meet": r"\b(kennismak\w*|leren kennen|voorstellen|get(ting)? to know|introductions?)\b",
    "make": r"\b(maken|ontwerp\w*|bouwen|schetsen|knutsel\w*|make|making|build\w*|design\w*|sketch\w*)\b",
    "decide": r"\b(kiezen|keuze|beslis\w*|besluit\w*|richting|decid\w*|decision|choos\w*|direction)\b",
    "align": r"\b(afstem\w*|afspreken|planning|stand van zaken|align\w*|next steps|check[- ]in)\b",
    "discuss": r"\b(gelezen|artikel|lezen|bespreken|read|reading|article|discuss\w*)\b",
}
_ON_SITE = ("meet", "make", "decide")


@dataclass(frozen=True)
class ModeSuggestion:
    """A suggested mode and the reason for it, in the active language."""

    mode: str
    reason: str


def mode_suggestion(*, aims: list[str], purpose: str, is_first: bool = False) -> ModeSuggestion | None:
    """Return the mode that suits a meeting, from the chosen aims or else from the words of its purpose.

    Returns None if nothing suggests a mode. An aim that needs people in one room takes precedence over others.
    """
    found = [aim for aim in AIMS if aim in aims] or aims_in_text(purpose)
    if is_first:
        return ModeSuggestion(
            Meeting.Mode.ON_SITE, _("The first time, people get to know each other best in one room.")
        )
    for aim in found:
        return ModeSuggestion(Meeting.Mode.ON_SITE if aim in _ON_SITE else Meeting.Mode.ONLINE, _reason(aim))
    return None


def aims_in_text(purpose: str) -> list[str]:
    """Return the aims to which the words of a purpose point."""
    return [aim for aim, words in _WORDS.items() if re.search(words, purpose, re.IGNORECASE)]


def _reason(aim: str) -> str:
    return {
        "meet": _("It’s easier to get to know each other in one room."),
        "make": _("Making something together works best around one table."),
        "decide": _("Choosing together needs a full conversation, in one room."),
        "align": _("A short look at the next steps works online and saves everyone the journey."),
        "discuss": _("You can discuss online what everyone has read."),
    }[aim]
