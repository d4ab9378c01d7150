"""When personal data expires, and the words that say so on the page about data.

Each declaration of personal data names one of these: `after` a date of the row, `purged_by` a service of its own,
deleted `by_job`, or `no_term`. The words come from the same values as the deletion, so they cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from dateutil.relativedelta import relativedelta
from django.db.models import DateTimeField, Field, Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.formatting import format_period

Period: TypeAlias = relativedelta | timedelta
Condition = Callable[[type[Model]], Q]


@dataclass(frozen=True)
class Expiry:
    """The end of a row's life: a condition on rows, a service that deletes them, or a job that does.

    `words` is a lazy translation with the placeholders `%(period)s` and `%(otherwise)s`. Without a period it says what
    ends the row instead.
    """

    words: Any
    period: Period | None = None
    condition: Condition | None = None
    service: Callable[[], object] | None = None
    job: str = ""
    otherwise: "Expiry | None" = None

    @property
    def is_promise_without_deletion(self) -> bool:
        """Whether a period is promised that nothing enforces."""
        return self.period is not None and not (self.condition or self.service or self.job)

    def text(self) -> str:
        """Return the term in the active language."""
        return str(self.words) % {
            "period": format_period(self.period) if self.period else "",
            "otherwise": self.otherwise.text() if self.otherwise else "",
        }


def after(
    lookup: str,
    period: Period,
    *,
    words: Any = "%(period)s",
    otherwise: Expiry | None = None,
    head_start: timedelta = timedelta(0),
) -> Expiry:
    """Let rows expire a period after the date or moment at `lookup`; rows without one follow `otherwise` or stay.

    `head_start` is how much earlier the period starts than the moment that is stored.
    """

    def condition(model: type[Model]) -> Q:
        is_moment = isinstance(_field(model, lookup), DateTimeField)
        today = timezone.now() if is_moment else timezone.localdate()
        expired = Q(**{f"{lookup}__lt": today - period + head_start})
        if otherwise is not None and otherwise.condition is not None:
            expired |= Q(**{f"{lookup}__isnull": True}) & otherwise.condition(model)
        return expired

    return Expiry(words, period, condition=condition, otherwise=otherwise)


def purged_by(service: Callable[[], object], *, period: Period | None = None, words: Any = "%(period)s") -> Expiry:
    """Let the nightly purge call a service that finds and deletes the expired rows itself."""
    return Expiry(words, period, service=service)


def by_job(kind: str, *, words: Any, period: Period | None = None) -> Expiry:
    """Leave the deletion to the background job `kind`, which the service that writes the row enqueues."""
    return Expiry(words, period, job=kind)


def no_term(words: Any) -> Expiry:
    """Keep rows until an act of a person ends them; `words` say which, or why they stay for good."""
    return Expiry(words)


def with_account() -> Expiry:
    """Keep rows until the account is erased."""
    return no_term(_("As long as you have an account"))


def _field(model: type[Model], lookup: str) -> "Field[Any, Any]":
    """Return the field that a lookup leads to. Raises FieldDoesNotExist."""
    *path, name = lookup.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(name)  # type: ignore[return-value]
