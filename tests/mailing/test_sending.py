"""Sending emails through a real SMTP server."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.utils import timezone

from jobs.models import Job
from jobs.selectors import jobs_late
from jobs.services import jobs_run_due
from mailing import tasks
from mailing.models import Email
from mailing.services import emails_enqueue, message_id
from tests.mailing.conftest import EMAIL_TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("email_type_for_tests")]


def enqueue(*people, idempotency_key="1"):
    emails_enqueue(
        email_type=EMAIL_TYPE, idempotency_key=idempotency_key, recipient_ids=[person.pk for person in people]
    )


def run_all_open_jobs():
    Job.objects.filter(done_at__isnull=True).update(due_at=timezone.now(), dispatched_at=None)
    jobs_run_due()


def message_ids(mailbox):
    return [message_from_bytes(envelope.content)["Message-ID"] for envelope in mailbox.arrived]


def test_email_arrives_with_text_html_and_headers(cast, mail_server):
    enqueue(cast["Amira"])
    jobs_run_due()
    message = message_from_bytes(mail_server.mailbox.arrived[0].content)
    assert mail_server.mailbox.recipients == ["amira@example.org"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert Email.objects.get().handled_at is not None


def test_unwanted_email_is_not_sent_but_marked_as_handled(cast, mail_server, email_type_for_tests):
    email_type_for_tests[cast["Amira"].pk] = None
    enqueue(cast["Amira"], cast["Bram"])
    jobs_run_due()
    assert mail_server.mailbox.recipients == ["bram@example.org"]
    assert Email.objects.filter(handled_at__isnull=True).count() == 0


def test_emails_arrive_in_order_after_the_server_was_down(cast, mail_server):
    mail_server.stop()
    enqueue(cast["Amira"], idempotency_key="first")
    enqueue(cast["Bram"], idempotency_key="first")
    jobs_run_due()
    enqueue(cast["Amira"], idempotency_key="second")
    jobs_run_due()
    assert Email.objects.filter(handled_at__isnull=False).count() == 0
    mail_server.come_back()
    run_all_open_jobs()
    assert mail_server.mailbox.recipients == ["amira@example.org", "bram@example.org", "amira@example.org"]
    assert message_ids(mail_server.mailbox) == [message_id(email) for email in Email.objects.order_by("pk")]


def test_email_pending_for_over_ten_minutes_makes_jobs_late(cast, mail_server):
    mail_server.stop()
    enqueue(cast["Amira"])
    Job.objects.update(wanted_at=timezone.now() - timedelta(minutes=11))
    jobs_run_due()
    assert jobs_late() == 1
    mail_server.come_back()


def test_retry_after_a_crash_keeps_the_message_id(cast, mail_server, monkeypatch):
    enqueue(cast["Amira"])

    def crash(**kwargs):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "email_mark_handled", crash)
        jobs_run_due()
    assert Email.objects.get().handled_at is None
    run_all_open_jobs()
    run_all_open_jobs()
    assert len(message_ids(mail_server.mailbox)) == 2
    assert len(set(message_ids(mail_server.mailbox))) == 1


def test_refused_address_does_not_delay_other_emails(cast, mail_server):
    mail_server.mailbox.refuse = {"amira@example.org"}
    enqueue(cast["Amira"], cast["Bram"])
    jobs_run_due()
    assert mail_server.mailbox.recipients == ["bram@example.org"]
    assert Email.objects.get(recipient=cast["Amira"]).handled_at is None


def test_email_refused_for_days_is_given_up(cast, mail_server, caplog):
    mail_server.mailbox.refuse = {"amira@example.org"}
    enqueue(cast["Amira"])
    Email.objects.update(refused_since=timezone.now() - timedelta(days=3, minutes=1))
    jobs_run_due()
    assert Email.objects.get().handled_at is not None
    assert "amira" not in "".join(record.getMessage() for record in caplog.records if record.name != "mail.log")


def test_old_email_is_retried_after_a_temporary_refusal(cast, mail_server):
    mail_server.mailbox.busy = {"amira@example.org"}
    enqueue(cast["Amira"])
    Email.objects.update(refused_since=timezone.now() - timedelta(days=4))
    jobs_run_due()
    assert Email.objects.get().handled_at is None
    mail_server.mailbox.busy = set()
    run_all_open_jobs()
    assert mail_server.mailbox.recipients == ["amira@example.org"]


def test_deleted_person_gets_no_email(cast, mail_server):
    enqueue(cast["Otto"])
    cast["Otto"].delete()
    jobs_run_due()
    assert mail_server.mailbox.arrived == []
    assert Job.objects.get(kind="mailing.send").done_at is not None
