"""Closing a wave: what is stored and deleted, by whom and when."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from audit.models import AuditEntry
from jobs.models import Job
from jobs.registry import RetryLater
from jobs.services import job_run
from mailing.models import Email
from srt.models import DraftResponse, Response, Wave, WaveInvitation
from srt.services.closing import VACUUM_JOB, wave_close, wave_close_when_due
from srt.services.reminders import REMINDER_EMAIL
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    answers_in,
    answers_of,
    invitation_of,
    row_of,
    run_jobs,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def test_closing_keeps_submitted_answers_and_deletes_drafts(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    answer(wave, cast["Bram"], "2", submit=False)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert answers_in(wave) == ["4" * 32]
    assert not DraftResponse.objects.exists()


def test_closing_counts_people_invited_and_respondents(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:6])
    answer(wave, cast["Noor"], "?")
    wave_close(wave=wave, actor=cast["Nadia"])
    row = row_of(wave, cast.burgerschap)
    assert (row.members, row.respondents) == (13, 6)
    assert Response.objects.count() == 7


def test_closing_keeps_consent_with_the_response(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4", consent=True)
    answer(wave, cast["Bram"], "2")
    wave_close(wave=wave, actor=cast["Nadia"])
    assert set(Response.objects.values_list("answers", "consent")) == {("4" * 32, True), ("2" * 32, False)}


def test_background_is_stored_if_there_are_five_people_in_each_group(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    backgrounds = list(Response.objects.values_list("background", flat=True))
    assert (backgrounds.count("student"), backgrounds.count("other")) == (5, 8)


def test_background_is_blank_with_fewer_than_five_students(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, [name for name in THIRTEEN if name != "Sem"])
    wave_close(wave=wave, actor=cast["Nadia"])
    assert set(Response.objects.values_list("background", flat=True)) == {""}


def test_background_counts_as_at_opening(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    teacher = cast.werkplaats.backgrounds.get(code="teacher")
    cast["Sem"].participations.update(background=teacher)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert Response.objects.filter(background="student").count() == 5


def test_closing_clears_who_declined(cast):
    wave = wave_make(cast)
    WaveInvitation.objects.filter(person=cast["Joep"]).update(declined=True)
    keys = set(WaveInvitation.objects.values_list("pk", "person"))
    wave_close(wave=wave, actor=cast["Nadia"])
    assert not WaveInvitation.objects.filter(declined=True).exists()
    assert set(WaveInvitation.objects.values_list("pk", "person")) == keys


def test_closing_deletes_reminders_and_their_jobs(cast):
    wave = wave_make(cast)
    row = row_of(wave, cast.burgerschap)
    email = Email.objects.create(
        email_type=REMINDER_EMAIL,
        idempotency_key=f"{row.pk}:1",
        recipient=cast["Amira"],
        params={"wave_network": row.pk},
        due_at=timezone.now(),
    )
    Job.objects.create(kind="mailing.send", key=str(email.pk), due_at=timezone.now())
    wave_close(wave=wave, actor=cast["Nadia"])
    assert not Email.objects.filter(email_type=REMINDER_EMAIL).exists()
    assert not Job.objects.filter(kind="mailing.send", key=str(email.pk)).exists()


def test_closing_does_not_affect_other_waves(cast):
    wave = wave_make(cast)
    other = wave_make(cast, cast.rekenen, scope="process")
    answer(other, cast["Sara"], "3")
    wave_close(wave=wave, actor=cast["Nadia"])
    assert DraftResponse.objects.count() == 1


def test_leaver_before_closing_is_not_counted(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    cast["Karel"].participations.update(until=timezone.localdate() - timedelta(days=1))
    wave_close(wave=wave, actor=cast["Nadia"])
    assert row_of(wave, cast.burgerschap).members == 12
    assert Response.objects.count() == 12


def test_closing_is_recorded_in_the_audit_log_without_numbers(cast):
    wave = wave_make(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    entry = AuditEntry.objects.get(code="srt.wave_closed")
    assert (entry.actor, entry.details) == (cast["Nadia"], {"year": str(cast.year)})


def test_closing_queues_scoring_once(cast):
    wave = wave_make(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert Job.objects.filter(kind="srt.score_wave", key=str(wave.pk)).count() == 1


def test_closed_wave_cannot_be_closed_again(cast):
    wave = wave_make(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    with pytest.raises(ValidationError) as refused:
        wave_close(wave=wave, actor=cast["Nadia"])
    assert refused.value.code == "closed"


def test_system_does_not_close_before_the_closing_time(cast):
    wave = wave_make(cast)
    with pytest.raises(ValidationError) as refused:
        wave_close(wave=wave)
    assert refused.value.code == "too_early"


def test_system_closes_at_the_closing_time(cast):
    wave = wave_make(cast)
    wave_close(wave=wave, now=wave.closes_at)
    assert Wave.objects.get(pk=wave.pk).closed_at == wave.closes_at


def test_closing_job_of_an_extended_wave_waits_for_the_new_time(cast):
    wave = wave_make(cast)
    with pytest.raises(RetryLater) as later:
        wave_close_when_due(wave_pk=wave.pk)
    assert later.value.until == wave.closes_at
    assert Wave.objects.get(pk=wave.pk).closed_at is None


def test_closing_job_closes_a_wave_that_is_due(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(opens_at=timezone.now() - timedelta(days=9), closes_at=timezone.now())
    Job.objects.filter(kind="srt.close_wave").update(due_at=timezone.now())
    run_jobs()
    assert Wave.objects.get(pk=wave.pk).closed_at is not None


@pytest.mark.parametrize("name", ["Iris", "Amira", "Wouter", "Rosa", "Abel", "Greet"])
def test_only_coordinators_can_close(cast, name):
    wave = wave_make(cast)
    with pytest.raises(PermissionDenied):
        wave_close(wave=wave, actor=cast[name])
    assert Wave.objects.get(pk=wave.pk).closed_at is None


def test_invitation_keeps_its_key_so_that_its_link_says_closed(cast):
    wave = wave_make(cast)
    before = invitation_of(wave, cast["Amira"]).pk
    wave_close(wave=wave, actor=cast["Nadia"])
    assert invitation_of(wave, cast["Amira"]).pk == before


@pytest.mark.django_db(transaction=True)
def test_vacuum_leaves_each_answer_once_in_the_sqlite_files(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert job_run(job_id=Job.objects.get(kind=VACUUM_JOB).pk)
    answers = [answers_of(number).encode() for number in range(len(THIRTEEN))]
    assert {(file.count(one), log.count(one)) for file, log in [files()] for one in answers} <= {(1, 0), (0, 0)}


def files() -> tuple[bytes, bytes]:
    """Return the contents of SQLite's database file and write-ahead log; empty on PostgreSQL (see test_races.py)."""
    if connection.vendor != "sqlite":
        return b"", b""
    name = str(connection.settings_dict["NAME"])
    return Path(name).read_bytes(), Path(f"{name}-wal").read_bytes()
