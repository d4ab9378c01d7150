"""How a view says who may come in. A view that says nothing is an error at start-up (accounts/checks.py)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User

View = Callable[..., HttpResponse]


def mark_access(view: View, access: str) -> View:
    """Mark a view with the access it checks, in words that the access matrix prints."""
    view.access = access  # type: ignore[attr-defined]  # functions carry attributes; typing has no word for it
    return view


def public(view: View) -> View:
    """Let everybody in: for the short list of pages that need no sign-in."""
    return mark_access(view, "public")


def signed_in(view: View) -> View:
    """Let everybody in who is signed in; what they see is their own."""
    return mark_access(login_required(view), "signed in")


def person_of(request: HttpRequest) -> User:
    """Return who is signed in, for views behind `signed_in`. Raises PermissionDenied when nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def staff_only(view: View) -> View:
    """Let staff in; for everybody else the page does not exist."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return mark_access(guarded, "staff")


def staff_or_demo(view: View) -> View:
    """Let staff in, and everybody in the demo; elsewhere the page does not exist for anybody else."""
    guarded_view = staff_only(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (view if settings.LEERWEB_DEMO else guarded_view)(request, *args, **kwargs)

    return mark_access(guarded, "staff, in the demo everybody")


def posted_without_origin(view: View) -> View:
    """Say that forms of pages without referrer post here; browsers call the origin of those "null".

    OriginMiddleware lets them pass on to the check of the CSRF token, which holds as everywhere.
    """
    view.posted_without_origin = True  # type: ignore[attr-defined]  # as above
    return view


def personal_link(view: View) -> View:
    """Let in who holds a personal link. The view checks the token.

    Whatever is answered there, refusals and errors too, is never stored and sends no referrer (PrivatePagesMiddleware).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    guarded.opened_by_link = True  # type: ignore[attr-defined]  # as above
    return mark_access(posted_without_origin(guarded), "personal link")
