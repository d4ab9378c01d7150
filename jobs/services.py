"""Enqueue, dispatch, run and retry background jobs (docs/decisions/0003-jobs-in-the-database.md)."""

import logging
import uuid
from datetime import datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from jobs.models import Job
from jobs.registry import RetryLater, ServiceUnavailableError, handler_for, recurring_kinds
from jobs.rows import ROWS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
DISPATCH_AGAIN_AFTER = timedelta(minutes=2)
LONGEST_BACKOFF = timedelta(hours=1)
# How far the clocks of two machines may differ. Times further ahead than possible come from a clock that was wrong.
CLOCK_SLACK = timedelta(minutes=1)
# Outside working hours, so that slow jobs keep no page waiting.
NIGHT = time(3)
# A job that has found its server unavailable this often may be the cause: from then on the others go first.
YIELD_AFTER_ATTEMPTS = 120
BROKER_PAUSE = 30.0  # seconds without nudges after the broker did not respond, so that pages don't wait for it again


def job_enqueue(*, kind: str, key: str, due_at: datetime | None = None) -> Job:
    """Enqueue a job in the caller's transaction, unless one with this kind and key exists; return it."""
    handler_for(kind)
    due = due_at or timezone.now()
    job, created = Job.objects.get_or_create(kind=kind, key=key, defaults={"due_at": due, "wanted_at": due})
    if created and job.due_at <= timezone.now():
        transaction.on_commit(lambda: job_nudge(job_id=job.pk), robust=True)
    return job


def jobs_enqueue(*, kind: str, keys: "Sequence[str]", due_at: datetime | None = None) -> None:
    """Enqueue many jobs of one kind in the caller's transaction, skipping keys that exist."""
    handler_for(kind)
    due = due_at or timezone.now()
    Job.objects.bulk_create([Job(kind=kind, key=key, due_at=due, wanted_at=due) for key in keys], ignore_conflicts=True)
    if due <= timezone.now():
        transaction.on_commit(dispatch_nudge, robust=True)


def recurring_jobs_enqueue(*, now: datetime | None = None) -> None:
    """Enqueue tonight's jobs if they are not enqueued yet. After nights of downtime, the missed jobs run once."""
    local = timezone.localtime(now)
    tonight = timezone.make_aware(datetime.combine(local.date() + timedelta(days=local.time() >= NIGHT), NIGHT))
    day = f"{tonight:%Y-%m-%d}"
    kinds = recurring_kinds()
    enqueued = set(Job.objects.filter(kind__in=kinds, key=day).values_list("kind", flat=True))
    for kind in kinds:
        if kind not in enqueued:
            jobs_enqueue(kind=kind, keys=[day], due_at=tonight)


def job_nudge(*, job_id: int) -> None:
    """Send a job to the broker. If the broker is down, the dispatcher will send it later."""
    _nudge("jobs.tasks.run_job", [job_id])


def dispatch_nudge() -> None:
    """Ask the broker to run the dispatcher now, after many jobs were enqueued at once."""
    _nudge("jobs.tasks.dispatch", [])


_no_nudges_before = 0.0


