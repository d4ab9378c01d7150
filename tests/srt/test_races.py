"""Races of real threads with connections of their own, on PostgreSQL: answering, closing and scoring at once."""

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
PATIENCE = 60


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=16) as pool:
        yield pool


def start(pool: ThreadPoolExecutor, act: Callable[[], object]) -> "Future[object]":
    """Run something in a thread with a connection of its own."""

    def run() -> object:
        try:
            return act()
        finally:
            connections.close_all()

    return pool.submit(run)


def wait_for_a_lock() -> None:
    """Return when some connection of this test waits for another one's lock."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("Nobody waited for a lock")


def open_wave(cast: Cast) -> Wave:
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:12])
    invitation = invitation_of(wave, cast["Karel"])
    codes = wave.instrument.definition.item_codes
    answers_save(invitation=invitation, changes=dict(zip(codes, answers_of(12), strict=True)))
    return wave


def test_an_answer_that_is_being_sent_when_closing_starts_is_counted(cast, threads):
    wave = open_wave(cast)
    sent, go_on = threading.Event(), threading.Event()

    def send() -> None:
        with transaction.atomic():
            answers_submit(invitation=invitation_of(wave, cast["Karel"]))
            sent.set()
            assert go_on.wait(PATIENCE)

    sending = start(threads, send)
    assert sent.wait(PATIENCE)
    closing = start(threads, lambda: wave_close(wave=wave, actor=cast["Nadia"]))
    wait_for_a_lock()
    go_on.set()
    sending.result(PATIENCE)
    closing.result(PATIENCE)
    assert Response.objects.count() == 13
    assert not DraftResponse.objects.exists()


def test_an_answer_that_is_sent_while_a_closing_is_under_way_is_refused(cast, threads):
    wave = open_wave(cast)
    closed, go_on = threading.Event(), threading.Event()

    def close() -> None:
        with transaction.atomic():
            wave_close(wave=wave, actor=cast["Nadia"])
            closed.set()
            assert go_on.wait(PATIENCE)

    invitation = invitation_of(wave, cast["Karel"])
    closing = start(threads, close)
    assert closed.wait(PATIENCE)
    sending = start(threads, lambda: answers_submit(invitation=invitation))
    wait_for_a_lock()
    go_on.set()
    closing.result(PATIENCE)
    with pytest.raises(WaveClosedError):
        sending.result(PATIENCE)
    assert Response.objects.count() == 12
    assert not DraftResponse.objects.exists()


def test_an_answer_that_is_changed_while_a_closing_is_taken_back_is_kept(cast, threads):
    wave = open_wave(cast)
    closed, go_on = threading.Event(), threading.Event()

    def close_and_fail() -> None:
        with transaction.atomic():
            wave_close(wave=wave, actor=cast["Nadia"])
            closed.set()
            assert go_on.wait(PATIENCE)
            transaction.set_rollback(True)

    invitation = invitation_of(wave, cast["Karel"])
    closing = start(threads, close_and_fail)
    assert closed.wait(PATIENCE)
    sending = start(threads, lambda: answers_submit(invitation=invitation))
    wait_for_a_lock()
    go_on.set()
    closing.result(PATIENCE)
    sending.result(PATIENCE)
    assert DraftResponse.objects.filter(submitted=True).count() == 13


def test_every_answer_of_a_crowd_is_counted_or_refused(cast, threads):
    wave = wave_make(cast)
    together = threading.Barrier(14)
    refused: list[str] = []

    def send(number: int, name: str) -> None:
        together.wait(PATIENCE)
        time.sleep(0.01 * number)
        try:
            answer(wave, cast[name], answers_of(number))
        except WaveClosedError:
            refused.append(name)

    def close() -> None:
        together.wait(PATIENCE)
        time.sleep(0.07)
        wave_close(wave=wave, actor=cast["Nadia"])

    running = [start(threads, partial(send, number, name)) for number, name in enumerate(THIRTEEN)]
    running.append(start(threads, close))
    for one in running:
        one.result(PATIENCE)
    # Who was refused may have saved the answers before closing, and been too late to send them in.
    assert Response.objects.count() == 13 - len(refused)
    assert not DraftResponse.objects.exists()


def test_two_closings_at_once_close_once(cast, threads):
    wave = open_wave(cast)
    running = [start(threads, lambda: wave_close(wave=wave, actor=cast["Nadia"])) for _ in range(4)]
    outcomes = [one.exception(PATIENCE) for one in running]
    assert outcomes.count(None) == 1
    assert {type(outcome) for outcome in outcomes if outcome} == {ValidationError}
    assert Response.objects.count() == 12


def test_a_doubled_delivery_of_scoring_makes_one_run(cast, threads):
    wave = open_wave(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    job = Job.objects.get(kind=SCORE_JOB)
    done = [start(threads, lambda: job_run(job_id=job.pk)) for _ in range(4)]
    assert [one.result(PATIENCE) for one in done].count(True) == 1
    assert (ScoreRun.objects.count(), Release.objects.count(), Score.objects.count()) == (1, 1, 8)


def test_two_workers_that_both_computed_store_one_run(cast, threads):
    wave = open_wave(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    finishes = [wave_score(wave_pk=wave.pk) for _ in range(3)]

    def store(finish: Callable[[], None]) -> None:
        with transaction.atomic():
            finish()

    for one in [start(threads, partial(store, finish)) for finish in finishes if finish]:
        one.result(PATIENCE)
    assert (ScoreRun.objects.count(), Release.objects.count(), Score.objects.count()) == (1, 1, 8)


def test_after_closing_the_database_clears_what_deleted_sheets_left(cast):
    wave = open_wave(cast)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert job_run(job_id=Job.objects.get(kind=VACUUM_JOB).pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('srt_answersheet')")
        assert cursor.fetchone() == (0,)


def test_an_erasure_and_a_closing_at_once_do_not_stop_each_other(cast, threads, monkeypatch):
    wave = open_wave(cast)
    locked, go_on = threading.Event(), threading.Event()
    erase = erasure.invitations_erase

    def erase_later(person: User) -> None:
        locked.set()
        assert go_on.wait(PATIENCE)
        erase(person)

    declaration = replace(registry._declarations["srt.invitations"], on_erase=registry.erased_by(erase_later))
    monkeypatch.setitem(registry._declarations, "srt.invitations", declaration)
    erasing = start(threads, lambda: person_erase(person=cast["Amira"], actor=cast["Amira"]))
    assert locked.wait(PATIENCE)
    closed = threading.Event()

    def close() -> None:
        with transaction.atomic():
            wave_close(wave=wave, actor=cast["Nadia"])
            closed.set()
            wait_for_a_lock()  # the erasure now wants the rows of the wave

    closing = start(threads, close)
    assert closed.wait(PATIENCE)
    go_on.set()
    closing.result(PATIENCE)
    erasing.result(PATIENCE)
    assert Response.objects.count() == 12
    assert not User.objects.filter(first_name="Amira").exists()
