"""Locking rows that may have been deleted since the form was shown."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)


def lock_or_stale(rows: "Manager[Row] | QuerySet[Row]", row: Row) -> Row:
    """Lock and return the current state of one of these rows. Call inside a transaction.

    Raises ValidationError if it has been deleted, so that the form keeps what was typed.
    """
    found = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise ValidationError(_("This has just been removed. Nothing was saved."))
    return found
