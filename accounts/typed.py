"""What somebody typed while their session ended: kept until they signed in again, then shown and sent by them.

It stands in the new session of the same browser, for the same person, for an hour. Files, passwords and codes are not
kept.
"""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

TYPED = "leerweb_typed"
KEPT_SECONDS = 3600
LARGEST = 100_000
# Never kept, whatever form they stand in. A sealed file is nothing that was typed, and may be one of answers.
SECRET_PARTS = ("password", "code", "credential", "csrfmiddlewaretoken", "sealed")
SIGN_IN_PAGES = "/accounts/"


@dataclass(frozen=True)
class Typed:
    """A form as it was sent: where to, from which page, and (name, value) in order."""

    path: str
    page: str
    fields: list[tuple[str, str]]


def typed_keep(request: HttpRequest, response: HttpResponse, *, person_pk: int) -> HttpResponse:
    """Keep a form that was answered with the sign-in page, and lead back to it after sign-in.

    The form has passed the check of its token by then, since a view answered it.
    """
    sign_in = reverse("account_login")
    led_away = response.status_code == 302 and response.headers["Location"].startswith(sign_in)
    fields = typed_fields(request) if led_away and request.method == "POST" else []
    if not fields or request.path.startswith(SIGN_IN_PAGES):
        return response
    request.session[TYPED] = {
        "person": person_pk,
        "until": int(time.time()) + KEPT_SECONDS,
        "path": request.get_full_path(),
        "page": _page(request),
        "fields": fields,
    }
    return HttpResponseRedirect(f"{sign_in}?{urlencode({'next': reverse('accounts:typed')})}")


def typed_is_kept(session: Any) -> bool:
    """Return whether this browser's session holds a form."""
    return TYPED in session


def typed_get(request: HttpRequest) -> Typed | None:
    """Return what was kept for who is signed in; somebody else's is dropped."""
    kept = request.session.get(TYPED)
    if kept is None:
        return None
    if kept["person"] != request.user.pk or kept["until"] < time.time():
        typed_drop(request.session)
        return None
    return Typed(kept["path"], kept["page"], [(name, value) for name, value in kept["fields"]])


def typed_drop(session: Any) -> None:
    """Forget what was kept."""
    session.pop(TYPED, None)


def typed_sent(request: HttpRequest) -> None:
    """Forget what was kept once it is sent to where it was going."""
    kept = request.session.get(TYPED)
    if kept is not None and request.method == "POST" and request.get_full_path() == kept["path"]:
        typed_drop(request.session)


def _page(request: HttpRequest) -> str:
    """Return the page that the form stands on: what the browser says, where that is ours; else where it goes to."""
    said = urlsplit(request.headers.get("Referer", ""))
    return (
        said._replace(scheme="", netloc="").geturl() if said.netloc == request.get_host() else request.get_full_path()
    )


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what may be kept of a form: nothing when it holds files or is very long."""
    if request.FILES:
        return []
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in SECRET_PARTS)
        for value in values
    ]
    return fields if sum(len(name) + len(value) for name, value in fields) <= LARGEST else []
