"""The conversation: planning and starting it, the network statement and reflections."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import AuditEntry
from jobs.models import Job
from mailing.models import Email
from srt.models import Reflection, Wave, WaveNetwork
from srt.services.conversation import conversation_plan, conversation_start, reflections_write, statement_write
from tests.cast import Cast
from tests.srt.wave_cases import ClosedWaveWorld, row_of, run_jobs, wave_make
from tests.world import year_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def cast(closed_wave_world: ClosedWaveWorld) -> Cast:
    return closed_wave_world.cast


@pytest.fixture
def row(closed_wave_world: ClosedWaveWorld) -> WaveNetwork:
    return closed_wave_world.row


def test_conversation_start_notifies_everyone_invited(cast, row, mailoutbox):
    mailoutbox.clear()
    conversation_start(wave_network=row, actor=cast["Iris"])
    run_jobs()
    assert {email.subject for email in mailoutbox} == {"Jullie beeld is er"}
    assert len(mailoutbox) == 12


def test_announced_date_does_not_notify_people_a_second_time(cast, row, mailoutbox):
    conversation_start(wave_network=row, actor=cast["Iris"])
    run_jobs()
    mailoutbox.clear()
    Job.objects.filter(kind="srt.announce_wave").update(due_at=timezone.now())
    run_jobs()
    assert mailoutbox == []


def test_conversation_after_the_announced_date_notifies_no_one(cast, row, mailoutbox):
    Wave.objects.filter(pk=row.wave_id).update(shown_on=timezone.localdate() - timedelta(days=1))
    Email.objects.all().delete()
    mailoutbox.clear()
    conversation_start(wave_network=row, actor=cast["Iris"])
    run_jobs()
    assert mailoutbox == []


def test_conversation_start_is_idempotent(cast, row):
    first = conversation_start(wave_network=row, actor=cast["Iris"]).conversation_at
    assert conversation_start(wave_network=row, actor=cast["Iris"]).conversation_at == first
    assert AuditEntry.objects.filter(code="srt.conversation_started").count() == 1


def test_conversation_cannot_start_while_the_questionnaire_is_open(cast):
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    with pytest.raises(ValidationError):
        conversation_start(wave_network=row, actor=cast["Iris"])


@pytest.mark.parametrize("name", ["Amira", "Nadia", "Hugo", "Greet", "Otto", "Wouter"])
def test_only_facilitators_can_start_plan_and_write(cast, row, name):
    for act in (
        lambda: conversation_start(wave_network=row, actor=cast[name]),
        lambda: conversation_plan(wave_network=row, day=None, actor=cast[name]),
        lambda: statement_write(wave_network=row, statement="Wij.", actor=cast[name]),
        lambda: reflections_write(wave_network=row, reflections={}, actor=cast[name]),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_planned_day_notifies_everyone_in_the_morning(cast, row, mailoutbox):
    tomorrow = timezone.localdate() + timedelta(days=1)
    conversation_plan(wave_network=row, day=tomorrow, actor=cast["Iris"])
    job = Job.objects.get(kind="srt.announce_network")
    assert timezone.localtime(job.due_at).date() == tomorrow
    assert timezone.localtime(job.due_at).hour == 8


def test_changed_day_notifies_no_one_on_the_old_morning(cast, row, mailoutbox):
    tomorrow = timezone.localdate() + timedelta(days=1)
    conversation_plan(wave_network=row, day=tomorrow, actor=cast["Iris"])
    conversation_plan(wave_network=row, day=tomorrow + timedelta(days=1), actor=cast["Iris"])
    mailoutbox.clear()
    Job.objects.filter(kind="srt.announce_network", key=f"{row.pk}:{tomorrow}").update(due_at=timezone.now())
    run_jobs()
    assert mailoutbox == []


@pytest.mark.parametrize("days", [-1, 0, 60])
def test_day_before_tomorrow_or_after_the_announced_date_is_refused(cast, row, days):
    with pytest.raises(ValidationError):
        conversation_plan(wave_network=row, day=timezone.localdate() + timedelta(days=days), actor=cast["Iris"])


def test_planned_day_can_be_cleared(cast, row):
    conversation_plan(wave_network=row, day=timezone.localdate() + timedelta(days=1), actor=cast["Iris"])
    assert conversation_plan(wave_network=row, day=None, actor=cast["Iris"]).conversation_at is None


def test_statement_requires_the_conversation(cast, row):
    with pytest.raises(ValidationError):
        statement_write(wave_network=row, statement="Te vroeg.", actor=cast["Iris"])
    conversation_start(wave_network=row, actor=cast["Iris"])
    row = statement_write(wave_network=row, statement=" Wij proberen. ", actor=cast["Iris"])
    assert row.statement == "Wij proberen."


def test_statement_is_refused_before_a_planned_day(cast, row):
    conversation_plan(wave_network=row, day=timezone.localdate() + timedelta(days=1), actor=cast["Iris"])
    with pytest.raises(ValidationError):
        statement_write(wave_network=row, statement="Te vroeg.", actor=cast["Iris"])


def test_statement_that_is_too_long_changes_nothing(cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    with pytest.raises(ValidationError):
        statement_write(wave_network=row, statement="w" * 301, actor=cast["Iris"])
    row.refresh_from_db()
    assert row.statement == ""


def test_audit_log_records_the_statement_without_its_text(cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    details = AuditEntry.objects.get(code="srt.words_written").details
    assert details == {"network": "Burgerschap", "year": str(cast.year)}


def test_reflections_are_stored_per_dimension_and_can_be_changed(cast, row):
    reflections_write(wave_network=row, reflections={"applied_value": ("hier", "daar")}, actor=cast["Iris"])
    reflections_write(wave_network=row, reflections={"applied_value": ("hier nu", "")}, actor=cast["Iris"])
    reflection = Reflection.objects.get()
    assert (reflection.here_we_are, reflection.here_we_want) == ("hier nu", "")


def test_reflection_on_an_unknown_dimension_is_refused(cast, row):
    with pytest.raises(ValidationError):
        reflections_write(wave_network=row, reflections={"gravity": ("hier", "daar")}, actor=cast["Iris"])
    assert not Reflection.objects.exists()
