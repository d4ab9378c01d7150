"""The language of a page: that of the person once signed in, otherwise the choice of the switch or the browser."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

# The reader of answer files uses this module without a database.
if TYPE_CHECKING:
    from accounts.models import User


def active_language() -> str:
    """Return the two-letter code of the active language."""
    return (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]


def format_names(names: Sequence[str]) -> str:
    """Return a list of names in words: "Iris", "Iris and Hugo", "Iris, Hugo and Noor"."""
    if len(names) < 2:
        return "".join(names)
    conjunction = "en" if active_language() == "nl" else "and"
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"


def language_activate(request: HttpRequest, language: str) -> None:
    """Activate a language for the rest of this request."""
    translation.activate(language)
    request.LANGUAGE_CODE = active_language()


def language_activate_for_link(request: HttpRequest, person: "User") -> None:
    """Activate the language of the recipient of a personal link, unless another was chosen with the switch."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.user.is_authenticated:
        language_activate(request, person.language)
