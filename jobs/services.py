"""Writing, claiming and finishing background work (docs/decisions: jobs in the database)."""

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
from jobs.registry import RetryLater, ServiceUnavailableError, handler_for, nightly_kinds
from jobs.rows import ROWS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
HINT_AGAIN_AFTER = timedelta(minutes=2)
LONGEST_BACKOFF = timedelta(hours=1)
# When nobody works: what takes long then keeps no page waiting.
NIGHT = time(3)
# A job that finds its server away this often may itself be what the server cannot bear: the others go first.
STEPS_ASIDE_AFTER = 120
BROKER_REST = 30.0  # seconds without hints after the broker did not answer, so that no page waits for it twice


def job_enqueue(*, kind: str, key: str, due_at: datetime | None = None) -> Job:
    """Write that `kind` has to happen for `key`, in the caller's transaction; a second call changes nothing."""
    handler_for(kind)
    due = due_at or timezone.now()
    job, created = Job.objects.get_or_create(kind=kind, key=key, defaults={"due_at": due, "wanted_at": due})
    if created and job.due_at <= timezone.now():
        transaction.on_commit(lambda: job_hint(job_id=job.pk), robust=True)
    return job


def jobs_enqueue(*, kind: str, keys: "Sequence[str]", due_at: datetime | None = None) -> None:
    """Write many jobs of one kind at once, for acts that touch a whole programme."""
    handler_for(kind)
    due = due_at or timezone.now()
    Job.objects.bulk_create([Job(kind=kind, key=key, due_at=due, wanted_at=due) for key in keys], ignore_conflicts=True)
    if due <= timezone.now():
        transaction.on_commit(sweep_hint, robust=True)


def nightly_enqueue(*, now: datetime | None = None) -> None:
    """Write the work of the coming night, unless it is written. After nights without a machine one of them is done."""
    local = timezone.localtime(now)
    tonight = timezone.make_aware(datetime.combine(local.date() + timedelta(days=local.time() >= NIGHT), NIGHT))
    day = f"{tonight:%Y-%m-%d}"
    kinds = nightly_kinds()
    written = set(Job.objects.filter(kind__in=kinds, key=day).values_list("kind", flat=True))
    for kind in kinds:
        if kind not in written:
            jobs_enqueue(kind=kind, keys=[day], due_at=tonight)


def job_hint(*, job_id: int) -> None:
    """Tell the broker about a job. A broker that is away is harmless: the sweeper comes by."""
    _hint("jobs.tasks.run_job", [job_id])


def sweep_hint() -> None:
    """Ask for a sweep now, after many jobs were written at once."""
    _hint("jobs.tasks.sweep", [])


_no_hints_before = 0.0


def _hint(task: str, args: list[int]) -> None:
    global _no_hints_before  # noqa: PLW0603 - what this process knows of the broker, nothing else
    if not settings.CELERY_BROKER_URL or monotonic() < _no_hints_before:
        return
    from celery import current_app  # noqa: PLC0415 - pages that write no job need no broker client

    try:
        current_app.send_task(task, args=args, retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - whatever a broker client raises, the page must not break on it
        _no_hints_before = monotonic() + BROKER_REST
        logger.warning("The broker cannot be reached (%s); the sweeper will pick the work up", type(error).__name__)


def jobs_due(*, now: datetime | None = None) -> list[int]:
    """Return the ids of jobs to hand out now, and mark them as handed out so that they are not sent twice."""
    now = now or timezone.now()
    with transaction.atomic():
        due = (
            Job.objects.select_for_update()
            .filter(Q(hinted_at__isnull=True) | Q(hinted_at__lt=now - HINT_AGAIN_AFTER), done_at__isnull=True)
            .filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now), due_at__lte=now)
            .order_by("wanted_at", "pk")
        )
        ids = list(due.values_list("pk", flat=True)[:ROWS_AT_ONCE])
        Job.objects.filter(pk__in=ids).update(hinted_at=now)
    return ids


def job_run(*, job_id: int) -> bool:
    """Claim a job, do its work, and write outcome and `done_at` together. Returns whether this call finished it.

    The work itself runs outside any transaction. When the lease was lost meanwhile, nothing of it is written.
    """
    lease = uuid.uuid4()
    if not _job_claim(job_id, lease):
        return False
    job = Job.objects.get(pk=job_id)
    try:
        finish = handler_for(job.kind)(job.key)
        with transaction.atomic():
            done = Job.objects.filter(pk=job_id, lease=lease, done_at__isnull=True).update(
                done_at=timezone.now(), lease=None, leased_until=None, trouble=""
            )
            if done and finish is not None:
                finish()
    except Exception as error:  # noqa: BLE001 - whatever a handler raises, the job is given back
        _job_put_back(job, lease, error)
        return False
    return bool(done)


def _job_claim(job_id: int, lease: uuid.UUID) -> bool:
    """Take a job that is due and that nobody works on, by one conditional UPDATE."""
    now = timezone.now()
    claimed = (
        Job.objects.filter(pk=job_id, done_at__isnull=True, due_at__lte=now)
        .filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))
        .update(lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1)
    )
    return bool(claimed)


def _job_put_back(job: Job, lease: uuid.UUID, error: Exception) -> None:
    """Give a job back, a little later each time. Its trouble is the error's class: the text may hold data."""
    now = timezone.now()
    again = now + min(timedelta(seconds=5 * 2 ** min(job.attempts, 12)), LONGEST_BACKOFF)
    changes: dict[str, object] = {}
    if isinstance(error, RetryLater) and error.until is not None:
        again = error.until
        changes["wanted_at"] = again
    elif isinstance(error, ServiceUnavailableError) and job.attempts <= STEPS_ASIDE_AFTER:
        again = now + error.after
    Job.objects.filter(pk=job.pk, lease=lease).update(
        lease=None, leased_until=None, hinted_at=None, due_at=again, trouble=type(error).__name__[:200], **changes
    )
    if isinstance(error, ServiceUnavailableError):
        _kind_postpone(job.kind, now + error.after)
    if not isinstance(error, RetryLater):
        logger.error("Job %s (%s) failed with %s; again at %s", job.pk, job.kind, type(error).__name__, again)


def _kind_postpone(kind: str, until: datetime) -> None:
    """Let everything of a kind that nobody works on wait until one moment."""
    Job.objects.filter(kind=kind, done_at__isnull=True, lease__isnull=True, due_at__lt=until).update(
        due_at=until, hinted_at=None
    )


def jobs_run_due() -> int:
    """Run what is due now by calling the Celery tasks here: the embedded driver. Returns how many finished."""
    from jobs.tasks import run_job  # noqa: PLC0415 - tasks import this module

    return sum(bool(run_job.apply(args=(job_id,)).result) for job_id in jobs_due())
