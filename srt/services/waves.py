"""Opening a wave for the networks of a programme, extending it, and taking back one that has not begun."""

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
from networks.access import Permission, get_programme_or_deny
from networks.models import Network, Programme, StudyYear
from srt.models import Instrument, Wave, WaveNetwork
from srt.services.invitations import invitations_make, invitations_sync
from srt.services.locks import wave_networks_lock
from srt.services.reminders import reminders_plan

BEGIN_JOB = "srt.begin_wave"
SYNC_JOB = "srt.sync_invitations"
CLOSE_JOB = "srt.close_wave"

# The facilitator's head start, and the last day on which everybody sees the picture (docs/threat-model.md).
HEAD_START = timedelta(days=14)
LONGEST_WAIT = timedelta(days=60)
LATEST_CLOSING = timedelta(days=366)

WAVE_OPENED = audit_code("srt.wave_opened", gettext_lazy("opened the questionnaire of %(year)s"))
WAVE_EXTENDED = audit_code("srt.wave_extended", gettext_lazy("kept the questionnaire of %(year)s open until %(until)s"))
WAVE_CANCELLED = audit_code("srt.wave_cancelled", gettext_lazy("took back the planned questionnaire of %(year)s"))


def wave_open(
    *,
    programme: Programme,
    study_year: StudyYear,
    instrument: Instrument,
    networks: Sequence[Network],
    sides: str,
    opens_at: datetime,
    closes_at: datetime,
    shown_on: date,
    invitation_text: str,
    actor: Any,
) -> Wave:
    """Open a wave for these networks in one act: at once when `opens_at` has come, otherwise by a job at that time.

    Raises ValidationError with sentences by field; Http404 or PermissionDenied for who may not.
    """
    get_programme_or_deny(actor, programme.pk, Permission.RUN_WAVE)
    _check_times(opens_at, closes_at, shown_on)
    _check_choices(programme, study_year, instrument, networks, sides)
    wave = Wave(
        programme=programme,
        study_year=study_year,
        instrument=instrument,
        sides=sides,
        invitation_text=invitation_text.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        shown_on=shown_on,
    )
    with transaction.atomic():
        _insert(wave)
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
    """Take the snapshot of who takes part and write the letters; nothing the second time or after closing time.

    Raises JobLater before the opening time: a clock was set back.
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
    """Follow who joined and left by the passing of days, and plan the next look; only while the wave is open."""
    wave = Wave.objects.filter(pk=wave_pk).first()
    if wave is not None and wave.is_open():
        invitations_sync(wave=wave)
        _sync_plan(wave)


def wave_extend(*, wave: Wave, closes_at: datetime, actor: Any) -> Wave:
    """Keep an open wave open for longer, at most until the day on which everybody sees the picture.

    Raises ValidationError for the field `closes_at`, also once the closing time has passed, and changes nothing then.
    """
    get_programme_or_deny(actor, wave.programme_id, Permission.RUN_WAVE)
    with transaction.atomic():
        rows = wave_networks_lock(wave.pk)
        wave = rows[0].wave
        if not wave.is_open():
            raise _wrong("closes_at", _("This questionnaire is not open. After closing it cannot be opened again."))
        if closes_at <= wave.closes_at:
            raise _wrong("closes_at", _("Choose a moment after the closing time it has now."))
        if timezone.localdate(closes_at) > wave.shown_on:
            raise _wrong("closes_at", _("Everyone was promised the picture on a day. Close on that day at the latest."))
        wave.closes_at = closes_at
        wave.save(update_fields=["closes_at"])
        until = f"{timezone.localdate(closes_at)}"
        audit_write(WAVE_EXTENDED, actor=actor, programme_key=wave.programme_id, year=str(wave.study_year), until=until)
        _close_plan(wave)
        reminders_plan(wave=wave)
    return wave


def wave_cancel(*, wave: Wave, actor: Any) -> None:
    """Take back a wave that has not begun: nobody was invited, nothing was answered.

    Raises ValidationError for one that has begun.
    """
    get_programme_or_deny(actor, wave.programme_id, Permission.RUN_WAVE)
    with transaction.atomic():
        rows = wave_networks_lock(wave.pk)
        if not rows:
            return
        if rows[0].wave.opened_at is not None:
            raise ValidationError(_("This questionnaire has begun: it can be closed, not taken back."))
        audit_write(WAVE_CANCELLED, actor=actor, programme_key=wave.programme_id, year=str(rows[0].wave.study_year))
        WaveNetwork.objects.filter(wave=wave.pk).delete()
        Wave.objects.filter(pk=wave.pk).delete()


def _check_times(opens_at: datetime, closes_at: datetime, shown_on: date) -> None:
    closing_day = timezone.localdate(closes_at)
    if closes_at <= opens_at:
        raise _wrong("closes_at", _("Close after opening."))
    if closes_at <= timezone.now():
        raise _wrong("closes_at", _("This moment has passed. Choose a later one."))
    if closes_at > timezone.now() + LATEST_CLOSING:
        raise _wrong("closes_at", _("Close within a year from now."))
    if shown_on - closing_day < HEAD_START:
        raise _wrong(
            "shown_on", _("Choose a day at least two weeks after closing: facilitators prepare the conversation.")
        )
    if shown_on - closing_day > LONGEST_WAIT:
        raise _wrong("shown_on", _("Choose a day within sixty days after closing: who answers, sees."))


def _check_choices(
    programme: Programme, study_year: StudyYear, instrument: Instrument, networks: Sequence[Network], sides: str
) -> None:
    if study_year.programme_id != programme.pk:
        raise _wrong("study_year", _("Choose a year of this programme."))
    if not networks or any(network.programme_id != programme.pk for network in networks):
        raise _wrong("networks", _("Choose at least one network of this programme."))
    if any(network.has_ended() for network in networks):
        raise _wrong("networks", _("A network that has ended cannot be asked any more."))
    if sides not in Wave.Sides.values:
        raise _wrong("sides", _("Choose both sides or process only."))
    if sides == Wave.Sides.PROCESS and "process" not in instrument.definition.sides:
        raise _wrong("sides", _("This questionnaire has no statements about the process."))


def _insert(wave: Wave) -> None:
    try:
        with transaction.atomic():
            wave.save()
    except IntegrityError:
        raise _wrong("instrument", _("This questionnaire has been opened for this year already.")) from None


def _close_plan(wave: Wave) -> None:
    job_enqueue(kind=CLOSE_JOB, key=f"{wave.pk}:{wave.closes_at:%Y%m%d%H%M%S}", due_at=wave.closes_at)


def _sync_plan(wave: Wave) -> None:
    """Look again at the start of the next day: participations begin and end by date."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    due = timezone.make_aware(datetime(tomorrow.year, tomorrow.month, tomorrow.day, 0, 5))  # noqa: DTZ001 - made aware
    if due < wave.closes_at:
        job_enqueue(kind=SYNC_JOB, key=f"{wave.pk}:{tomorrow:%Y%m%d}", due_at=due)


def _wrong(field: str, sentence: str) -> ValidationError:
    return ValidationError({field: [sentence]})
