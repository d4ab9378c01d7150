"""Deny by default: the start-up check that every route says who may come in."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

# Routes of packages that guard themselves; everything else declares its access.
GUARDED_BY_THEIR_PACKAGE = ("allauth.", "django.contrib.admin.", "django.contrib.staticfiles.", "django.views.i18n")
GUARDED_SITES = ("admin/",)


def routes(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk the URL configuration and yield (path, pattern) of every route."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        part = str(entry.pattern)
        path = prefix + part.removeprefix("^") if prefix else part
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, path)
        else:
            yield path, entry


def undeclared_routes(patterns: list[Any] | None = None) -> list[str]:
    """Return the paths of routes whose view declares no access."""
    return [
        path
        for path, pattern in routes(patterns)
        if not (
            hasattr(pattern.callback, "access")
            or path.startswith(GUARDED_SITES)
            or pattern.callback.__module__.startswith(GUARDED_BY_THEIR_PACKAGE)
        )
    ]


def check_access_declared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report every route that does not say who may come in."""
    return [
        Error(
            f"The route {path} declares no access.",
            hint="Use a door of accounts.access or networks.access.",
            id="leerweb.E001",
        )
        for path in undeclared_routes()
    ]


def refuse_undeclared_routes() -> None:
    """Stop a server at its start. Raises ImproperlyConfigured when a route does not say who may come in."""
    paths = undeclared_routes()
    if paths:
        message = f"These routes declare no access: {', '.join(paths)}"
        raise ImproperlyConfigured(message)
