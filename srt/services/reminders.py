"""Reminders, two at most. They are queued for everyone and filtered when sent, so no row reveals who answered."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from jobs.services import job_enqueue
from mailing.services import emails_enqueue
from srt.models import Wave, WaveInvitation

REMIND_JOB = "srt.remind"
REMINDER_EMAIL = "srt.reminder"
MIN_GAP = timedelta(days=2)


def reminder_times(opens_at: datetime, closes_at: datetime) -> list[datetime]:
    """Return when to remind people: halfway, in the morning, and two days before closing.

    Opening, reminders and closing are at least `MIN_GAP` apart, so a short wave has one reminder or none.
    """
    last = closes_at - MIN_GAP
    half_way = timezone.localtime(opens_at + (closes_at - opens_at) / 2).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    if last < opens_at + MIN_GAP:
        return []
    return [half_way, last] if opens_at + MIN_GAP <= half_way <= last - MIN_GAP else [last]


def reminders_plan(*, wave: Wave) -> None:
    """Queue the reminders that are still due. Jobs from before an extension no longer match and do nothing."""
    for number, time in _numbered(wave):
        if time > timezone.now():
            job_enqueue(kind=REMIND_JOB, key=f"{wave.pk}:{number}:{time:%Y%m%d%H%M%S}", due_at=time)


def reminders_enqueue(*, key: str) -> None:
    """Queue one reminder for everyone invited, if the job key still matches the times of the wave.

    People who received this reminder before an extension do not get it again.
    """
    wave_pk, number, stamp = key.split(":")
    wave = Wave.objects.filter(pk=int(wave_pk)).first()
    if wave is None or not wave.is_open() or (int(number), stamp) not in _stamps(wave):
        return
    invitations = WaveInvitation.objects.filter(wave_network__wave=wave).order_by("pk")
    by_row: dict[int, list[int]] = {}
    for row, person in invitations.values_list("wave_network_id", "person_id"):
        by_row.setdefault(row, []).append(person)
    for row, people in by_row.items():
        emails_enqueue(
            email_type=REMINDER_EMAIL,
            idempotency_key=f"{row}:{number}",
            recipient_ids=people,
            params={"wave_network": row},
        )


def _numbered(wave: Wave) -> list[tuple[int, datetime]]:
    """Return the reminders with their numbers; a single one is number 2, so that an extension never adds a third."""
    # In UTC, like the database: a form passes local time, and both must give the same key.
    times = reminder_times(wave.opened_at or wave.opens_at, wave.closes_at.astimezone(UTC))
    return list(enumerate(times, start=3 - len(times)))


def _stamps(wave: Wave) -> list[tuple[int, str]]:
    return [(number, f"{time:%Y%m%d%H%M%S}") for number, time in _numbered(wave)]
