"""Read settings from environment variables, with a clear error when one is missing."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# RFC 5321 allows 64; after a "+" come up to 12 digits, a hyphen and 32 hexadecimal digits.
MOST_LOCAL = 18


def text(name: str, default: str | None = None) -> str:
    """Return the variable `name`. Raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None or (default is None and not value):
        message = f"The environment variable {name} is missing: see .env.example"
        raise ImproperlyConfigured(message)
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether the variable `name` is 1, true, yes or on."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def mailbox(name: str) -> str:
    """Return the address in the variable `name`, or "" if it is empty. Raises ImproperlyConfigured if it is too long.

    The part that tells bounces apart follows its local part, and both have to fit in 64 characters.
    """
    address = text(name, "").strip()
    local, _at, domain = address.partition("@")
    if address and not (local and domain and "+" not in local and len(local) <= MOST_LOCAL):
        message = f"{name} must be an address with at most {MOST_LOCAL} characters before the @, and without a +"
        raise ImproperlyConfigured(message)
    return address


def database(url: str) -> dict[str, Any]:
    """Convert `sqlite:///file` or `postgresql://user:password@host:port/name?host=/socket` to Django settings."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"LEERWEB_DATABASE must start with sqlite:// or postgresql://, not {parts.scheme}://"
        raise ImproperlyConfigured(message)
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or parse_qs(parts.query).get("port", [""])[0]),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return SQLite settings that allow web requests and background jobs to write concurrently."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # secure_delete overwrites deleted draft responses, so that no page of the file retains them.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }
