"""Which language a page is shown in: a person's own once signed in, before that the switch or the browser decides."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

# The core that reads files of answers knows no database, and speaks the reader's language all the same.
if TYPE_CHECKING:
    from accounts.models import User


def language_now() -> str:
    """Return the two letters of the language that the reader gets now."""
    return (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]


def names_in_words(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "Iris", "Iris and Hugo", "Iris, Hugo and Noor"."""
    if len(names) < 2:
        return "".join(names)
    both = "en" if language_now() == "nl" else "and"
    return f"{', '.join(names[:-1])} {both} {names[-1]}"


def language_show(request: HttpRequest, language: str) -> None:
    """Show the rest of this request in a language."""
    translation.activate(language)
    request.LANGUAGE_CODE = language_now()


def language_of_link(request: HttpRequest, person: "User") -> None:
    """Show the page of a personal link in the language of whom it was sent to, unless the switch says otherwise."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.user.is_authenticated:
        language_show(request, person.language)
