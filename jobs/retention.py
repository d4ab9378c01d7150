"""How long rows are retained, for every layer, and how expired rows are deleted.

Each declaration of personal data names its term (accounts/registry.py); one nightly job deletes what has expired.
"""

from collections.abc import Callable, Sequence
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet

from jobs.rows import in_parts

# Records of what the product did: the audit log, emails, background jobs.
LOG_RETENTION = relativedelta(months=6)
INVITATION_RETENTION = relativedelta(years=1)


def rows_purge(rows: "QuerySet[Any]", *, first: Callable[[Sequence[int]], object] | None = None) -> int:
    """Delete rows in batches, each in a transaction of its own, so that others wait briefly. Return their number.

    `first` is called with the keys of each batch, in its transaction, before the rows are deleted. An interrupted purge
    continues where it stopped when it is called again.
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for batch in in_parts(keys):
        with transaction.atomic():
            if first is not None:
                first(batch)
            # Filtered again: a row may have changed since and no longer be expired.
            rows.filter(pk__in=batch).delete()
    return len(keys)
