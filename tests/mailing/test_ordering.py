"""Emails of one stream leave in the order in which they were written, whoever sends them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job
from jobs.services import job_run, jobs_run_due
from mailing.models import Email
from mailing.registry import EmailContent
from mailing.services import EmailDraft, emails_enqueue_each, emails_send_now, message_id
from tests.mailing.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("email_type_for_tests")]


def write(person, *idempotency_keys, ordering_key="s", due_at=None):
    drafts = [EmailDraft(person.pk, idempotency_key, due_at=due_at, ordering_key=ordering_key) for idempotency_key in idempotency_keys]
    emails_enqueue_each(email_type=KIND, drafts=drafts)


def job_of(idempotency_key):
    return Job.objects.get(kind="mailing.send", key=str(Email.objects.get(idempotency_key=idempotency_key).pk))


def test_a_worker_that_takes_the_second_email_first_leaves_it_until_the_first_is_gone(cast, mailoutbox):
    write(cast["Amira"], "first", "second")
    assert not job_run(job_id=job_of("second").pk)
    assert mailoutbox == []
    assert job_run(job_id=job_of("first").pk)
    # Its turn comes at once, not when its back-off is over.
    assert jobs_run_due() == 1
    assert len(mailoutbox) == 2


def test_emails_of_other_streams_and_of_none_do_not_wait(cast, mailoutbox):
    write(cast["Amira"], "first")
    write(cast["Amira"], "other", ordering_key="t")
    write(cast["Amira"], "none", "none too", ordering_key="")
    assert all(job_run(job_id=job_of(idempotency_key).pk) for idempotency_key in ("other", "none too", "none"))


def test_an_email_does_not_wait_for_an_earlier_one_whose_day_has_not_come(cast, mailoutbox):
    write(cast["Amira"], "monday", due_at=timezone.now() + timedelta(days=3))
    write(cast["Amira"], "now")
    assert job_run(job_id=job_of("now").pk)


def test_an_email_for_later_can_be_hurried(cast, mailoutbox):
    write(cast["Amira"], "monday", due_at=timezone.now() + timedelta(days=3))
    emails_send_now(email_type=KIND, recipient_id=cast["Amira"].pk)
    assert jobs_run_due() == 1


def test_another_edition_of_an_email_is_another_message(cast, mailoutbox, email_type_for_tests):
    write(cast["Amira"], "first", "second")
    email_type_for_tests[cast["Amira"].pk] = EmailContent("Een bericht", "mailing/email", edition="2")
    jobs_run_due()
    first = Email.objects.get(idempotency_key="first")
    assert mailoutbox[0].extra_headers["Message-ID"] == message_id(first, "2") != message_id(first)


def test_what_follows_from_an_email_is_done_once_it_was_sent_and_not_when_it_was_refused(
    cast, mail_server, email_type_for_tests
):
    done = []
    content = EmailContent("Een bericht", "mailing/email", edition="1", on_sent=lambda: done.append("sent"))
    email_type_for_tests[cast["Amira"].pk] = content
    mail_server.mailbox.refuse = {"amira@example.org"}
    write(cast["Amira"], "first", due_at=timezone.now() - timedelta(days=4))
    jobs_run_due()
    email = Email.objects.get()
    assert (done, email.in_flight, email.handled_at is None) == ([], "", False)
    mail_server.mailbox.refuse = set()
    write(cast["Amira"], "second")
    jobs_run_due()
    assert done == ["sent"]


def test_a_server_that_is_away_has_taken_nothing(cast, mail_server, email_type_for_tests):
    email_type_for_tests[cast["Amira"].pk] = EmailContent("Een bericht", "mailing/email", edition="1")
    mail_server.stop()
    write(cast["Amira"], "first")
    jobs_run_due()
    assert Email.objects.get().in_flight == ""
    mail_server.come_back()
