"""Privacy attacks 10 and 11: what the database, its row order, logs and emails reveal about answers."""

import json
import logging
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from mailing.models import Email
from srt.models import DraftResponse, Response, WaveInvitation
from srt.selectors.questionnaire import link_token
from srt.services.closing import wave_close
from srt.services.conversation import conversation_start, statement_write
from srt.services.invitations import invitation_decline
from srt.services.join import join_link_request
from srt.services.reminders import REMINDER_EMAIL
from tests.srt.collector import cached, emails_to, reachable
from tests.srt.wave_cases import (
    THIRTEEN,
    answer,
    answers_of,
    close_and_score,
    invitation_of,
    row_of,
    run_jobs,
    wave_make,
)

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

ROUNDS = 12


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def physical(model: type[models.Model], column: str) -> list[str]:
    """Return a column of a table in the physical order of its rows."""
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} ORDER BY {order}")  # noqa: S608 - our own names
        return [value for (value,) in cursor.fetchall()]


# 10. After closing nothing links a response to a person


def test_attack_10_order_of_responses_reveals_no_authors(cast):
    """By chance, one response in thirteen is at the position of its author; a link would give far more matches."""
    hits = Counter[str]()
    for number in range(ROUNDS):
        with rolled_back():
            wave = wave_make(cast)
            arrival = random.Random(number).sample(range(13), 13)  # noqa: S311 - seeded, so that a failure is reproducible
            for person in arrival:
                answer(wave, cast[THIRTEEN[person]], answers_of(person))
            invited = [THIRTEEN.index(name) for name in physical_names(cast)]
            wave_close(wave=wave, actor=cast["Nadia"])
            authors = [[answers_of(person) for person in range(13)].index(given) for given in stored_answers()]
            after = [THIRTEEN.index(name) for name in physical_names(cast)]
        orders = {"arrival": arrival, "by key": list(range(13)), "invited": invited, "invited, after": after}
        for name, order in orders.items():
            hits[name] += sum(one == other for one, other in zip(authors, order, strict=True))
            hits[f"{name}, backwards"] += sum(one == other for one, other in zip(authors, reversed(order), strict=True))
    # 12 of 156 are expected; 32 or more occur by chance once in a million.
    assert max(hits.values()) < 32, hits


def stored_answers() -> list[str]:
    return physical(Response, "answers")


def physical_names(cast) -> list[str]:
    """Return the first names of the people invited, in the physical order of their invitations."""
    names = {person.pk: name for name, person in cast.people.items()}
    return [names[int(pk)] for pk in physical(WaveInvitation, "person_id")]


def test_attack_10_responses_have_random_keys_and_no_timestamp(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], "4")
    wave_close(wave=wave, actor=cast["Nadia"])
    assert {response.pk.version for response in Response.objects.all()} == {4}
    assert {field.name for field in Response._meta.get_fields()} == {
        "id",
        "wave_network",
        "answers",
        "background",
        "consent",
    }


def test_attack_10_no_table_references_a_response_or_holds_a_draft(cast):
    wave = wave_make(cast)
    for number, name in enumerate(THIRTEEN):
        answer(wave, cast[name], answers_of(number), submit=number % 2 == 0)
    wave_close(wave=wave, actor=cast["Nadia"])
    pointing = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model is Response and not field.auto_created
    ]
    assert pointing == []
    assert not DraftResponse.objects.exists()
    holders = [table for table, rows in tables().items() if any(answers_of(n) in rows for n in range(13))]
    assert holders == ["srt_response"]


def test_attack_10_storage_does_not_reveal_who_declined(cast):
    places = set()
    for _round in range(ROUNDS):
        with rolled_back():
            wave = wave_make(cast)
            for name in THIRTEEN[:9]:
                answer(wave, cast[name], "3")
            invitation_decline(invitation=invitation_of(wave, cast["Joep"]), declined=True)
            wave_close(wave=wave, actor=cast["Nadia"])
            places.add(physical_names(cast).index("Joep"))
            assert not WaveInvitation.objects.filter(declined=True).exists()
    if connection.vendor == "postgresql":
        assert len(places) > 3


def test_attack_10_all_rows_of_a_closing_carry_one_transaction(cast):
    if connection.vendor != "postgresql":
        return  # SQLite does not record the transaction of a row
    wave = wave_make(cast)
    for name in THIRTEEN[:9]:
        answer(wave, cast[name], "3")
    invitation_decline(invitation=invitation_of(wave, cast["Joep"]), declined=True)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert len(set(physical(Response, "xmin::text"))) == 1
    assert len(set(physical(WaveInvitation, "xmin::text"))) == 1


