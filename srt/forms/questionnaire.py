"""The POST data of the questionnaire pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from srt.definition import UNANSWERED, PageOfItems

# Fields that are not answers.
OTHER_FIELDS = {"csrfmiddlewaretoken", "revision", "shown", "go", "clear"}
DIRECTIONS = ("next", "previous", "later", "review")


@dataclass(frozen=True)
class PostedAnswers:
    """Posted answers by item code, not yet validated.

    `shown` and `revision` are the answers and draft revision the page was based on; `cleared` is the item to clear.
    """

    changes: Mapping[str, str]
    shown: Mapping[str, str] | None
    revision: int | None
    cleared: str
    direction: str


def posted_answers(data: QueryDict, page: PageOfItems | None = None) -> PostedAnswers:
    """Parse a posted page or an autosaved answer. Every field that is not in OTHER_FIELDS counts as an answer."""
    changes = {name: str(data[name]) for name in data if name not in OTHER_FIELDS}
    cleared = data.get("clear", "")
    if cleared:
        changes[cleared] = UNANSWERED
    direction = data.get("go", "")
    return PostedAnswers(
        changes=changes,
        shown=_shown(data.get("shown", ""), page, cleared),
        revision=_revision(data.get("revision", "")),
        cleared=cleared,
        direction=direction if direction in DIRECTIONS else "next",
    )


def _shown(characters: str, page: PageOfItems | None, cleared: str) -> dict[str, str] | None:
    if page is None or len(characters) != len(page.items):
        return None
    pairs = zip(page.items, characters, strict=True)
    # Clearing always applies, even if the page showed the statement as unanswered.
    return {item.code: character for item, character in pairs if item.code != cleared}


def _revision(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


class StartForm(forms.Form):
    """The optional research consent on the first page."""

    consent = forms.BooleanField(required=False)
