"""Traces of answers to a question to everyone in the files of the database."""

import pytest
from django.db import connection

from accounts.services import person_erase
from jobs.models import Job
from jobs.registry import RetryLater
from jobs.services import job_enqueue
from ogo.models import Ask
from ogo.services.asks import VACUUM_JOB, answers_vacuum, ask_answer, ask_remove, ask_send, ask_show
from tests.cast import Cast
from tests.srt.wave_cases import run_jobs
from tests.table_files import table_file

WRITERS = ("Amira", "Bram", "Umut")
TABLE = "ogo_askanswer"


def asked(cast: Cast) -> Ask:
    """Return a question to Burgerschap with three answers, of which Amira's has been changed."""
    ask = ask_send(network=cast.burgerschap, actor=cast["Iris"], text="Wat heb je nodig?")
    ask_answer(ask=ask, actor=cast["Amira"], text="Eerste woorden van Amira")
    for name in WRITERS:
        ask_answer(ask=ask, actor=cast[name], text=f"Woorden van {name}")
    return ask


def another_open_question(cast: Cast) -> None:
    """Keep the pages of the table in use."""
    other = ask_send(network=cast.rekenen, actor=cast["Hugo"], text="En jullie?")
    ask_answer(ask=other, actor=cast["Hugo"], text="Blijft staan")


def on_disk() -> list[int]:
    """Return how often each text is in the file of the table."""
    content = table_file(TABLE)
    return [content.count(text.encode()) for text in ("Eerste woorden", *(f"Woorden van {name}" for name in WRITERS))]


@pytest.mark.postgresql("VACUUM and page images")
@pytest.mark.django_db(transaction=True)
def test_page_images_hold_a_shown_answer_only_without_its_writer(cast):
    another_open_question(cast)
    ask = asked(cast)
    ask_show(ask=ask, actor=cast["Iris"])
    assert min(on_disk()) >= 1
    assert min(on_disk()[1:]) >= 2
    run_jobs()
    assert on_disk() == [0, 1, 1, 1]


@pytest.mark.postgresql("VACUUM and page images")
@pytest.mark.django_db(transaction=True)
def test_page_images_hold_nothing_of_a_removed_question(cast):
    another_open_question(cast)
    ask = asked(cast)
    ask_remove(ask=ask, actor=cast["Iris"])
    run_jobs()
    assert on_disk() == [0, 0, 0, 0]


@pytest.mark.postgresql("VACUUM and page images")
@pytest.mark.django_db(transaction=True)
def test_page_images_hold_nothing_of_an_erased_person(cast):
    another_open_question(cast)
    asked(cast)
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    run_jobs()
    assert on_disk() == [0, 0, 1, 1]


@pytest.mark.postgresql("VACUUM and transactions that see old rows")
@pytest.mark.django_db(transaction=True)
def test_job_comes_back_while_a_dump_can_see_the_writers(cast, second_connection):
    ask = asked(cast)
    with second_connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM ogo_askanswer")
        ask_show(ask=ask, actor=cast["Iris"])
        with pytest.raises(RetryLater):
            answers_vacuum()
        cursor.execute("COMMIT")
    answers_vacuum()


@pytest.mark.postgresql("statistics of columns")
@pytest.mark.django_db(transaction=True)
def test_statistics_of_the_database_hold_no_answers(cast):
    asked(cast)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ogo_askanswer")
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = %s", [TABLE])
        assert {name for (name,) in cursor.fetchall()} <= {"id", "ask_id"}


@pytest.mark.postgresql("transaction ids")
@pytest.mark.django_db(transaction=True)
def test_shown_answers_share_one_transaction_and_lie_in_the_order_of_their_random_keys(cast):
    ask = asked(cast)
    ask_show(ask=ask, actor=cast["Iris"])
    run_jobs()
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, id FROM ogo_askanswer ORDER BY ctid")
        rows = cursor.fetchall()
    assert len({xmin for xmin, _key in rows}) == 1
    assert [key for _xmin, key in rows] == sorted(key for _xmin, key in rows)


@pytest.mark.postgresql("VACUUM and page images")
@pytest.mark.django_db(transaction=True)
def test_page_images_hold_no_changed_words_after_a_night(cast):
    asked(cast)
    job_enqueue(kind="ogo.vacuum_answers_nightly", key="2026-11-30")
    run_jobs()
    assert on_disk() == [0, 1, 1, 1]


@pytest.mark.django_db
def test_jobs_do_not_reveal_whether_an_erased_person_had_answered(cast):
    asked(cast)
    before = Job.objects.filter(kind=VACUUM_JOB).count()
    for number, name in enumerate(("Amira", "Daan"), start=1):
        person_erase(person=cast[name], actor=cast[name])
        assert Job.objects.filter(kind=VACUUM_JOB).count() == before + number
