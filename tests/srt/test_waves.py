"""Opening, extending and cancelling a wave, and the response brackets of an open wave."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import AuditEntry
from jobs.models import Job
from mailing.models import Email
from networks.models import Participation
from networks.services.participation import participation_end
from srt.models import Wave, WaveInvitation, WaveNetwork
from srt.selectors.waves import Bracket, bracket, response_bracket, wave_stage, young_networks
from srt.services.answers import answers_withdraw, brackets_update
from srt.services.waves import BEGIN_JOB, CLOSE_JOB, wave_begin, wave_cancel, wave_extend, wave_open
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answer_all,
    instrument_make,
    invitation_of,
    row_of,
    run_again,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def arguments(cast, **changes):
    now = timezone.now()
    closes_at = changes.get("closes_at", now + timedelta(days=20))
    return {
        "programme": cast.werkplaats,
        "study_year": cast.year,
        "instrument": instrument_make(),
        "networks": [cast.burgerschap, cast.rekenen],
        "scope": "both",
        "opens_at": now,
        "closes_at": closes_at,
        "shown_on": timezone.localdate(closes_at) + timedelta(days=14),
        "invitation_text": "Tot gauw.",
        "actor": cast["Nadia"],
        **changes,
    }


def test_wave_opens_for_several_networks_at_once(cast):
    wave = wave_open(**arguments(cast))
    assert {row.network for row in wave.wave_networks.all()} == {cast.burgerschap, cast.rekenen}
    assert wave.is_open()


def test_opening_queues_the_closing(cast):
    wave = wave_open(**arguments(cast))
    assert Job.objects.get(kind=CLOSE_JOB, key__startswith=f"{wave.pk}:").due_at == wave.closes_at


def test_opening_is_recorded_in_the_audit_log_of_the_programme(cast):
    wave_open(**arguments(cast))
    entry = AuditEntry.objects.get(code="srt.wave_opened")
    assert (entry.actor, entry.programme_key) == (cast["Nadia"], cast.werkplaats.pk)


def test_planned_wave_invites_no_one_yet(cast):
    wave = wave_open(**arguments(cast, opens_at=timezone.now() + timedelta(days=2)))
    assert wave_stage(wave) == "planned"
    assert not WaveInvitation.objects.exists()
    assert not Email.objects.exists()


def test_planned_wave_is_opened_by_its_job(cast):
    wave = wave_open(**arguments(cast, opens_at=timezone.now() + timedelta(days=2)))
    Wave.objects.filter(pk=wave.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
    run_again(BEGIN_JOB)
    wave.refresh_from_db()
    assert wave.is_open()
    assert WaveInvitation.objects.count() == 19


@pytest.mark.parametrize(("kind", "moment"), [(BEGIN_JOB, "opens_at"), (CLOSE_JOB, "closes_at")])
def test_job_that_runs_early_waits_for_the_right_time(cast, kind, moment):
    wave = wave_open(**arguments(cast, opens_at=timezone.now() + timedelta(days=2)))
    if kind == CLOSE_JOB:
        Wave.objects.filter(pk=wave.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
        wave_begin(wave_pk=wave.pk)
    run_again(kind)  # the worker's clock is ahead
    job = Job.objects.get(kind=kind)
    assert (job.done_at, job.due_at) == (None, getattr(wave, moment))


def test_wave_begin_is_idempotent(cast):
    wave = wave_open(**arguments(cast))
    wave_begin(wave_pk=wave.pk)
    assert WaveInvitation.objects.count() == Email.objects.count() == 19


def test_wave_does_not_open_after_its_closing_time(cast):
    wave = wave_open(**arguments(cast, opens_at=timezone.now() + timedelta(days=2)))
    past = timezone.now() - timedelta(days=1)
    Wave.objects.filter(pk=wave.pk).update(opens_at=past - timedelta(days=9), closes_at=past)
    wave_begin(wave_pk=wave.pk)
    wave.refresh_from_db()
    assert wave.opened_at is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda _cast: {"closes_at": timezone.now() - timedelta(hours=1)}, "closes_at"),
        (lambda _cast: {"opens_at": timezone.now() + timedelta(days=40)}, "closes_at"),
        (lambda _cast: {"shown_on": timezone.localdate() + timedelta(days=20)}, "shown_on"),
        (lambda _cast: {"shown_on": timezone.localdate() + timedelta(days=90)}, "shown_on"),
        (lambda _cast: {"closes_at": timezone.now() + timedelta(days=400)}, "closes_at"),
        (lambda _cast: {"closes_at": datetime(9999, 12, 1, tzinfo=UTC)}, "closes_at"),
        (lambda _cast: {"networks": []}, "networks"),
        (lambda cast: {"networks": [cast.talent]}, "networks"),
        (lambda cast: {"study_year": cast.point_year}, "study_year"),
        (lambda _cast: {"scope": "product"}, "scope"),
    ],
    ids=[
        "closing time has passed",
        "closes before it opens",
        "shown too early",
        "shown too late",
        "closes after more than a year",
        "closes at the end of time",
        "no network",
        "foreign network",
        "foreign year",
        "scope",
    ],
)
def test_invalid_argument_is_refused_at_its_field(cast, changes, field):
    with pytest.raises(ValidationError) as refusal:
        wave_open(**arguments(cast, **changes(cast)))
    assert list(refusal.value.message_dict) == [field]
    assert not Wave.objects.exists()


def test_network_that_has_ended_is_refused(cast):
    cast.rekenen.ends_on = timezone.localdate() - timedelta(days=1)
    cast.rekenen.save(update_fields=["ends_on"])
    with pytest.raises(ValidationError):
        wave_open(**arguments(cast))


def test_questionnaire_can_be_opened_once_a_year(cast):
    wave_open(**arguments(cast))
    with pytest.raises(ValidationError):
        wave_open(**arguments(cast))
    assert WaveNetwork.objects.count() == 2


def test_process_wave_is_allowed_beside_a_complete_one(cast):
    wave_open(**arguments(cast, scope="process"))
    wave_open(**arguments(cast))
    assert Wave.objects.count() == 2


@pytest.mark.parametrize("name", ["Iris", "Pieter", "Wouter"])
def test_only_coordinators_of_the_programme_can_open(cast, name):
    with pytest.raises(PermissionDenied):
        wave_open(**arguments(cast, actor=cast[name]))


def test_extension_queues_a_later_closing(cast):
    wave = wave_make(cast)
    later = wave.closes_at + timedelta(days=7)
    wave_extend(wave=wave, closes_at=later, actor=cast["Nadia"])
    wave.refresh_from_db()
    assert wave.closes_at == later
    assert Job.objects.filter(kind=CLOSE_JOB, due_at=later).exists()


@pytest.mark.parametrize("days", [-1, 0, 21])
def test_extension_must_be_later_and_not_beyond_the_announced_date(cast, days):
    wave = wave_make(cast)
    with pytest.raises(ValidationError):
        wave_extend(wave=wave, closes_at=wave.closes_at + timedelta(days=days), actor=cast["Nadia"])


def test_wave_past_its_closing_time_cannot_be_extended(cast):
    wave = wave_make(cast)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ValidationError):
        wave_extend(wave=wave, closes_at=timezone.now() + timedelta(days=3), actor=cast["Nadia"])


def test_planned_wave_can_be_cancelled(cast):
    wave = wave_open(**arguments(cast, opens_at=timezone.now() + timedelta(days=2)))
    wave_cancel(wave=wave, actor=cast["Nadia"])
    assert not Wave.objects.exists()
    run_again(BEGIN_JOB)
    assert not Email.objects.exists()


def test_open_wave_cannot_be_cancelled(cast):
    wave = wave_make(cast)
    with pytest.raises(ValidationError):
        wave_cancel(wave=wave, actor=cast["Nadia"])
    assert Wave.objects.exists()


@pytest.mark.parametrize(
    ("answered", "invited", "expected"),
    [
        (0, 13, Bracket.FEWER_THAN_FIVE),
        (4, 13, Bracket.FEWER_THAN_FIVE),
        (5, 13, Bracket.FIVE_TO_NINE),
        (9, 13, Bracket.FIVE_TO_NINE),
        (10, 13, Bracket.TEN_OR_MORE),
        (3, 4, Bracket.FEWER_THAN_FIVE),
        (12, 12, Bracket.FIVE_OR_MORE),
        (5, 8, Bracket.FIVE_OR_MORE),
        (4, 8, Bracket.FEWER_THAN_FIVE),
        (5, 6, Bracket.NOT_SHOWN),
        (7, 7, Bracket.NOT_SHOWN),
        (0, 5, Bracket.NOT_SHOWN),
    ],
)
def test_bracket_covers_the_number_of_respondents(answered, invited, expected):
    assert bracket(answered, invited) is expected


def test_bracket_leaves_two_others_who_may_not_have_answered():
    for invited in range(1, 40):
        for found in {bracket(answered, invited) for answered in range(invited + 1)}:
            fewest = min(answered for answered in range(invited + 1) if bracket(answered, invited) is found)
            # The reader knows of one person; of the others, `fewest` may be all who answered.
            assert fewest == 0 or (invited - 1) - fewest >= 2, (invited, found)


def test_bracket_is_updated_once_a_day(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:6])
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FEWER_THAN_FIVE
    brackets_update()
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FIVE_TO_NINE


def test_bracket_does_not_fall_when_a_respondent_leaves(cast):
    wave = wave_make(cast, cast.burgerschap)
    answer_all(wave, cast, ["Iris", "Floris", "Bram", "Lars", "Maud"])
    brackets_update()
    before = response_bracket(row_of(wave, cast.burgerschap))
    participation_end(participation=Participation.objects.get(person=cast["Bram"]), actor=cast["Nadia"])
    brackets_update()
    assert before is Bracket.FIVE_TO_NINE
    # Twelve people are left, too few for "ten or more", so the bracket above five has no end.
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FIVE_OR_MORE


def test_bracket_stays_when_others_submit_after_a_respondent_left(cast):
    wave = wave_make(cast, cast.burgerschap)
    answer_all(wave, cast, ["Iris", "Floris", "Bram", "Lars", "Maud"])
    participation_end(participation=Participation.objects.get(person=cast["Bram"]), actor=cast["Nadia"])
    answer(wave, cast["Floris"], "2")
    brackets_update()
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FIVE_OR_MORE


def test_bracket_stays_when_answers_are_withdrawn_and_others_submit(cast):
    wave = wave_make(cast, cast.burgerschap)
    answer_all(wave, cast, ["Iris", "Floris", "Bram", "Lars", "Maud"])
    answers_withdraw(invitation=invitation_of(wave, cast["Bram"]))
    answer(wave, cast["Floris"], "2")
    brackets_update()
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FIVE_TO_NINE


def test_bracket_ignores_drafts_and_answers_without_a_scale_point(cast):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:4])
    answer(wave, cast["Amira"], "3", submit=False)
    answer(wave, cast["Noor"], "?")
    brackets_update()
    assert response_bracket(row_of(wave, cast.burgerschap)) is Bracket.FEWER_THAN_FIVE


def test_network_younger_than_half_a_year_counts_as_young(cast):
    cast.rekenen.starts_on = timezone.localdate() - timedelta(days=100)
    cast.burgerschap.starts_on = timezone.localdate() - timedelta(days=400)
    assert young_networks([cast.burgerschap, cast.rekenen]) == [cast.rekenen]
