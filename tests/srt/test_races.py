"""Concurrent answering, closing and scoring, in threads with separate connections on PostgreSQL."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from accounts import registry
from accounts.models import User
from accounts.services import person_erase
from jobs.models import Job
from jobs.services import job_run
from srt.models import DraftResponse, Release, Response, Score, ScoreRun, Wave
from srt.services import erasure
from srt.services.answers import WaveClosedError, answers_save, answers_submit
from srt.services.closing import VACUUM_JOB, wave_close
from srt.services.scoring import SCORE_JOB, wave_score
from tests.cast import Cast
from tests.srt.wave_cases import THIRTEEN, answer, answer_all, answers_of, invitation_of, wave_make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql("SQLite has one writer at a time"),
]
TIMEOUT = 60


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=16) as pool:
        yield pool


def start(pool: ThreadPoolExecutor, act: Callable[[], object]) -> "Future[object]":
    """Run a function in a thread with its own database connection."""

    def run() -> object:
        try:
            return act()
        finally:
            connections.close_all()

    return pool.submit(run)


def wait_for_a_lock() -> None:
    """Return when a connection of this test is waiting for a lock."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("No connection waited for a lock")


def open_wave(cast: Cast) -> Wave:
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:12])
    invitation = invitation_of(wave, cast["Karel"])
    codes = wave.instrument.definition.item_codes
    answers_save(invitation=invitation, changes=dict(zip(codes, answers_of(12), strict=True)))
    return wave


def test_answer_being_submitted_when_closing_starts_is_counted(cast, threads):
    wave = open_wave(cast)
    submitted, go_on = threading.Event(), threading.Event()

    def send() -> None:
        with transaction.atomic():
            answers_submit(invitation=invitation_of(wave, cast["Karel"]))
            submitted.set()
            assert go_on.wait(TIMEOUT)

    sending = start(threads, send)
    assert submitted.wait(TIMEOUT)
    closing = start(threads, lambda: wave_close(wave=wave, actor=cast["Nadia"]))
    wait_for_a_lock()
    go_on.set()
    sending.result(TIMEOUT)
    closing.result(TIMEOUT)
    assert Response.objects.count() == 13
    assert not DraftResponse.objects.exists()


def test_answer_submitted_while_closing_is_in_progress_is_refused(cast, threads):
    wave = open_wave(cast)
    closed, go_on = threading.Event(), threading.Event()

    def close() -> None:
        with transaction.atomic():
            wave_close(wave=wave, actor=cast["Nadia"])
            closed.set()
            assert go_on.wait(TIMEOUT)

    invitation = invitation_of(wave, cast["Karel"])
    closing = start(threads, close)
    assert closed.wait(TIMEOUT)
    sending = start(threads, lambda: answers_submit(invitation=invitation))
    wait_for_a_lock()
    go_on.set()
    closing.result(TIMEOUT)
    with pytest.raises(WaveClosedError):
        sending.result(TIMEOUT)
    assert Response.objects.count() == 12
    assert not DraftResponse.objects.exists()


def test_answer_submitted_during_a_closing_that_fails_is_stored(cast, threads):
    wave = open_wave(cast)
    closed, go_on = threading.Event(), threading.Event()

    def close_and_fail() -> None:
        with transaction.atomic():
            wave_close(wave=wave, actor=cast["Nadia"])
            closed.set()
            assert go_on.wait(TIMEOUT)
            transaction.set_rollback(True)

    invitation = invitation_of(wave, cast["Karel"])
    closing = start(threads, close_and_fail)
    assert closed.wait(TIMEOUT)
    sending = start(threads, lambda: answers_submit(invitation=invitation))
    wait_for_a_lock()
    go_on.set()
    closing.result(TIMEOUT)
    sending.result(TIMEOUT)
    assert sum(draft.submitted for draft in DraftResponse.objects.all()) == 13


def test_every_concurrent_answer_is_counted_or_refused(cast, threads):
    wave = wave_make(cast)
    together = threading.Barrier(14)
    refused: list[str] = []

    def send(number: int, name: str) -> None:
        together.wait(TIMEOUT)
        time.sleep(0.01 * number)
        try:
            answer(wave, cast[name], answers_of(number))
        except WaveClosedError:
            refused.append(name)

    def close() -> None:
        together.wait(TIMEOUT)
        time.sleep(0.07)
        wave_close(wave=wave, actor=cast["Nadia"])

    running = [start(threads, partial(send, number, name)) for number, name in enumerate(THIRTEEN)]
    running.append(start(threads, close))
    for one in running:
        one.result(TIMEOUT)
    # People who were refused may have saved answers before closing but submitted them too late.
    assert Response.objects.count() == 13 - len(refused)
    assert not DraftResponse.objects.exists()


def test_concurrent_closings_close_once(cast, threads):
    wave = open_wave(cast)
    running = [start(threads, lambda: wave_close(wave=wave, actor=cast["Nadia"])) for _ in range(4)]
    outcomes = [one.exception(TIMEOUT) for one in running]
    assert outcomes.count(None) == 1
    assert {type(outcome) for outcome in outcomes if outcome} == {ValidationError}
    assert Response.objects.count() == 12


def test_duplicate_delivery_of_scoring_creates_one_run(cast, threads):
    wave = open_wave(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    job = Job.objects.get(kind=SCORE_JOB)
    done = [start(threads, lambda: job_run(job_id=job.pk)) for _ in range(4)]
    assert [one.result(TIMEOUT) for one in done].count(True) == 1
    assert (ScoreRun.objects.count(), Release.objects.count(), Score.objects.count()) == (1, 1, 8)


def test_concurrent_workers_store_one_run(cast, threads):
    wave = open_wave(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    finishes = [wave_score(wave_pk=wave.pk) for _ in range(3)]

    def store(finish: Callable[[], None]) -> None:
        with transaction.atomic():
            finish()

    for one in [start(threads, partial(store, finish)) for finish in finishes if finish]:
        one.result(TIMEOUT)
    assert (ScoreRun.objects.count(), Release.objects.count(), Score.objects.count()) == (1, 1, 8)


def test_vacuum_after_closing_empties_the_draft_table(cast):
    wave = open_wave(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert job_run(job_id=Job.objects.get(kind=VACUUM_JOB).pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('srt_draftresponse')")
        assert cursor.fetchone() == (0,)


def test_concurrent_erasure_and_closing_do_not_deadlock(cast, threads, monkeypatch):
    wave = open_wave(cast)
    locked, go_on = threading.Event(), threading.Event()
    erase = erasure.invitations_erase

    def erase_later(person: User) -> None:
        locked.set()
        assert go_on.wait(TIMEOUT)
        erase(person)

    declaration = replace(registry._declarations["srt.invitations"], on_erase=registry.erased_by(erase_later))
    monkeypatch.setitem(registry._declarations, "srt.invitations", declaration)
    erasing = start(threads, lambda: person_erase(person=cast["Amira"], actor=cast["Amira"]))
    assert locked.wait(TIMEOUT)
    closed = threading.Event()

    def close() -> None:
        with transaction.atomic():
            wave_close(wave=wave, actor=cast["Nadia"])
            closed.set()
            wait_for_a_lock()  # the erasure is waiting for the rows of the wave

    closing = start(threads, close)
    assert closed.wait(TIMEOUT)
    go_on.set()
    closing.result(TIMEOUT)
    erasing.result(TIMEOUT)
    assert Response.objects.count() == 12
    assert not User.objects.filter(first_name="Amira").exists()
