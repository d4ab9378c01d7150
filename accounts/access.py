"""Access decorators. A view without one is an error at start-up (accounts/checks.py)."""

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
    """Mark a view with the access it checks, as the access matrix names it."""
    view.access = access  # type: ignore[attr-defined]  # mypy does not allow attributes on functions
    return view


def public(view: View) -> View:
    """Allow everyone: for the few pages that need no sign-in."""
    return mark_access(view, "public")


def signed_in(view: View) -> View:
    """Allow anyone who is signed in, for pages that show only their own data."""
    return mark_access(login_required(view), "signed in")


def person_of(request: HttpRequest) -> User:
    """Return the person who is signed in. Raises PermissionDenied if nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def staff_only(view: View) -> View:
    """Allow staff only. Raises Http404 for anyone else."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return mark_access(guarded, "staff")


def staff_or_demo(view: View) -> View:
    """Allow staff, and in the demo everyone. Raises Http404 for anyone else."""
    guarded_view = staff_only(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (view if settings.LEERWEB_DEMO else guarded_view)(request, *args, **kwargs)

    return mark_access(guarded, "staff, in the demo everyone")


def no_session_token(view: View) -> View:
    """Accept forms without a CSRF token, unless the browser says that another site posted them (OriginMiddleware).

    For pages that work without a cookie, and that signing in in another tab must not break.
    """
    view.needs_no_session_token = True  # type: ignore[attr-defined]  # as above
    return view


def personal_link(view: View) -> View:
    """Allow the holder of a personal link; the view checks the token, which no other site knows.

    No response, errors included, is cached or sends a referrer (PrivatePagesMiddleware).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    guarded.is_personal_link = True  # type: ignore[attr-defined]  # as above
    return mark_access(no_session_token(guarded), "personal link")
