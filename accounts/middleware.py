"""What every request of a signed-in person gets: their language, and pages that no shared cache keeps."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts.language import language_show
from accounts.sessions import session_goes_on

GetResponse = Callable[[HttpRequest], HttpResponse]


class PersonLanguageMiddleware:
    """Shows pages in the language of the person, once signed in; before that the browser or the switch decides."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language_show(request, request.user.language)
        return self.get_response(request)


class SessionLimitsMiddleware:
    """Ends a session that has lasted long enough (accounts/sessions.py)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not session_goes_on(request.session, request.user):
            logout(request)
        return self.get_response(request)


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
    """Marks everything behind sign-in as not to be stored."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
