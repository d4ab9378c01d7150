"""The conversation: who starts it, what it opens, and the words that come after it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
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


def test_starting_the_conversation_tells_everyone_who_was_invited(cast, row, mailoutbox):
    mailoutbox.clear()
    conversation_start(wave_network=row, actor=cast["Iris"])
    run_jobs()
    assert {email.subject for email in mailoutbox} == {"Jullie beeld is er"}
    assert len(mailoutbox) == 12


def test_the_named_date_does_not_tell_people_a_second_time(cast, row, mailoutbox):
    conversation_start(wave_network=row, actor=cast["Iris"])
    run_jobs()
    mailoutbox.clear()
    Job.objects.filter(kind="srt.announce_wave").update(due_at=timezone.now())
    run_jobs()
    assert mailoutbox == []


def test_a_conversation_after_the_named_date_tells_nobody_again_though_the_emails_are_forgotten(cast, row, mailoutbox):
    Wave.objects.filter(pk=row.wave_id).update(shown_on=timezone.localdate() - timedelta(days=1))
    Email.objects.all().delete()
    mailoutbox.clear()
    conversation_start(wave_network=row, actor=cast["Iris"])
    run_jobs()
    assert mailoutbox == []


def test_a_second_press_changes_nothing(cast, row):
    first = conversation_start(wave_network=row, actor=cast["Iris"]).conversation_at
    assert conversation_start(wave_network=row, actor=cast["Iris"]).conversation_at == first
    assert AuditEntry.objects.filter(code="srt.conversation_started").count() == 1


def test_the_conversation_cannot_start_while_the_questionnaire_is_open(cast):
    row = row_of(wave_make(cast, study_year=year_make(cast, 1)), cast.burgerschap)
    with pytest.raises(ValidationError):
        conversation_start(wave_network=row, actor=cast["Iris"])


@pytest.mark.parametrize("name", ["Amira", "Nadia", "Hugo", "Greet", "Otto", "Wouter"])
def test_only_the_facilitator_starts_plans_and_writes(cast, row, name):
    for act in (
        lambda: conversation_start(wave_network=row, actor=cast[name]),
        lambda: conversation_plan(wave_network=row, day=None, actor=cast[name]),
        lambda: statement_write(wave_network=row, statement="Wij.", actor=cast[name]),
        lambda: reflections_write(wave_network=row, reflections={}, actor=cast[name]),
    ):
        with pytest.raises((PermissionDenied, Http404)):
            act()


def test_a_planned_day_tells_everyone_on_that_morning(cast, row, mailoutbox):
    tomorrow = timezone.localdate() + timedelta(days=1)
    conversation_plan(wave_network=row, day=tomorrow, actor=cast["Iris"])
    job = Job.objects.get(kind="srt.announce_network")
    assert timezone.localtime(job.due_at).date() == tomorrow
    assert timezone.localtime(job.due_at).hour == 8


def test_a_day_that_was_changed_tells_nobody_on_the_old_morning(cast, row, mailoutbox):
    tomorrow = timezone.localdate() + timedelta(days=1)
    conversation_plan(wave_network=row, day=tomorrow, actor=cast["Iris"])
    conversation_plan(wave_network=row, day=tomorrow + timedelta(days=1), actor=cast["Iris"])
    mailoutbox.clear()
    Job.objects.filter(kind="srt.announce_network", key=f"{row.pk}:{tomorrow}").update(due_at=timezone.now())
    run_jobs()
    assert mailoutbox == []


@pytest.mark.parametrize("days", [-1, 0, 60])
def test_a_day_before_tomorrow_or_after_the_named_date_is_refused(cast, row, days):
    with pytest.raises(ValidationError):
        conversation_plan(wave_network=row, day=timezone.localdate() + timedelta(days=days), actor=cast["Iris"])


def test_a_day_can_be_taken_back(cast, row):
    conversation_plan(wave_network=row, day=timezone.localdate() + timedelta(days=1), actor=cast["Iris"])
    assert conversation_plan(wave_network=row, day=None, actor=cast["Iris"]).conversation_at is None


def test_own_words_come_after_the_conversation(cast, row):
    with pytest.raises(ValidationError):
        statement_write(wave_network=row, statement="Te vroeg.", actor=cast["Iris"])
    conversation_start(wave_network=row, actor=cast["Iris"])
    assert statement_write(wave_network=row, statement=" Wij proberen. ", actor=cast["Iris"]).statement == "Wij proberen."


def test_own_words_do_not_come_on_the_eve_of_a_planned_day(cast, row):
    conversation_plan(wave_network=row, day=timezone.localdate() + timedelta(days=1), actor=cast["Iris"])
    with pytest.raises(ValidationError):
        statement_write(wave_network=row, statement="Te vroeg.", actor=cast["Iris"])


def test_own_words_that_are_too_long_change_nothing(cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    with pytest.raises(ValidationError):
        statement_write(wave_network=row, statement="w" * 301, actor=cast["Iris"])
    row.refresh_from_db()
    assert row.statement == ""


def test_the_log_tells_that_words_were_written_not_what_they_say(cast, row):
    conversation_start(wave_network=row, actor=cast["Iris"])
    statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
    details = AuditEntry.objects.get(code="srt.words_written").details
    assert details == {"network": "Burgerschap", "year": str(cast.year)}


def test_cards_are_kept_per_dimension_and_can_be_changed(cast, row):
    reflections_write(wave_network=row, reflections={"applied_value": ("hier", "daar")}, actor=cast["Iris"])
    reflections_write(wave_network=row, reflections={"applied_value": ("hier nu", "")}, actor=cast["Iris"])
    card = Reflection.objects.get()
    assert (card.here_we_are, card.here_we_want) == ("hier nu", "")


def test_a_card_of_another_questionnaire_is_refused(cast, row):
    with pytest.raises(ValidationError):
        reflections_write(wave_network=row, reflections={"gravity": ("hier", "daar")}, actor=cast["Iris"])
    assert not Reflection.objects.exists()
