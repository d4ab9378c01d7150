"""Enqueueing emails and rendering them as messages."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone, translation

from jobs.models import Job
from mailing.models import Email
from mailing.services import emails_enqueue, message_id
from tests.mailing.conftest import EMAIL_TYPE
from tests.rendered import email_message

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("email_type_for_tests")]


def message_of(email):
    """Return the message of an email, which must be wanted."""
    message = email_message(email=email)
    assert message is not None
    return message


def email_for(person):
    emails_enqueue(email_type=EMAIL_TYPE, idempotency_key="1", recipient_ids=[person.pk])
    return Email.objects.select_related("recipient").get(recipient=person)


def test_email_is_enqueued_once_per_person_and_key(cast):
    amira, bram = cast["Amira"].pk, cast["Bram"].pk
    emails_enqueue(email_type=EMAIL_TYPE, idempotency_key="1", recipient_ids=[amira])
    emails_enqueue(email_type=EMAIL_TYPE, idempotency_key="1", recipient_ids=[amira, bram, bram])
    emails_enqueue(email_type=EMAIL_TYPE, idempotency_key="2", recipient_ids=[amira])
    assert sorted(Email.objects.values_list("recipient_id", "idempotency_key")) == sorted(
        [(amira, "1"), (bram, "1"), (amira, "2")]
    )
    assert Job.objects.filter(kind="mailing.send").count() == 3


def test_scheduled_email_has_a_scheduled_job(cast):
    due = timezone.now() + timedelta(days=3)
    emails_enqueue(email_type=EMAIL_TYPE, idempotency_key="1", recipient_ids=[cast["Amira"].pk], due_at=due)
    assert Job.objects.get(kind="mailing.send").due_at == Email.objects.get().due_at == due


@pytest.mark.parametrize(("language", "greeting"), [("nl", "Dag Amira,"), ("en", "Dear Amira,")])
def test_email_is_in_the_language_of_its_recipient(cast, language, greeting):
    cast["Amira"].language = language
    cast["Amira"].save(update_fields=["language"])
    email = email_for(cast["Amira"])
    with translation.override("nl" if language == "en" else "en"):
        message = message_of(email)
    assert message.body.startswith(greeting)
    assert f'<html lang="{language}">' in str(message.alternatives[0][0])


def test_inactive_account_gets_no_email(cast):
    email = email_for(cast["Amira"])
    email.recipient.is_active = False
    assert email_message(email=email) is None


def test_message_id_is_derived_from_the_row(cast, settings):
    settings.DEFAULT_FROM_EMAIL = "Leerweb <post@leerweb.example>"
    email = email_for(cast["Amira"])
    first, second = message_of(email), message_of(email)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@leerweb.example>")


def test_primary_key_reused_after_a_restore_gives_another_message_id(cast):
    email = email_for(cast["Amira"])
    before = message_id(email)
    email.idempotency_key = "2"
    assert message_id(email) != before


def test_email_brought_forward_keeps_its_message_id(cast):
    email = email_for(cast["Amira"])
    before = message_id(email)
    email.due_at -= timedelta(days=1)
    assert message_id(email) == before


def test_email_is_never_saved_without_its_job(cast, monkeypatch):
    def fail(**_kwargs: object) -> None:
        raise OperationalError

    monkeypatch.setattr("mailing.services.jobs_enqueue", fail)
    with pytest.raises(OperationalError):
        email_for(cast["Amira"])
    assert not Email.objects.exists()


def test_unknown_type_cannot_be_enqueued(cast):
    with pytest.raises(KeyError):
        emails_enqueue(email_type="tests.unknown", idempotency_key="1", recipient_ids=[cast["Amira"].pk])
