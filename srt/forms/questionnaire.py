"""What the pages of the questionnaire post."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from srt.definition import LEFT_OPEN, PageOfItems

# What a page posts beside answers.
OTHER_FIELDS = {"csrfmiddlewaretoken", "revision", "shown", "go", "clear"}
DIRECTIONS = ("next", "previous", "later", "review")


@dataclass(frozen=True)
class PostedAnswers:
    """Answers as they came, by item code; the service decides whether they can be kept.

    `shown` are the answers the page stood on when it was made, `cleared` the statement whose answer is to go.
    """

    changes: Mapping[str, str]
    shown: Mapping[str, str] | None
    cleared: str
    direction: str


def posted_answers(data: QueryDict, page: PageOfItems | None = None) -> PostedAnswers:
    """Read a posted page, or the one answer that autosave posts; what is no field of the page counts as an answer."""
    changes = {name: str(data[name]) for name in data if name not in OTHER_FIELDS}
    cleared = data.get("clear", "")
    if cleared:
        changes[cleared] = LEFT_OPEN
    direction = data.get("go", "")
    return PostedAnswers(
        changes=changes,
        shown=_shown(data.get("shown", ""), page),
        cleared=cleared,
        direction=direction if direction in DIRECTIONS else "next",
    )


def _shown(characters: str, page: PageOfItems | None) -> dict[str, str] | None:
    if page is None or len(characters) != len(page.items):
        return None
    return {item.code: character for item, character in zip(page.items, characters, strict=True)}


class StartForm(forms.Form):
    """The first page: the box for research, which may stay empty."""

    consent = forms.BooleanField(required=False)


class AddressForm(forms.Form):
    """In the room: the own address."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address at which you are invited."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
