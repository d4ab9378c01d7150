"""Erasure of what deleted rows leave behind in the files of the database."""

import re

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from jobs.registry import RetryLater

LOCK_TIMEOUT = "500ms"
# How PostgreSQL reports rows that an older transaction can still see (VACUUM and VACUUM FULL).
NOT_YET_REMOVABLE = re.compile(r"(\d+) (?:are dead but not yet removable|dead row versions cannot be removed yet)")


def tables_vacuum(*models: type[Model], rewrite: tuple[type[Model], ...]) -> None:
    """Remove the dead rows of the tables of these models; those of `rewrite` get a new file.

    PostgreSQL removes dead rows by VACUUM, but a page in use keeps their bytes until its table is rewritten. SQLite
    overwrites deleted rows in its write-ahead log first, so the database file holds them until a checkpoint.

    Raises RetryLater inside a transaction, where neither is possible, and while another connection reads the log or can
    still see deleted rows, as a running dump does.
    """
    if connection.in_atomic_block:
        raise RetryLater
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, _pages, _checkpointed = cursor.fetchone()
            if is_busy:
                raise RetryLater
            return
        for model in models:
            _vacuum(cursor, model, "VERBOSE, TRUNCATE false")
        # Without waiting for a lock: everyone who writes would have to wait behind us.
        cursor.execute("SET lock_timeout = %s", [LOCK_TIMEOUT])
        try:
            for model in rewrite:
                _vacuum(cursor, model, "VERBOSE, FULL")
        except OperationalError as error:
            raise RetryLater from error
        finally:
            cursor.execute("RESET lock_timeout")


def _vacuum(cursor: CursorWrapper, model: type[Model], options: str) -> None:
    """Remove the dead rows of a table. Raises RetryLater if an older transaction, such as a dump, still sees some."""
    notices = connection.connection.notices
    del notices[:]
    table = connection.ops.quote_name(model._meta.db_table)
    cursor.execute(f"VACUUM ({options}) {table}")
    left = [int(count) for line in notices for count in NOT_YET_REMOVABLE.findall(line)]
    if not left or any(left):
        raise RetryLater
