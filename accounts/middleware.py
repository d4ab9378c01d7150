"""Middleware: maintenance, language, session limits, second factor, origin and caching."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.access import person_of
from accounts.institutions import stepped_up
from accounts.language import language_activate
from accounts.origin import is_same_origin
from accounts.saved_form import saved_form_discard_if_sent, saved_form_store
from accounts.second_factor import second_factor_missing
from accounts.sessions import session_touch
from accounts.views.errors import csrf_failure

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
GetResponse = Callable[[HttpRequest], HttpResponse]


# For those who watch the installation, whatever state it is in.
WATCHED = ("accounts:alive", "accounts:ready", "accounts:health")


class MaintenanceMiddleware:
    """Responds 503 to every request while LEERWEB_MAINTENANCE is on, except to those of monitoring.

    It comes before sessions are read, so it works without a database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.LEERWEB_MAINTENANCE or request.path in map(reverse, WATCHED):
            return self.get_response(request)
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "300", "Cache-Control": "no-store"})


class CharsetMiddleware:
    """Refuses forms in a character set other than UTF-8: our pages send none, and some sets make Django fail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip().lower() != "utf-8":
            message = "Forms must be UTF-8."
            raise BadRequest(message)
        return self.get_response(request)


class PersonLanguageMiddleware:
    """Activates the language of the person who is signed in; otherwise the switch or the browser decides."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language_activate(request, request.user.language)
        return self.get_response(request)


class SessionLimitsMiddleware:
    """Ends expired sessions (accounts/sessions.py) and saves a form posted too late (accounts/saved_form.py)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if session_touch(request.session, request.user):
            saved_form_discard_if_sent(request)
            return self.get_response(request)
        person_pk = person_of(request).pk
        logout(request)
        return saved_form_store(request, self.get_response(request), person_pk=person_pk)


# The only pages for a person who still has to set up a second factor: to do that, or to leave.
BEFORE_SECOND_FACTOR = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_request_reauthentication_code",
    "account_confirm_reauthentication_code",
    "account_logout",
    "accounts:language",
    *WATCHED,
}


class SecondFactorMiddleware:
    """Redirects people who need a second factor and have none to the page where they set it up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002 - Django's signature
        """Return the redirect for every other view."""
        match = request.resolver_match
        if not request.user.is_authenticated or (match and match.view_name in BEFORE_SECOND_FACTOR):
            return None
        missing = second_factor_missing(person_of(request)) and not stepped_up(request)
        return HttpResponseRedirect(reverse("mfa_index")) if missing else None


class OriginMiddleware:
    """Accepts forms of personal links without a CSRF token, and refuses those that another site posted.

    Such a link is a secret that no other site knows. A token tied to the session would fail without cookies, and when
    someone signs in in another tab. For views marked with `no_session_token`, this replaces Django's check.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002 - Django's signature
        """Return the refusal of a form that another site posted to a marked view."""
        if request.method in SAFE_METHODS or not getattr(view, "needs_no_session_token", False):
            return None
        if is_same_origin(request) is False:
            return csrf_failure(request, REASON_BAD_ORIGIN)
        request.csrf_processing_done = True  # type: ignore[attr-defined]  # as CsrfViewMiddleware does
        return None


class PrivatePagesMiddleware:
    """Forbids caching of pages behind sign-in or a personal link; the latter send no referrer either.

    This is not done by the access decorators, because error pages and CSRF failures bypass them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        is_link = match is not None and getattr(match.func, "is_personal_link", False)
        if is_link:
            response.headers["Referrer-Policy"] = "no-referrer"
        if is_link or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
