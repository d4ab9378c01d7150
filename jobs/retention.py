"""How long things are kept, for every floor, and the work that forgets finished work.

A kind of thing with a term has a nightly job (`@job_kind("app.forget", nightly=True)`) that deletes what is past it.
The page about data says the terms from the same constants (`kept.py` of every app), so that it can say nothing else.
"""

from collections.abc import Callable, Sequence
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jobs.models import Job
from jobs.registry import job_kind
from jobs.rows import in_parts

# What was noted while the product ran: acts, letters, background work.
LOGS_KEPT_FOR = relativedelta(months=6)
INVITATIONS_KEPT_FOR = relativedelta(years=1)


def rows_forget(rows: "QuerySet[Any]", *, first: Callable[[Sequence[int]], object] | None = None) -> int:
    """Delete rows, some hundreds in a transaction, so that nobody waits for the last; return how many that were.

    `first` gets the keys of each part, in its transaction, before they go. What is cut off goes on where it was.
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for part in in_parts(keys):
        with transaction.atomic():
            if first is not None:
                first(part)
            # Asked again: a row that changed meanwhile may have to stay.
            rows.filter(pk__in=part).delete()
    return len(keys)


@job_kind("jobs.forget", nightly=True)
def jobs_forget(key: str) -> None:
    """Delete work that was done more than half a year ago. What is not done stays, however long it takes.

    A row that is gone does not keep the same work from being written again: nothing may rely on that after its term.
    """
    rows_forget(Job.objects.filter(done_at__lt=timezone.now() - LOGS_KEPT_FOR))
