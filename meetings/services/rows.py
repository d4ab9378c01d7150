"""Rows that somebody may have removed between the form and the service."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)


def lock_or_stale(rows: "Manager[Row] | QuerySet[Row]", row: Row) -> Row:
    """Lock and return one of these rows as it is now. Call inside a transaction.

    Raises ValidationError when somebody removed it meanwhile: a form then still holds what was typed.
    """
    found = rows.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise ValidationError(_("Somebody removed this a moment ago. Nothing was saved."))
    return found
