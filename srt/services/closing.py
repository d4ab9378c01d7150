"""Closing a wave: one irreversible transaction after which no answer can be traced to a person."""

from datetime import datetime
from secrets import SystemRandom
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.models import Job
from jobs.registry import RetryLater
from jobs.services import job_enqueue
from jobs.vacuum import tables_vacuum
from mailing.models import Email
from mailing.services import SEND_JOB
from networks.access import Permission
from networks.services.rights import require_programme
from srt.models import DraftKey, DraftResponse, Wave, WaveInvitation, WaveNetwork
from srt.release import Invited
from srt.selectors.drafts import drafts_submitted
from srt.selectors.known_people import known_people
from srt.services.invitations import invitations_sync
from srt.services.join import JOIN_EMAIL
from srt.services.locks import wave_networks_lock
from srt.services.reminders import REMINDER_EMAIL
from srt.services.responses import STUDENT_CODE, SubmittedAnswers, responses_write
from srt.services.scoring import SCORE_JOB

if TYPE_CHECKING:
    from accounts.models import User

VACUUM_JOB = "srt.vacuum_drafts"
# The existence of one of these emails says something about who answered, or who was present.
REVEALING_EMAILS = (REMINDER_EMAIL, JOIN_EMAIL)

WAVE_CLOSED = audit_code("srt.wave_closed", gettext_lazy("closed the %(year)s questionnaire"))


@transaction.atomic
def wave_close(*, wave: Wave, actor: "User | None" = None, now: datetime | None = None) -> Wave:
    """Close an open wave and queue its scoring.

    A coordinator (`actor`) can close it at any time, the system (`actor` None) from `closes_at` onwards.

    Raises PermissionDenied, or ValidationError with code "closed", "not_open" or "too_early", and changes nothing.
    """
    now = now or timezone.now()
    require_programme(actor=actor, programme=wave.programme, permission=Permission.RUN_WAVE)
    rows = wave_networks_lock(wave.pk)
    wave = Wave.objects.select_for_update(of=("self",), no_key=True).get(pk=wave.pk)
    _check_state(wave, now, by_hand=actor is not None)
    invitations_sync(wave=wave, today=timezone.localdate(now))
    _anonymise_answers(wave, rows)
    wave.closed_at = now
    wave.save(update_fields=["closed_at"])
    audit_write(WAVE_CLOSED, actor=actor, programme_key=wave.programme_id, year=str(wave.study_year))
    job_enqueue(kind=SCORE_JOB, key=str(wave.pk))
    job_enqueue(kind=VACUUM_JOB, key=str(wave.pk))
    return wave


def _check_state(wave: Wave, now: datetime, *, by_hand: bool) -> None:
    if wave.closed_at is not None:
        raise ValidationError(_("This questionnaire is already closed."), code="closed")
    if wave.opened_at is None:
        raise ValidationError(_("This questionnaire was never opened."), code="not_open")
    if now < (wave.opens_at if by_hand else wave.closes_at):
        raise ValidationError(_("It’s too early to close this questionnaire."), code="too_early")


def _anonymise_answers(wave: Wave, rows: list[WaveNetwork]) -> None:
    """Turn drafts into anonymous responses, store the counts and delete everything that links the two."""
    invited = _invited(wave)
    respondents = responses_write(
        wave=wave,
        rows=_submitted(wave, rows),
        definition=wave.definition,
        k=wave.programme.minimum_group,
        invited=invited,
    )
    for row in rows:
        row.members = sum(invited.get(row.pk, ()))
        row.respondents = respondents[row.pk]
        row.most_answered = row.answered_last_night = 0
    WaveNetwork.objects.bulk_update(rows, ["members", "respondents", "most_answered", "answered_last_night"])
    links_delete(wave, rows)


def _invited(wave: Wave) -> dict[int, Invited]:
    """Return how many students and others are invited, by WaveNetwork key."""
    is_student = Q(background_code=STUDENT_CODE)
    counts = WaveInvitation.objects.filter(wave_network__wave=wave).values_list("wave_network_id")
    found = counts.annotate(students=Count("pk", filter=is_student), others=Count("pk", filter=~is_student))
    return {row: Invited(students, others) for row, students, others in found}


def links_delete(wave: Wave, rows: list[WaveNetwork]) -> None:
    """Delete the drafts of a wave, their key, and all else that reveals who answered. The caller locked the rows."""
    DraftResponse.objects.filter(invitation__wave_network__wave=wave).delete()
    DraftKey.objects.filter(wave=wave).delete()
    _invitations_rewrite(wave)
    _revealing_emails_delete([row.pk for row in rows])


def _submitted(wave: Wave, rows: list[WaveNetwork]) -> list[SubmittedAnswers]:
    known = known_people(wave, rows)
    return [
        SubmittedAnswers(
            draft.invitation.wave_network_id,
            draft.invitation.background_code == STUDENT_CODE,
            draft.answers,
            draft.consent,
            draft.invitation.person_id in known[draft.invitation.wave_network_id],
        )
        for draft in drafts_submitted(rows)
    ]


def _invitations_rewrite(wave: Wave) -> None:
    """Replace the invitations of the wave with copies in random order, so that their storage reveals nothing.

    Those withdrawn are deleted: after closing, nobody’s return can bring an answer back.

    PostgreSQL moves a changed row and records the transaction that changed it. Without new rows, "I will not fill this
    in" could still be recovered after `declined` is cleared.
    """
    invitations = list(WaveInvitation.objects.filter(wave_network__wave=wave))
    for invitation in invitations:
        invitation.declined = False
    SystemRandom().shuffle(invitations)
    WaveInvitation.with_withdrawn.filter(wave_network__wave=wave).delete()
    WaveInvitation.objects.bulk_create(invitations)


def _revealing_emails_delete(wave_networks: list[int]) -> None:
    """Delete the emails of this wave that reveal who had not answered yet, and the jobs that sent them."""
    emails = Email.objects.filter(email_type__in=REVEALING_EMAILS, params__wave_network__in=wave_networks)
    keys = list(emails.values_list("pk", flat=True))
    Job.objects.filter(kind=SEND_JOB, key__in=[str(key) for key in keys]).delete()
    Email.objects.filter(pk__in=keys).delete()


def wave_close_when_due(*, wave_pk: int) -> None:
    """Close a wave at its closing time; do nothing if it is already closed or no longer exists.

    Raises RetryLater before the closing time, e.g. after an extension.
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


def drafts_vacuum() -> None:
    """Erase what deleted drafts and replaced invitations leave behind in the database files.

    The table of emails is cleaned only; a page in use would keep the bytes of a deleted key, and of the people with a
    draft or a refusal. Raises RetryLater.
    """
    tables_vacuum(DraftResponse, WaveInvitation, DraftKey, Email, rewrite=(DraftKey, DraftResponse, WaveInvitation))
