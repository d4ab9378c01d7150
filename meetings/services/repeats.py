"""The same form sent twice: a second click, or a page that is sent once more because the answer was slow."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Manager, Model, QuerySet

A_SECOND_CLICK = timedelta(minutes=1)
Row = TypeVar("Row", bound=Model)


def idempotent_create(rows: "Manager[Row] | QuerySet[Row]", given: tuple[object, ...], make: Callable[[], Row]) -> Row:
    """Make a row, or return the one that was made of the same a moment ago, as long as it is one of `rows`.

    `given` is everything that makes it the same: who sent it, where, and what they filled in. Call inside a
    transaction that has locked what the row belongs to: of two at once, the second one waits and then finds the first.
    The cache holds a hash, for a minute, in the same transaction: what is rolled back was not made.
    """
    names = (rows.model.__name__, *(value.pk if isinstance(value, Model) else value for value in given))
    name = f"made.{sha256(repr(names).encode()).hexdigest()}"
    before = rows.filter(pk=cache.get(name, 0)).first()
    if before is not None:
        return before
    row = make()
    cache.set(name, row.pk, A_SECOND_CLICK.total_seconds())
    return row
