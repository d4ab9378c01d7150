"""Browsers in which someone has signed in before: they have rate limits of their own.

Otherwise anyone could keep the owner of an address out, by using up its limits. The cookie is signed, holds no name or
address, and counts only for the address that signed in.
"""

import secrets
from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

SALT = "leerweb.known_browser"
STORED_SECONDS = 365 * 24 * 3600


def browser_remember(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Note that the response should mark this browser as known, after a sign-in."""
    if not browser_known(request, user.email):
        request.known_browser_of = user.email  # type: ignore[attr-defined]  # read by the middleware below


def browser_known(request: HttpRequest, address: str) -> str:
    """Return the identifier of this browser if this address has signed in here before, or ""."""
    try:
        mark, browser = signing.loads(
            request.COOKIES.get(settings.LEERWEB_KNOWN_BROWSER_COOKIE, ""), salt=SALT, max_age=STORED_SECONDS
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(browser) if constant_time_compare(mark, _mark(address)) else ""


def known_browsers_limit_apart() -> None:
    """Make allauth count a known browser apart from all others. Allauth has no hook for that."""
    if getattr(ratelimit, "knows_browsers", False):
        return
    cache_key = ratelimit.get_cache_key

    def with_browser(request: HttpRequest, *, key: str | None = None, **details: Any) -> str:
        # Keys are an address, or the site and an address.
        browser = browser_known(request, key.rpartition(":")[2]) if key else ""
        return str(cache_key(request, key=f"{key} {browser}" if browser else key, **details))

    ratelimit.get_cache_key = with_browser
    ratelimit.knows_browsers = True


class KnownBrowserMiddleware:
    """Sets the cookie after a sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        address = getattr(request, "known_browser_of", "")
        if address:
            value = signing.dumps([_mark(address), secrets.token_urlsafe(9)], salt=SALT)
            response.set_cookie(
                settings.LEERWEB_KNOWN_BROWSER_COOKIE,
                value,
                max_age=STORED_SECONDS,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
            )
        return response


def _mark(address: str) -> str:
    return salted_hmac(SALT, address.lower()).hexdigest()