def test_attack_10_emails_that_reveal_who_answered_are_deleted(cast):
    wave = wave_make(cast)
    row = row_of(wave, cast.burgerschap)
    join_link_request(wave_network=row, email=cast["Amira"].email)
    run_jobs()
    wave_close(wave=wave, actor=cast["Nadia"])
    kinds = set(Email.objects.values_list("email_type", flat=True))
    assert kinds == {"srt.invitation"}
    assert set(Email.objects.values_list("recipient", flat=True)) == {cast[name].pk for name in THIRTEEN}
    assert REMINDER_EMAIL not in kinds


# 11. No answer leaves the tables of answers


SENTINEL = "51423142531425314253142531425314"


def tables() -> dict[str, str]:
    """Return the contents of every table as text, with sessions decoded: what a backup would hold."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
            found[table] = repr(cursor.fetchall())
    found["django_session"] = json.dumps([session.get_decoded() for session in Session.objects.all()])
    return found


def holders_of(sentinel: str) -> list[str]:
    """Return the tables that contain a row of answers, or half of it."""
    halves = (sentinel, sentinel[:16], sentinel[16:])
    return sorted(table for table, rows in tables().items() if any(half in rows for half in halves))


class RecordingHandler(logging.Handler):
    """A handler that records every message with its arguments and traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(self.format(record))


@contextmanager
def every_log() -> Iterator[list[str]]:
    """Record all loggers at debug level, including those that do not propagate."""
    handler = RecordingHandler()
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "celery", "srt", "jobs")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield handler.messages
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.fixture
def log(cast, mailoutbox) -> str:
    """Run a complete wave with one recognisable answer; return everything that was logged."""
    with every_log() as messages:
        wave = wave_make(cast)
        run_jobs()
        for number, name in enumerate(THIRTEEN[:12]):
            answer(wave, cast[name], answers_of(number))
        answer(wave, cast["Karel"], SENTINEL)
        open_the_pages(cast, wave)
        assert holders_of(SENTINEL) == []
        close_and_score(wave, cast)
        row = row_of(wave, cast.burgerschap)
        conversation_start(wave_network=row, actor=cast["Iris"])
        statement_write(wave_network=row, statement="Wij proberen.", actor=cast["Iris"])
        run_jobs()
    assert "Not Found: /networks/0/" in messages  # the handler works
    return "\n".join(messages)


def open_the_pages(cast, wave) -> None:
    """Open every page of Karel's questionnaire."""
    client = Client()
    client.force_login(cast["Karel"])
    token = link_token(invitation_of(wave, cast["Karel"]))
    for name in ("questionnaire_intro", "questionnaire_review"):
        client.get(reverse(f"srt:{name}", args=[token]))
    client.get(reverse("srt:questionnaire_page", args=[token, 1]))
    client.get("/networks/0/")


def test_attack_11_only_the_response_table_holds_an_answer(cast, log):
    assert holders_of(SENTINEL) == ["srt_response"]


def test_attack_11_no_answer_is_logged_emailed_or_cached(cast, log, mailoutbox):
    emails = "\n".join(email for name in THIRTEEN for email in emails_to(cast[name]))
    assert len(mailoutbox) > 13
    for text in (log, emails, cached()):
        assert SENTINEL not in text
        assert SENTINEL[:16] not in text


@pytest.mark.slow(reason="every page of everybody")
def test_attack_11_no_page_contains_a_row_of_answers(cast, log):
    for name in ("Iris", "Karel", "Nadia", "Stella"):
        assert SENTINEL[:16] not in reachable(cast[name])


def test_attack_11_admin_does_not_register_answers():
    registered = {model._meta.label for model in admin.site._registry}
    assert not registered & {
        "srt.DraftResponse",
        "srt.Response",
        "srt.WaveInvitation",
        "srt.WaveNetwork",
        "srt.Score",
        "srt.ReleasedCell",
        "srt.ReleasedBreakdown",
        "mailing.Email",
    }


def test_attack_11_scoring_error_reveals_no_answer(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], SENTINEL)
    wave_close(wave=wave, actor=cast["Nadia"])
    wrong = SENTINEL[:31] + "9"
    Response.objects.update(answers=wrong)
    with every_log() as log:
        run_jobs()
    assert "failed with ValueError" in "\n".join(log)
    assert SENTINEL[:16] not in "\n".join(log)
    assert holders_of(wrong) == ["srt_response"]


def test_attack_11_error_that_quotes_an_answer_is_stored_by_its_class(cast, monkeypatch):
    def broken(work) -> None:
        raise ValueError(f"cannot read {work.rows}")

    monkeypatch.setattr("srt.services.scoring.scores_compute", broken)
    wave = wave_make(cast)
    answer(wave, cast["Amira"], SENTINEL)
    wave_close(wave=wave, actor=cast["Nadia"])
    with every_log() as log:
        run_jobs()
    assert "failed with ValueError" in "\n".join(log)
    assert SENTINEL[:16] not in "\n".join(log)
    assert holders_of(SENTINEL) == ["srt_response"]
