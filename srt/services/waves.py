"""Opening a wave for networks of a programme, extending it, and cancelling it before it opens."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from jobs.registry import RetryLater
from jobs.services import job_enqueue
from networks.access import Permission
from networks.models import Network, Participation, Programme, StudyYear
from networks.services import participations_confirm
from networks.services.rights import require_programme
from srt.models import DraftKey, Instrument, Wave, WaveNetwork
from srt.services.invitations import invitations_make, invitations_sync
from srt.services.locks import wave_networks_lock
from srt.services.reminders import reminders_plan

BEGIN_JOB = "srt.begin_wave"
SYNC_JOB = "srt.sync_invitations"
CLOSE_JOB = "srt.close_wave"

# How long facilitators see the chart before everyone else, at least, and how long everyone waits, at most
# (docs/threat-model.md).
HEAD_START = timedelta(days=14)
LONGEST_WAIT = timedelta(days=60)
LATEST_CLOSING = timedelta(days=366)

WAVE_OPENED = audit_code("srt.wave_opened", gettext_lazy("opened the %(year)s questionnaire"))
WAVE_EXTENDED = audit_code("srt.wave_extended", gettext_lazy("extended the %(year)s questionnaire until %(until)s"))
WAVE_CANCELLED = audit_code("srt.wave_cancelled", gettext_lazy("withdrew the planned %(year)s questionnaire"))


def wave_open(
    *,
    programme: Programme,
    study_year: StudyYear,
    instrument: Instrument,
    networks: Sequence[Network],
    scope: str,
    opens_at: datetime,
    closes_at: datetime,
    shown_on: date,
    invitation_text: str,
    actor: Any,
    confirm: Sequence[Participation] = (),
) -> Wave:
    """Open a wave for these networks: immediately if `opens_at` has passed, otherwise by a job at that time.

    The people in `confirm` are confirmed in the same transaction, so that their answers count (R14).

    Raises PermissionDenied, or ValidationError with messages by field.
    """
    require_programme(actor=actor, programme=programme, permission=Permission.RUN_WAVE)
    _check_times(opens_at, closes_at, shown_on)
    _check_choices(programme, study_year, instrument, networks, scope)
    wave = Wave(
        programme=programme,
        study_year=study_year,
        instrument=instrument,
        questionnaire=instrument.code,
        scope=scope,
        invitation_text=invitation_text.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        shown_on=shown_on,
    )
    with transaction.atomic():
        participations_confirm(programme=programme, actor=actor, participations=confirm)
        _insert(wave)
        DraftKey.objects.create(wave=wave)
        WaveNetwork.objects.bulk_create(
            WaveNetwork(wave=wave, network=network) for network in sorted(networks, key=lambda network: network.pk)
        )
        audit_write(WAVE_OPENED, actor=actor, programme_key=programme.pk, year=str(study_year))
        _close_plan(wave)
        if opens_at <= timezone.now():
            wave_begin(wave_pk=wave.pk)
        else:
            job_enqueue(kind=BEGIN_JOB, key=str(wave.pk), due_at=opens_at)
    wave.refresh_from_db()
    return wave


def wave_begin(*, wave_pk: int) -> None:
    """Invite the participants of a wave and plan its reminders; do nothing if it has opened or its time has passed.

    Raises RetryLater before the opening time, e.g. if the clock was set back.
    """
    with transaction.atomic():
        rows = wave_networks_lock(wave_pk)
        now = timezone.now()
        if not rows or rows[0].wave.opened_at is not None or now >= rows[0].wave.closes_at:
            return
        wave = rows[0].wave
        if now < wave.opens_at:
            raise RetryLater(until=wave.opens_at)
        wave.opened_at = now
        wave.save(update_fields=["opened_at"])
        invitations_make(wave_networks=rows, today=timezone.localdate(now))
        reminders_plan(wave=wave)
        _sync_plan(wave)


def wave_sync(*, wave_pk: int) -> None:
    """Update the invitations of an open wave and plan the next update: participations start and end by date."""
    wave = Wave.objects.filter(pk=wave_pk).first()
    if wave is not None and wave.is_open():
        invitations_sync(wave=wave)
        _sync_plan(wave)


def wave_extend(*, wave: Wave, closes_at: datetime, actor: Any) -> Wave:
    """Extend an open wave, at most until `shown_on`.

    Raises PermissionDenied, or ValidationError for the field `closes_at`, also once the closing time has passed.
    """
    require_programme(actor=actor, programme=wave.programme, permission=Permission.RUN_WAVE)
    with transaction.atomic():
        rows = wave_networks_lock(wave.pk)
        wave = rows[0].wave
        if not wave.is_open():
            raise _field_error("closes_at", _("This questionnaire is not open. Once closed, it can’t be reopened."))
        if closes_at <= wave.closes_at:
            raise _field_error("closes_at", _("Choose a time later than the current closing time."))
        if timezone.localdate(closes_at) > wave.shown_on:
            raise _field_error(
                "closes_at", _("People have been promised to see the picture by then. Close no later than that day.")
            )
        wave.closes_at = closes_at
        wave.save(update_fields=["closes_at"])
        until = f"{timezone.localdate(closes_at)}"
        audit_write(WAVE_EXTENDED, actor=actor, programme_key=wave.programme_id, year=str(wave.study_year), until=until)
        _close_plan(wave)
        reminders_plan(wave=wave)
    return wave


def wave_cancel(*, wave: Wave, actor: Any) -> None:
    """Delete a wave that has not opened, so that no one has been invited yet.

    Raises PermissionDenied, or ValidationError if the wave has opened.
    """
    require_programme(actor=actor, programme=wave.programme, permission=Permission.RUN_WAVE)
    with transaction.atomic():
        rows = wave_networks_lock(wave.pk)
        if not rows:
            return
        if rows[0].wave.opened_at is not None:
            raise ValidationError(_("This questionnaire has opened. You can close it, but no longer withdraw it."))
        audit_write(WAVE_CANCELLED, actor=actor, programme_key=wave.programme_id, year=str(rows[0].wave.study_year))
        WaveNetwork.objects.filter(wave=wave.pk).delete()
        Wave.objects.filter(pk=wave.pk).delete()


def _check_times(opens_at: datetime, closes_at: datetime, shown_on: date) -> None:
    closing_day = timezone.localdate(closes_at)
    if closes_at <= opens_at:
        raise _field_error("closes_at", _("Choose a closing time after the opening time."))
    if closes_at <= timezone.now():
        raise _field_error("closes_at", _("This time has passed. Choose a later one."))
    if closes_at > timezone.now() + LATEST_CLOSING:
        raise _field_error("closes_at", _("Choose a closing day within a year from now."))
    if shown_on - closing_day < HEAD_START:
        raise _field_error(
            "shown_on",
            _("Choose a day at least two weeks after closing. Facilitators need them to prepare the conversation."),
        )
    if shown_on - closing_day > LONGEST_WAIT:
        raise _field_error(
            "shown_on",
            _("Choose a day within 60 days of closing. People who answer should see the picture in good time."),
        )


def _check_choices(
    programme: Programme, study_year: StudyYear, instrument: Instrument, networks: Sequence[Network], scope: str
) -> None:
    if study_year.programme_id != programme.pk:
        raise _field_error("study_year", _("Choose a year of this programme."))
    if not networks or any(network.programme_id != programme.pk for network in networks):
        raise _field_error("networks", _("Choose at least one network of this programme."))
    if any(network.has_ended() for network in networks):
        raise _field_error(
            "networks", _("One of these networks has ended. Choose only networks that are still running.")
        )
    if scope not in Wave.Scope.values:
        raise _field_error("scope", _("Choose process and product, or process only."))
    if scope == Wave.Scope.PROCESS and "process" not in instrument.definition.sides:
        raise _field_error("scope", _("This questionnaire has no statements about the process."))


def _insert(wave: Wave) -> None:
    try:
        with transaction.atomic():
            wave.save()
    except IntegrityError:
        raise _field_error("instrument", _("This questionnaire has already been opened for this year.")) from None


def _close_plan(wave: Wave) -> None:
    job_enqueue(kind=CLOSE_JOB, key=f"{wave.pk}:{wave.closes_at:%Y%m%d%H%M%S}", due_at=wave.closes_at)


def _sync_plan(wave: Wave) -> None:
    """Plan the next update at the start of the next day."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    due = timezone.make_aware(datetime(tomorrow.year, tomorrow.month, tomorrow.day, 0, 5))  # noqa: DTZ001 - made aware
    if due < wave.closes_at:
        job_enqueue(kind=SYNC_JOB, key=f"{wave.pk}:{tomorrow:%Y%m%d}", due_at=due)


def _field_error(field: str, sentence: str) -> ValidationError:
    return ValidationError({field: [sentence]})
