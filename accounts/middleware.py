"""What every request of a signed-in person gets: their language, and pages that no shared cache keeps."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.access import person_of
from accounts.institutions import stepped_up
from accounts.language import language_show
from accounts.second_factor import second_factor_missing
from accounts.sessions import session_goes_on
from accounts.typed import typed_keep, typed_sent

GetResponse = Callable[[HttpRequest], HttpResponse]


class MaintenanceMiddleware:
    """Says on every page that Leerweb is away while LEERWEB_MAINTENANCE is on; /health/ goes on answering.

    It stands before sessions are read, so it works without a database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.LEERWEB_MAINTENANCE or request.path == reverse("accounts:health"):
            return self.get_response(request)
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "300", "Cache-Control": "no-store"})


class PersonLanguageMiddleware:
    """Shows pages in the language of the person, once signed in; before that the browser or the switch decides."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language_show(request, request.user.language)
        return self.get_response(request)


class SessionLimitsMiddleware:
    """Ends a session that has lasted long enough (accounts/sessions.py), keeps what was typed (accounts/typed.py)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        if session_goes_on(request.session, request.user):
            typed_sent(request)
            return self.get_response(request)
        person_pk = person_of(request).pk
        logout(request)
        return typed_keep(request, self.get_response(request), person_pk=person_pk)


# Where somebody may go who still has to set up a second factor: to do that, to leave, and nowhere else.
BEFORE_SECOND_FACTOR = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "accounts:language",
    "accounts:health",
}


class SecondFactorMiddleware:
    """Leads who needs a second factor and has none to the page where it is set up, whatever page they ask for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002 - Django's signature
        """Answer in the place of every view but those few."""
        match = request.resolver_match
        if not request.user.is_authenticated or (match and match.view_name in BEFORE_SECOND_FACTOR):
            return None
        missing = second_factor_missing(person_of(request)) and not stepped_up(request)
        return HttpResponseRedirect(reverse("mfa_index")) if missing else None


class OriginMiddleware:
    """Lets a form be posted from a page that sends no referrer.

    Such a page has `Referrer-Policy: no-referrer`, because its address is a personal link; browsers then post with
    `Origin: null`, which Django refuses. The views that such pages post to are marked, and for these the header is
    replaced by this site's own. Django's check of the token in form and cookie follows, and the cookie is SameSite.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002 - Django's signature
        """Give a marked view the origin that its page did not tell."""
        if request.META.get("HTTP_ORIGIN") == "null" and getattr(view, "posted_without_origin", False):
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"


class PrivatePagesMiddleware:
    """Marks everything behind sign-in or a personal link as not to be stored; pages of a link send no referrer either.

    Here and not in the doors: an error page, a wrong method and a form without its token are answered past them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        by_link = match is not None and getattr(match.func, "opened_by_link", False)
        if by_link:
            response.headers["Referrer-Policy"] = "no-referrer"
        if by_link or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
