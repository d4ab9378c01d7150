"""What the pages of the questionnaire post."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from srt.definition import UNANSWERED, PageOfItems

# What a page posts beside answers.
OTHER_FIELDS = {"csrfmiddlewaretoken", "revision", "shown", "go", "clear"}
DIRECTIONS = ("next", "previous", "later", "review")


@dataclass(frozen=True)
class PostedAnswers:
    """Answers as they came, by item code; the service decides whether they can be kept.

    `shown` and `revision` are the answers and the sheet the page stood on, `cleared` the statement to be cleared.
    """

    changes: Mapping[str, str]
    shown: Mapping[str, str] | None
    revision: int | None
    cleared: str
    direction: str


def posted_answers(data: QueryDict, page: PageOfItems | None = None) -> PostedAnswers:
    """Read a posted page, or the one answer that autosave posts; what is no field of the page counts as an answer."""
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
    # Clearing is always meant, also when the page itself stood on an open answer.
    return {item.code: character for item, character in pairs if item.code != cleared}


def _revision(digits: str) -> int | None:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


class StartForm(forms.Form):
    """The first page: the box for research, which may stay empty."""

    consent = forms.BooleanField(required=False)
