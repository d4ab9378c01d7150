"""Writing letters and turning them into messages."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone, translation

from jobs.models import Job
from mailing.models import Letter
from mailing.services import letter_message, letters_write, message_id
from tests.mailing.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("letter_kind_of_tests")]


def message_of(letter):
    """Return the message of a letter that is wanted."""
    message = letter_message(letter=letter)
    assert message is not None
    return message


def letter_for(person):
    letters_write(kind=KIND, occasion="1", recipient_ids=[person.pk])
    return Letter.objects.select_related("recipient").get(recipient=person)


def test_one_letter_per_person_and_occasion_however_often_it_is_written(cast):
    amira, bram = cast["Amira"].pk, cast["Bram"].pk
    letters_write(kind=KIND, occasion="1", recipient_ids=[amira])
    letters_write(kind=KIND, occasion="1", recipient_ids=[amira, bram, bram])
    letters_write(kind=KIND, occasion="2", recipient_ids=[amira])
    assert sorted(Letter.objects.values_list("recipient_id", "occasion")) == sorted(
        [(amira, "1"), (bram, "1"), (amira, "2")]
    )
    assert Job.objects.filter(kind="mailing.send").count() == 3


def test_a_letter_for_later_has_a_job_for_later(cast):
    due = timezone.now() + timedelta(days=3)
    letters_write(kind=KIND, occasion="1", recipient_ids=[cast["Amira"].pk], due_at=due)
    assert Job.objects.get(kind="mailing.send").due_at == Letter.objects.get().due_at == due


@pytest.mark.parametrize(("language", "greeting"), [("nl", "Dag Amira,"), ("en", "Dear Amira,")])
def test_a_letter_is_in_the_language_of_its_reader_whoever_writes_it(cast, language, greeting):
    cast["Amira"].language = language
    cast["Amira"].save(update_fields=["language"])
    letter = letter_for(cast["Amira"])
    with translation.override("nl" if language == "en" else "en"):
        message = message_of(letter)
    assert message.body.startswith(greeting)
    assert f'<html lang="{language}">' in str(message.alternatives[0][0])


def test_a_closed_account_gets_no_letter(cast):
    letter = letter_for(cast["Amira"])
    letter.recipient.is_active = False
    assert letter_message(letter=letter) is None


def test_the_message_id_follows_from_the_row(cast, settings):
    settings.DEFAULT_FROM_EMAIL = "Leerweb <post@leerweb.example>"
    letter = letter_for(cast["Amira"])
    first, second = message_of(letter), message_of(letter)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@leerweb.example>")


def test_a_key_that_is_given_out_again_after_a_backup_was_restored_makes_another_message(cast):
    letter = letter_for(cast["Amira"])
    before = message_id(letter)
    letter.occasion = "2"
    assert message_id(letter) != before


def test_a_letter_that_is_brought_forward_stays_the_same_message(cast):
    letter = letter_for(cast["Amira"])
    before = message_id(letter)
    letter.due_at -= timedelta(days=1)
    assert message_id(letter) == before


def test_a_letter_is_never_left_without_the_work_that_sends_it(cast, monkeypatch):
    def breaks_off(**_kwargs: object) -> None:
        raise OperationalError

    monkeypatch.setattr("mailing.services.jobs_enqueue", breaks_off)
    with pytest.raises(OperationalError):
        letter_for(cast["Amira"])
    assert not Letter.objects.exists()


def test_an_unknown_kind_is_refused_when_it_is_written(cast):
    with pytest.raises(KeyError):
        letters_write(kind="tests.unknown", occasion="1", recipient_ids=[cast["Amira"].pk])
