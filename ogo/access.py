"""Access to a question that everyone was asked, by the personal link in an email."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import View, personal_link
from accounts.language import language_activate_for_link
from ogo.tokens import recipient_by_token


def ask_link_access(view: View) -> View:
    """Guard a view `(request, recipient, token)` at a route with `token`, the personal link of a recipient.

    Shows the wrong-link page (404) if the link was replaced or no longer opens anything.
    """

    @personal_link
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        recipient = recipient_by_token(token)
        if recipient is None:
            return render(request, "ogo/ask_wrong_link.html", status=404)
        language_activate_for_link(request, recipient.person)
        return view(request, recipient, token, **kwargs)

    return guarded
