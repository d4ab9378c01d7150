"""Requests for a personal link by address, answered by a job.

The request does the same work for an address that is known and for one that is not, so its duration reveals nothing.
"""

import secrets

from django.core.cache import cache

from jobs.services import job_enqueue

REQUEST_SECONDS = 600


def link_request_enqueue(*, kind: str, about: int, address: str) -> None:
    """Queue a job of this kind, whose handler takes the request by its key. The address is stored for ten minutes."""
    key = secrets.token_hex(16)
    cache.set(_name(kind, key), (about, address), REQUEST_SECONDS)
    job_enqueue(kind=kind, key=key)


def link_request_take(*, kind: str, key: str) -> tuple[int, str] | None:
    """Return what the request was about and the address, once, or None if it is older than ten minutes."""
    found: tuple[int, str] | None = cache.get(_name(kind, key))
    # The database keeps an expired entry until the cache is full.
    cache.delete(_name(kind, key))
    return found


def _name(kind: str, key: str) -> str:
    return f"link-request.{kind}.{key}"
