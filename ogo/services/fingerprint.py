"""Refusing to save over what someone else has just written."""

from collections.abc import Iterable
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _


def fingerprint(row: Model, names: Iterable[str]) -> str:
    """Return a hash of these fields of a row, which changes with every edit of one of them."""
    values = [f"{getattr(row, row._meta.get_field(name).attname)}" for name in names]  # type: ignore[union-attr]
    return sha256("\0".join(values).encode()).hexdigest()[:16]


def require_fresh(*, before: str, after: str, expected: str | None) -> None:
    """Raise a ValidationError with the code "stale" if a row is no longer the one that was read.

    `before` and `after` are the fingerprints of the row as it is stored and as it would be saved, `expected` the one
    that came with the form. Saving what is already there is no loss.
    """
    if expected not in {None, before} and after != before:
        raise ValidationError(
            _("This has just been changed. Below is what it says now. Save again to replace it by your text."),
            code="stale",
        )
