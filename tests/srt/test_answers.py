"""Services for answering: saving, submitting and withdrawing a draft."""

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


def test_answers_are_stored_in_instrument_order(amira):
    answers_save(invitation=amira, changes={"p02": "5", "p01": "1", "p03": "?"})
    assert draft().answers == "15?" + "-" * 29


def test_earlier_answers_stay(amira):
    answers_save(invitation=amira, changes={"p01": "1"})
    answers_save(invitation=amira, changes={"p02": "2"})
    assert draft().answers.startswith("12-")


def test_consent_stays_when_answers_change(amira):
    answers_save(invitation=amira, changes={}, consent=True)
    answers_save(invitation=amira, changes={"p01": "1"})
    assert draft().consent


def test_consent_can_be_withdrawn(amira):
    answers_save(invitation=amira, changes={}, consent=True)
    answers_save(invitation=amira, changes={}, consent=False)
    assert not draft().consent


@pytest.mark.parametrize("value", ["6", "0", "", "12", "x", "\u0661", "\x00"])
def test_answer_outside_the_scale_is_refused_and_changes_nothing(amira, value):
    with pytest.raises(AnswersRefusedError) as refusal:
        answers_save(invitation=amira, changes={"p01": "3", "p02": value})
    assert set(refusal.value.problems) == {"p02"}
    assert not DraftResponse.objects.exists()


@pytest.mark.parametrize("code", ["q99", "network", "P01", ""])
def test_unknown_item_is_refused_and_changes_nothing(amira, code):
    with pytest.raises(AnswersRefusedError):
        answers_save(invitation=amira, changes={"p01": "3", code: "3"})
    assert not DraftResponse.objects.exists()


def test_product_item_is_unknown_in_a_process_wave(cast):
    invitation = invitation_of(wave_make(cast, scope="process"), cast["Amira"])
    with pytest.raises(AnswersRefusedError):
        answers_save(invitation=invitation, changes={"r01": "3"})


@pytest.mark.parametrize("act", [answers_submit, answers_withdraw, lambda **k: answers_save(changes={"p01": "2"}, **k)])
def test_no_operation_is_allowed_from_the_closing_time(cast, wave, amira, act):
    answer(wave, cast["Amira"], "4", submit=False)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(WaveClosedError):
        act(invitation=amira)
    assert (draft().answers, draft().submitted) == ("4" * 32, False)


@pytest.mark.parametrize("act", [answers_submit, answers_withdraw, lambda **k: answers_save(changes={"p01": "2"}, **k)])
def test_withdrawn_invitation_accepts_no_answers(amira, act):
    type(amira).objects.filter(pk=amira.pk).delete()
    with pytest.raises(InvitationGoneError):
        act(invitation=amira)
    assert not DraftResponse.objects.exists()


def test_submitting_twice_has_no_further_effect(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_submit(invitation=amira)
    assert [draft.submitted for draft in DraftResponse.objects.all()] == [True]


def test_empty_draft_cannot_be_submitted(amira):
    answers_save(invitation=amira, changes={}, consent=True)
    with pytest.raises(AnswersRefusedError):
        answers_submit(invitation=amira)
    assert not draft().submitted


def test_not_yet_counts_as_an_answer(amira):
    answers_save(invitation=amira, changes={"p01": "?"})
    answers_submit(invitation=amira)
    assert draft().submitted


def test_change_after_submission_counts_immediately(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_save(invitation=amira, changes={"p01": "1"})
    assert (draft().answers[0], draft().submitted) == ("1", True)


def test_clearing_every_answer_revokes_the_submission(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_save(invitation=amira, changes=dict.fromkeys(wave.instrument.definition.item_codes, "-"))
    assert not draft().submitted


def test_withdrawal_deletes_the_draft(cast, wave, amira):
    answer(wave, cast["Amira"], "4")
    answers_withdraw(invitation=amira)
    answers_withdraw(invitation=amira)
    assert not DraftResponse.objects.exists()


def test_last_write_of_two_windows_wins_per_answer(amira):
    answers_save(invitation=amira, changes={"p01": "1"})
    saved = answers_save(invitation=amira, changes={"p01": "2"}, revision=0)
    assert draft().answers[0] == "2"
    assert saved.revision == 0  # the page does not show what another window changed


def test_page_does_not_undo_changes_from_another_window(amira):
    answers_save(invitation=amira, changes={"p01": "1", "p02": "1"})
    saved = answers_save(invitation=amira, changes={"p01": "4", "p02": "-"}, shown={"p01": "-", "p02": "-"}, revision=0)
    assert draft().answers[:2] == "11"
    assert saved.elsewhere == {"p01": "1"}


def test_page_with_the_current_revision_is_saved_as_it_is(amira):
    first = answers_save(invitation=amira, changes={"p01": "5"}, revision=0)
    # The page showed "4", autosave stored "5", and a second autosave of "4" was lost.
    saved = answers_save(invitation=amira, changes={"p01": "4"}, shown={"p01": "4"}, revision=first.revision)
    assert draft().answers[0] == "4"
    assert not saved.elsewhere


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 31), st.sampled_from("12345?-"), max_size=6), max_size=6))
def test_last_change_of_every_answer_is_stored(wave, amira, steps):
    answers_withdraw(invitation=amira)
    codes = wave.instrument.definition.item_codes
    expected = ["-"] * 32
    for step in steps:
        answers_save(invitation=amira, changes={codes[place]: value for place, value in step.items()})
        for place, value in step.items():
            expected[place] = value
    stored = DraftResponse.objects.filter(invitation=amira).first()
    assert "".join(expected) == (stored.answers if stored else "-" * 32)
