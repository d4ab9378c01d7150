"""Two reminders at most. Rows are written for everybody and decided on at sending: no row tells who answered."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from jobs.services import job_enqueue
from mailing.services import letters_write
from srt.models import Wave, WaveInvitation

REMIND_JOB = "srt.remind"
REMINDER_LETTER = "srt.reminder"
APART = timedelta(days=2)


def reminder_times(opens_at: datetime, closes_at: datetime) -> list[datetime]:
    """Return when to remind: half-way in the morning and two days before closing; none in a short wave.

    Opening, reminders and closing are at least two days apart.
    """
    last = closes_at - APART
    half_way = timezone.localtime(opens_at + (closes_at - opens_at) / 2).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    if last < opens_at + APART:
        return []
    return [half_way, last] if opens_at + APART <= half_way <= last - APART else [last]


def reminders_plan(*, wave: Wave) -> None:
    """Write the jobs for the reminders that are still to come; after an extension the earlier ones no longer fit."""
    for number, time in _numbered(wave):
        if time > timezone.now():
            job_enqueue(kind=REMIND_JOB, key=f"{wave.pk}:{number}:{time:%Y%m%d%H%M%S}", due_at=time)


def reminders_write(*, key: str) -> None:
    """Write one reminder to everybody invited now, when the job with this key still fits the wave's times.

    Who had this reminder before an extension does not get it again.
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
        letters_write(
            kind=REMINDER_LETTER, occasion=f"{row}:{number}", recipient_ids=people, params={"wave_network": row}
        )


def _numbered(wave: Wave) -> list[tuple[int, datetime]]:
    """Return the reminders with their numbers; a single one counts as the second, so that no extension adds a third."""
    # In UTC, as the database gives it: a page that extends speaks local time, and the stamps must be the same later.
    times = reminder_times(wave.opened_at or wave.opens_at, wave.closes_at.astimezone(UTC))
    return list(enumerate(times, start=3 - len(times)))


def _stamps(wave: Wave) -> list[tuple[int, str]]:
    return [(number, f"{time:%Y%m%d%H%M%S}") for number, time in _numbered(wave)]
