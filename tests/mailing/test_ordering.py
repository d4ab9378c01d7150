"""Emails with the same ordering key are sent in the order in which they were enqueued."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job
from jobs.services import job_run, jobs_run_due
from mailing.models import Email
from mailing.registry import EmailContent
from mailing.services import EmailDraft, emails_enqueue_each, emails_send_now, message_id
from tests.mailing.conftest import EMAIL_TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("email_type_for_tests")]


def enqueue(person, *keys, ordering_key="s", due_at=None):
    drafts = [EmailDraft(person.pk, key, due_at=due_at, ordering_key=ordering_key) for key in keys]
    emails_enqueue_each(email_type=EMAIL_TYPE, drafts=drafts)


def job_of(key):
    return Job.objects.get(kind="mailing.send", key=str(Email.objects.get(idempotency_key=key).pk))


def test_second_email_waits_until_the_first_is_sent(cast, mailoutbox):
    enqueue(cast["Amira"], "first", "second")
    assert not job_run(job_id=job_of("second").pk)
    assert mailoutbox == []
    assert job_run(job_id=job_of("first").pk)
    # It is due immediately, not after its back-off.
    assert jobs_run_due() == 1
    assert len(mailoutbox) == 2


def test_emails_with_another_or_no_ordering_key_do_not_wait(cast, mailoutbox):
    enqueue(cast["Amira"], "first")
    enqueue(cast["Amira"], "other", ordering_key="t")
    enqueue(cast["Amira"], "none", "none too", ordering_key="")
    assert all(job_run(job_id=job_of(key).pk) for key in ("other", "none too", "none"))


def test_email_does_not_wait_for_an_earlier_one_scheduled_later(cast, mailoutbox):
    enqueue(cast["Amira"], "monday", due_at=timezone.now() + timedelta(days=3))
    enqueue(cast["Amira"], "now")
    assert job_run(job_id=job_of("now").pk)


def test_scheduled_email_can_be_sent_now(cast, mailoutbox):
    enqueue(cast["Amira"], "monday", due_at=timezone.now() + timedelta(days=3))
    emails_send_now(email_type=EMAIL_TYPE, recipient_id=cast["Amira"].pk)
    assert jobs_run_due() == 1


def test_another_edition_is_another_message(cast, mailoutbox, email_type_for_tests):
    enqueue(cast["Amira"], "first", "second")
    email_type_for_tests[cast["Amira"].pk] = EmailContent("Een bericht", "mailing/email", edition="2")
    jobs_run_due()
    first = Email.objects.get(idempotency_key="first")
    assert mailoutbox[0].extra_headers["Message-ID"] == message_id(first, "2") != message_id(first)


def test_callback_is_called_after_sending_and_not_after_a_refusal(cast, mail_server, email_type_for_tests):
    done = []
    content = EmailContent("Een bericht", "mailing/email", edition="1", on_sent=lambda: done.append("sent"))
    email_type_for_tests[cast["Amira"].pk] = content
    mail_server.mailbox.refuse = {"amira@example.org"}
    enqueue(cast["Amira"], "first")
    Email.objects.update(refused_since=timezone.now() - timedelta(days=4))
    jobs_run_due()
    email = Email.objects.get()
    assert (done, email.in_flight, email.handled_at is None) == ([], "", False)
    mail_server.mailbox.refuse = set()
    enqueue(cast["Amira"], "second")
    jobs_run_due()
    assert done == ["sent"]


def test_email_is_not_in_flight_while_the_server_is_down(cast, mail_server, email_type_for_tests):
    email_type_for_tests[cast["Amira"].pk] = EmailContent("Een bericht", "mailing/email", edition="1")
    mail_server.stop()
    enqueue(cast["Amira"], "first")
    jobs_run_due()
    assert Email.objects.get().in_flight == ""
    mail_server.come_back()
