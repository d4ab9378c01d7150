"""Answering as services: what is kept, what is refused, and that a refusal changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from srt.models import DraftResponse, Wave
from srt.services.answers import (
    AnswersRefusedError,
    InvitationGoneError,
    WaveClosedError,
    answers_save,
    answers_submit,
    answers_withdraw,
)
from tests.srt.wave_cases import answer, invitation_of, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def wave(cast):
    return wave_make(cast)


@pytest.fixture
def amira(cast, wave):
    return invitation_of(wave, cast["Amira"])


def draft():
    return DraftResponse.objects.get()


def test_answers_stand_in_the_order_of_the_questionnaire(amira):
    answers_save(invitation=amira, changes={"p02": "5", "p01": "1", "p03": "?"})
    assert draft().answers == "15?" + "-" * 29


def test_what_was_answered_before_stays(amira):
    answers_save(invitation=amira, changes={"p01": "1"})
    answers_save(invitation=amira, changes={"p02": "2"})
    assert draft().answers.startswith("12-")


def test_consent_is_kept_apart_from_answers(amira):
    answers_save(invitation=amira, changes={}, consent=True)
    answers_save(invitation=amira, changes={"p01": "1"})
    assert draft().consent


def test_consent_can_be_taken_back(amira):
    answers_save(invitation=amira, changes={}, consent=True)
    answers_save(invitation=amira, changes={}, consent=False)
    assert not draft().consent


@pytest.mark.parametrize("value", ["6", "0", "", "12", "x", "\u0661", "\x00"])
def test_an_answer_outside_the_scale_is_refused_and_changes_nothing(amira, value):
    with pytest.raises(AnswersRefusedError) as refusal:
        answers_save(invitation=amira, changes={"p01": "3", "p02": value})
    assert set(refusal.value.problems) == {"p02"}
    assert not DraftResponse.objects.exists()


@pytest.mark.parametrize("code", ["q99", "network", "P01", ""])
def test_an_item_of_another_questionnaire_is_refused_and_changes_nothing(amira, code):
    with pytest.raises(AnswersRefusedError):
        answers_save(invitation=amira, changes={"p01": "3", code: "3"})
    assert not DraftResponse.objects.exists()


def test_a_product_item_is_of_another_questionnaire_in_a_process_wave(cast):
    invitation = invitation_of(wave_make(cast, scope="process"), cast["Amira"])
    with pytest.raises(AnswersRefusedError):
        answers_save(invitation=invitation, changes={"r01": "3"})


@pytest.mark.parametrize("act", [answers_submit, answers_withdraw, lambda **k: answers_save(changes={"p01": "2"}, **k)])
def test_nothing_can_be_changed_once_the_time_has_come(cast, wave, amira, act):
    answer(wave, cast["Amira"], "4", submit=False)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(WaveClosedError):
        act(invitation=amira)
    assert (draft().answers, draft().submitted) == ("4" * 32, False)


@pytest.mark.parametrize("act", [answers_submit, answers_withdraw, lambda **k: answers_save(changes={"p01": "2"}, **k)])
def test_a_withdrawn_invitation_takes_no_answers(amira, act):
    type(amira).objects.filter(pk=amira.pk).delete()
    with pytest.raises(InvitationGoneError):
        act(invitation=amira)
    assert not DraftResponse.objects.exists()


def test_sending_twice_is_sending_once(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_submit(invitation=amira)
    assert DraftResponse.objects.filter(submitted=True).count() == 1


def test_an_empty_sheet_cannot_be_sent(amira):
    answers_save(invitation=amira, changes={}, consent=True)
    with pytest.raises(AnswersRefusedError):
        answers_submit(invitation=amira)
    assert not draft().submitted


def test_cannot_say_yet_is_an_answer(amira):
    answers_save(invitation=amira, changes={"p01": "?"})
    answers_submit(invitation=amira)
    assert draft().submitted


def test_a_change_after_sending_counts_at_once(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_save(invitation=amira, changes={"p01": "1"})
    assert (draft().answers[0], draft().submitted) == ("1", True)


def test_clearing_every_answer_takes_the_sheet_back(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_save(invitation=amira, changes=dict.fromkeys(wave.instrument.definition.item_codes, "-"))
    assert not draft().submitted


def test_taking_back_keeps_nothing(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_withdraw(invitation=amira)
    answers_withdraw(invitation=amira)
    assert not DraftResponse.objects.exists()


def test_the_later_of_two_windows_wins_answer_by_answer(amira):
    answers_save(invitation=amira, changes={"p01": "1"})
    saved = answers_save(invitation=amira, changes={"p01": "2"}, revision=0)
    assert draft().answers[0] == "2"
    assert saved.revision == 0  # what another window changed is not on this page, so it knows no more than before


def test_a_page_does_not_undo_what_another_window_changed(amira):
    answers_save(invitation=amira, changes={"p01": "1", "p02": "1"})
    saved = answers_save(invitation=amira, changes={"p01": "4", "p02": "-"}, shown={"p01": "-", "p02": "-"}, revision=0)
    assert draft().answers[:2] == "11"
    assert saved.elsewhere == {"p01": "1"}


def test_a_page_whose_sheet_nobody_else_changed_is_taken_as_it_is(amira):
    first = answers_save(invitation=amira, changes={"p01": "5"}, revision=0)
    # The page stood on "4", autosave kept "5", a second autosave of "4" got lost on the way.
    saved = answers_save(invitation=amira, changes={"p01": "4"}, shown={"p01": "4"}, revision=first.revision)
    assert draft().answers[0] == "4"
    assert not saved.elsewhere


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 31), st.sampled_from("12345?-"), max_size=6), max_size=6))
def test_any_order_of_changes_keeps_the_last_of_each(wave, amira, steps):
    answers_withdraw(invitation=amira)
    codes = wave.instrument.definition.item_codes
    expected = ["-"] * 32
    for step in steps:
        answers_save(invitation=amira, changes={codes[place]: value for place, value in step.items()})
        for place, value in step.items():
            expected[place] = value
    kept = DraftResponse.objects.filter(invitation=amira).values_list("answers", flat=True)
    assert "".join(expected) == (kept[0] if kept else "-" * 32)
