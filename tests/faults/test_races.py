"""Answers that race with closing: counted or refused with a message, never accepted and lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEntry
from srt.models import DraftResponse, Response, Wave
from srt.services.answers import WaveClosedError, answers_save, answers_submit
from srt.services.closing import wave_close
from srt.services.waves import wave_extend
from tests.srt.wave_cases import THIRTEEN, answer, answers_in, answers_of, invitation_of, wave_make

ROUNDS = 5
locks = pytest.mark.postgresql("SQLite lets one writer in at a time, so nobody can be seen waiting")


@pytest.fixture
def wave(beside, cast) -> Wave:
    """Create an open wave in which Bram has submitted his answers and Amira has filled hers in."""
    wave = wave_make(cast)
    answer(wave, cast["Bram"], "2")
    answer(wave, cast["Amira"], "4", submit=False)
    return wave


def submit(wave, cast):
    """Submit Amira's answers."""
    return partial(answers_submit, invitation=invitation_of(wave, cast["Amira"]))


def close(wave, cast):
    """Close the wave as its coordinator."""
    return partial(wave_close, wave=wave, actor=cast["Nadia"])


@locks
def test_submission_not_committed_when_closing_starts_is_counted(beside, wave, cast):
    submission = beside.hold(submit(wave, cast))
    closing = beside.start_blocked(close(wave, cast))
    submission.commit()
    closing.result()
    assert answers_in(wave) == ["2" * 32, "4" * 32]


@locks
def test_submission_lost_before_its_commit_is_not_counted(beside, wave, cast):
    submission = beside.hold(submit(wave, cast))
    closing = beside.start_blocked(close(wave, cast))
    submission.roll_back()
    closing.result()
    assert answers_in(wave) == ["2" * 32]


@locks
def test_submission_during_an_uncommitted_closing_is_refused(beside, wave, cast):
    closing = beside.hold(close(wave, cast))
    submission = beside.start_blocked(submit(wave, cast))
    closing.commit()
    assert isinstance(submission.exception(), WaveClosedError)
    assert answers_in(wave) == ["2" * 32]
    assert not DraftResponse.objects.exists()


@locks
def test_submission_waiting_for_a_failed_closing_is_counted(beside, wave, cast):
    closing = beside.hold(close(wave, cast))
    submission = beside.start_blocked(submit(wave, cast))
    closing.roll_back()
    submission.result()
    wave_close(wave=wave, actor=cast["Nadia"])
    assert answers_in(wave) == ["2" * 32, "4" * 32]


@locks
def test_change_during_closing_is_refused_and_the_submission_counts(beside, wave, cast):
    invitation = invitation_of(wave, cast["Bram"])
    code = wave.instrument.definition.item_codes[0]
    closing = beside.hold(close(wave, cast))
    change = beside.start_blocked(lambda: answers_save(invitation=invitation, changes={code: "5"}))
    closing.commit()
    assert isinstance(change.exception(), WaveClosedError)
    assert answers_in(wave) == ["2" * 32]


@locks
def test_first_answer_during_closing_leaves_no_draft_behind(beside, wave, cast):
    invitation = invitation_of(wave, cast["Noor"])
    code = wave.instrument.definition.item_codes[0]
    closing = beside.hold(close(wave, cast))
    first = beside.start_blocked(lambda: answers_save(invitation=invitation, changes={code: "5"}))
    closing.commit()
    assert isinstance(first.exception(), WaveClosedError)
    assert not DraftResponse.objects.exists()


@locks
def test_submission_waiting_past_the_closing_time_is_refused(beside, wave, cast):
    row = invitation_of(wave, cast["Amira"]).wave_network
    other = beside.hold(lambda: type(row).objects.select_for_update().get(pk=row.pk))
    submission = beside.start_blocked(submit(wave, cast))
    with patch("django.utils.timezone.now", return_value=wave.closes_at):
        other.commit()
        assert isinstance(submission.exception(), WaveClosedError)
    assert not any(draft.submitted for draft in DraftResponse.objects.filter(invitation__person=cast["Amira"]))


@locks
def test_two_simultaneous_closings_close_once(beside, wave, cast):
    first = beside.hold(close(wave, cast))
    second = beside.start_blocked(close(wave, cast))
    first.commit()
    refused = second.exception()
    assert isinstance(refused, ValidationError)
    assert refused.code == "closed"
    assert AuditEntry.objects.filter(code="srt.wave_closed").count() == 1
    assert answers_in(wave) == ["2" * 32]


@locks
def test_extension_waiting_for_a_closing_is_refused(beside, wave, cast):
    later = wave.closes_at + timedelta(days=1)
    closing = beside.hold(close(wave, cast))
    longer = beside.start_blocked(lambda: wave_extend(wave=wave, closes_at=later, actor=cast["Nadia"]))
    closing.commit()
    assert isinstance(longer.exception(), ValidationError)
    assert Wave.objects.get(pk=wave.pk).closes_at < later


@pytest.mark.parametrize("number", range(ROUNDS))
def test_simultaneous_submissions_count_exactly_when_accepted(beside, cast, number):
    wave = wave_make(cast)
    for place, name in enumerate(THIRTEEN):
        answer(wave, cast[name], answers_of(place), submit=False)
    invitations = [invitation_of(wave, cast[name]) for name in THIRTEEN]
    acts: list[Callable[[], object]] = [partial(answers_submit, invitation=one) for one in invitations]
    acts.insert(number * 3, close(wave, cast))
    outcomes = beside.at_once(acts)
    del outcomes[number * 3]
    accepted = [answers_of(place) for place, outcome in enumerate(outcomes) if outcome is None]
    refused = [outcome for outcome in outcomes if outcome is not None]
    assert all(isinstance(outcome, WaveClosedError) for outcome in refused)
    assert answers_in(wave) == sorted(accepted)
    assert Response.objects.count() + len(refused) == len(THIRTEEN)
