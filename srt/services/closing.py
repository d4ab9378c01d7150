"""Closing a wave: one transaction after which nobody can lead an answer back to a person. It cannot be undone."""

from datetime import datetime
from secrets import SystemRandom
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.models import Job
from jobs.registry import RetryLater
from jobs.services import job_enqueue
from mailing.models import Letter
from mailing.services import SEND_JOB
from networks.access import Permission, get_programme_or_deny
from srt.models import AnswerSheet, Wave, WaveInvitation, WaveNetwork
from srt.services.invitations import invitations_sync
from srt.services.locks import wave_networks_lock
from srt.services.reminders import REMINDER_LETTER
from srt.services.responses import STUDENT_CODE, SubmittedAnswers, responses_write
from srt.services.retention import responses_forget_later
from srt.services.room import ROOM_LETTER
from srt.services.scoring import SCORE_JOB

if TYPE_CHECKING:
    from accounts.models import User

VACUUM_JOB = "srt.vacuum_sheets"
# Letters that say, by being there, something about who answered or was in the room.
TELLING_LETTERS = (REMINDER_LETTER, ROOM_LETTER)

WAVE_CLOSED = audit_code("srt.wave_closed", gettext_lazy("closed the questionnaire of %(year)s"))


@transaction.atomic
def wave_close(*, wave: Wave, actor: "User | None" = None, now: datetime | None = None) -> Wave:
    """Close an open wave: by hand by a coordinator at any time, by the system (`actor` None) from `closes_at` on.

    Raises ValidationError with code "closed", "not_open" or "too_early" and changes nothing then; Http404 or
    PermissionDenied for who may not.
    """
    now = now or timezone.now()
    if actor is not None:
        get_programme_or_deny(actor, wave.programme_id, Permission.RUN_WAVE)
    rows = wave_networks_lock(wave.pk)
    wave = Wave.objects.select_for_update(of=("self",), no_key=True).get(pk=wave.pk)
    _check_state(wave, now, by_hand=actor is not None)
    invitations_sync(wave=wave, today=timezone.localdate(now))
    _answers_part_from_names(wave, rows)
    wave.closed_at = now
    wave.save(update_fields=["closed_at"])
    audit_write(WAVE_CLOSED, actor=actor, programme_key=wave.programme_id, year=str(wave.study_year))
    job_enqueue(kind=SCORE_JOB, key=str(wave.pk))
    job_enqueue(kind=VACUUM_JOB, key=str(wave.pk))
    responses_forget_later(wave=wave)
    return wave


def _check_state(wave: Wave, now: datetime, *, by_hand: bool) -> None:
    if wave.closed_at is not None:
        raise ValidationError(_("This questionnaire is closed already."), code="closed")
    if wave.opened_at is None:
        raise ValidationError(_("This questionnaire was never opened."), code="not_open")
    if now < (wave.opens_at if by_hand else wave.closes_at):
        raise ValidationError(_("This questionnaire does not close yet."), code="too_early")


def _answers_part_from_names(wave: Wave, rows: list[WaveNetwork]) -> None:
    """Turn sheets into responses, count, and remove what could lead from one to the other."""
    definition = wave.instrument.definition.for_sides(wave.sides)  # type: ignore[arg-type]  # the choices are Sides
    respondents = responses_write(
        wave=wave, rows=_submitted(wave), definition=definition, k=wave.programme.minimum_group
    )
    invitations = list(WaveInvitation.objects.filter(wave_network__wave=wave))
    for row in rows:
        row.members = sum(invitation.wave_network_id == row.pk for invitation in invitations)
        row.respondents = respondents[row.pk]
        row.most_answered = 0
    WaveNetwork.objects.bulk_update(rows, ["members", "respondents", "most_answered"])
    AnswerSheet.objects.filter(invitation__wave_network__wave=wave).delete()
    _invitations_rewrite(wave, invitations)
    _letters_forget([row.pk for row in rows])


def _submitted(wave: Wave) -> list[SubmittedAnswers]:
    sheets = AnswerSheet.objects.filter(invitation__wave_network__wave=wave, submitted=True)
    values = sheets.values_list(
        "invitation__wave_network_id", "invitation__background_code", "answers", "consent", named=False
    )
    return [
        SubmittedAnswers(network, background == STUDENT_CODE, answers, consent)
        for network, background, answers, consent in values
    ]


def _invitations_rewrite(wave: Wave, invitations: list[WaveInvitation]) -> None:
    """Write every invitation anew, in random order: a row that was touched during the wave would lie elsewhere.

    In PostgreSQL a changed row moves and carries the transaction that changed it, so "I will not fill this in" could
    still be read after it was cleared.
    """
    for invitation in invitations:
        invitation.no_letters = False
    SystemRandom().shuffle(invitations)
    WaveInvitation.objects.filter(wave_network__wave=wave).delete()
    WaveInvitation.objects.bulk_create(invitations)


def _letters_forget(wave_networks: list[int]) -> None:
    """Remove the letters of this wave whose existence tells who had not answered yet, with the jobs that sent them."""
    letters = Letter.objects.filter(kind__in=TELLING_LETTERS, params__wave_network__in=wave_networks)
    keys = list(letters.values_list("pk", flat=True))
    Job.objects.filter(kind=SEND_JOB, key__in=[str(key) for key in keys]).delete()
    Letter.objects.filter(pk__in=keys).delete()


def wave_close_when_due(*, wave_pk: int) -> None:
    """Close a wave whose time has come; nothing for one that was closed by hand, or is gone.

    Raises JobLater for one whose time has not come: it was extended, or a clock was set back.
    """
    wave = Wave.objects.filter(pk=wave_pk).first()
    if wave is None:
        return
    try:
        wave_close(wave=wave)
    except ValidationError as refusal:
        if refusal.code == "too_early":
            raise RetryLater(until=wave.closes_at) from None
        if refusal.code not in {"closed", "not_open"}:
            raise


def sheets_vacuum() -> None:
    """Let the database clear what deleted sheets and rewritten invitations left behind in its files.

    SQLite overwrites what is deleted, but in its log at first: until the log is taken in, the file holds every sheet.
    Raises JobLater inside a transaction, where neither can be done, and while somebody still reads the log.
    """
    if connection.in_atomic_block:
        raise RetryLater
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, _pages, _taken_in = cursor.fetchone()
            if is_busy:
                raise RetryLater
            return
        for model in (AnswerSheet, WaveInvitation, Letter):
            cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: SLF001 - Django's own way