def _nudge(task: str, args: list[int]) -> None:
    global _no_nudges_before  # noqa: PLW0603 - per-process knowledge about the broker
    if not settings.CELERY_BROKER_URL or monotonic() < _no_nudges_before:
        return
    from celery import current_app  # noqa: PLC0415 - pages that enqueue no job need no broker client

    try:
        current_app.send_task(task, args=args, retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - whatever the client raises, the page must not fail
        _no_nudges_before = monotonic() + BROKER_PAUSE
        logger.warning("The broker cannot be reached (%s); the dispatcher will send them later", type(error).__name__)


def jobs_due(*, now: datetime | None = None) -> list[int]:
    """Return the ids of the jobs to dispatch now, and mark them as dispatched so that they are not sent twice."""
    now = now or timezone.now()
    with transaction.atomic():
        due = (
            Job.objects.select_for_update()
            .filter(
                Q(dispatched_at__isnull=True)
                | Q(dispatched_at__lt=now - DISPATCH_AGAIN_AFTER)
                | Q(dispatched_at__gt=now + CLOCK_SLACK),
                done_at__isnull=True,
            )
            .filter(_is_free(now), _is_due(now))
            .order_by("wanted_at", "pk")
        )
        ids = list(due.values_list("pk", flat=True)[:ROWS_AT_ONCE])
        Job.objects.filter(pk__in=ids).update(dispatched_at=now)
    return ids


def job_run(*, job_id: int) -> bool:
    """Claim a job, run its handler, and save the outcome and `done_at` together. Return whether this call finished it.

    The handler runs outside any transaction. If the lease was lost meanwhile, nothing is saved.
    """
    lease = uuid.uuid4()
    if not _job_claim(job_id, lease):
        return False
    job = Job.objects.get(pk=job_id)
    try:
        finish = handler_for(job.kind)(job.key)
        with transaction.atomic():
            done = Job.objects.filter(pk=job_id, lease=lease, done_at__isnull=True).update(
                done_at=timezone.now(), lease=None, leased_until=None, last_error=""
            )
            if done and finish is not None:
                finish()
    except Exception as error:  # noqa: BLE001 - whatever the handler raises, the job is released
        _job_release(job, lease, error)
        return False
    return bool(done)


def _is_free(now: datetime) -> Q:
    """Return the condition that no worker holds a job.

    A lease that ends later than any lease can was taken while a clock was ahead; that worker has long finished or died.
    """
    return Q(leased_until__isnull=True) | Q(leased_until__lt=now) | Q(leased_until__gt=now + LEASE + CLOCK_SLACK)


def _is_due(now: datetime) -> Q:
    """Return the condition that a job is due, or was postponed or enqueued for "now" while a clock was ahead."""
    postponed = Q(wanted_at__lte=now, due_at__gt=now + LONGEST_BACKOFF + CLOCK_SLACK)
    enqueued = Q(created_at__gt=now + CLOCK_SLACK, due_at__lte=F("created_at"))
    return Q(due_at__lte=now) | postponed | enqueued


def _job_claim(job_id: int, lease: uuid.UUID) -> bool:
    """Lease a due job that no worker holds, in one conditional UPDATE; return whether it succeeded."""
    now = timezone.now()
    claimed = Job.objects.filter(_is_free(now), _is_due(now), pk=job_id, done_at__isnull=True).update(
        lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    return bool(claimed)


def _job_release(job: Job, lease: uuid.UUID, error: Exception) -> None:
    """Release a failed job with back-off. Only the class of the error is stored: its text may contain personal data."""
    now = timezone.now()
    again = now + min(timedelta(seconds=5 * 2 ** min(job.attempts, 12)), LONGEST_BACKOFF)
    changes: dict[str, object] = {}
    if isinstance(error, RetryLater) and error.until is not None:
        again = error.until
        changes["wanted_at"] = again
    elif isinstance(error, ServiceUnavailableError) and job.attempts <= YIELD_AFTER_ATTEMPTS:
        again = now + error.after
    Job.objects.filter(pk=job.pk, lease=lease).update(
        lease=None,
        leased_until=None,
        dispatched_at=None,
        due_at=again,
        last_error=_description(error)[:200],
        **changes,
    )
    if isinstance(error, ServiceUnavailableError):
        _kind_postpone(job.kind, now + error.after)
    if not isinstance(error, RetryLater):
        logger.error("Job %s (%s) failed with %s; again at %s", job.pk, job.kind, _description(error), again)


def _description(error: Exception) -> str:
    """Return the class of an error, with its cause if the handler named one."""
    cause = error.cause if isinstance(error, ServiceUnavailableError) else ""
    return f"{type(error).__name__}: {cause}" if cause else type(error).__name__


def _kind_postpone(kind: str, until: datetime) -> None:
    """Postpone all open jobs of a kind that no worker holds until the same moment."""
    Job.objects.filter(kind=kind, done_at__isnull=True, lease__isnull=True, due_at__lt=until).update(
        due_at=until, dispatched_at=None
    )


def jobs_run_due() -> int:
    """Run the due jobs in this process, as the embedded driver does. Return the number of finished jobs."""
    from jobs.tasks import run_job  # noqa: PLC0415 - tasks import this module

    return sum(bool(run_job.apply(args=(job_id,)).result) for job_id in jobs_due())
