"""Handling the same form sent twice: a double click, or a retry after a slow response."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Manager, Model, QuerySet

REPEAT_WINDOW = timedelta(minutes=1)
Row = TypeVar("Row", bound=Model)


def idempotent_create(rows: "Manager[Row] | QuerySet[Row]", given: tuple[object, ...], make: Callable[[], Row]) -> Row:
    """Create a row, or return the one an identical request created in the last minute if it is still among `rows`.

    `given` identifies the request: the actor, the parent and the values. Call inside a transaction that has locked the
    parent, so that of two simultaneous requests the second waits and then finds the first. The cache entry, a hash,
    is part of that transaction.
    """
    names = (rows.model.__name__, *(value.pk if isinstance(value, Model) else value for value in given))
    name = f"made.{sha256(repr(names).encode()).hexdigest()}"
    before = rows.filter(pk=cache.get(name, 0)).first()
    if before is not None:
        return before
    row = make()
    cache.set(name, row.pk, REPEAT_WINDOW.total_seconds())
    return row
