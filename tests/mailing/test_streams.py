"""Letters of one stream leave in the order in which they were written, whoever sends them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import Job
from jobs.services import job_run, jobs_run_due
from mailing.models import Letter
from mailing.registry import LetterContent
from mailing.services import LetterDraft, letters_hurry, letters_write_each, message_id
from tests.mailing.conftest import KIND

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("letter_kind_of_tests")]


def write(person, *occasions, stream="s", due_at=None):
    drafts = [LetterDraft(person.pk, occasion, due_at=due_at, stream=stream) for occasion in occasions]
    letters_write_each(kind=KIND, drafts=drafts)


def job_of(occasion):
    return Job.objects.get(kind="mailing.send", key=str(Letter.objects.get(occasion=occasion).pk))


def test_a_worker_that_takes_the_second_letter_first_leaves_it_until_the_first_is_gone(cast, mailoutbox):
    write(cast["Amira"], "first", "second")
    assert not job_run(job_id=job_of("second").pk)
    assert mailoutbox == []
    assert job_run(job_id=job_of("first").pk)
    # Its turn comes at once, not when its back-off is over.
    assert jobs_run_due() == 1
    assert len(mailoutbox) == 2


def test_letters_of_other_streams_and_of_none_do_not_wait(cast, mailoutbox):
    write(cast["Amira"], "first")
    write(cast["Amira"], "other", stream="t")
    write(cast["Amira"], "none", "none too", stream="")
    assert all(job_run(job_id=job_of(occasion).pk) for occasion in ("other", "none too", "none"))


def test_a_letter_does_not_wait_for_an_earlier_one_whose_day_has_not_come(cast, mailoutbox):
    write(cast["Amira"], "monday", due_at=timezone.now() + timedelta(days=3))
    write(cast["Amira"], "now")
    assert job_run(job_id=job_of("now").pk)


def test_a_letter_for_later_can_be_hurried(cast, mailoutbox):
    write(cast["Amira"], "monday", due_at=timezone.now() + timedelta(days=3))
    letters_hurry(kind=KIND, recipient_id=cast["Amira"].pk)
    assert jobs_run_due() == 1


def test_another_edition_of_a_letter_is_another_message(cast, mailoutbox, letter_kind_of_tests):
    write(cast["Amira"], "first", "second")
    letter_kind_of_tests[cast["Amira"].pk] = LetterContent("Een bericht", "mailing/letter", edition="2")
    jobs_run_due()
    first = Letter.objects.get(occasion="first")
    assert mailoutbox[0].extra_headers["Message-ID"] == message_id(first, "2") != message_id(first)


def test_what_follows_from_a_letter_is_done_once_it_was_sent_and_not_when_it_was_refused(
    cast, mail_server, letter_kind_of_tests
):
    done = []
    content = LetterContent("Een bericht", "mailing/letter", edition="1", handled=lambda: done.append("sent"))
    letter_kind_of_tests[cast["Amira"].pk] = content
    mail_server.mailbox.refuse = {"amira@example.org"}
    write(cast["Amira"], "first", due_at=timezone.now() - timedelta(days=4))
    jobs_run_due()
    letter = Letter.objects.get()
    assert (done, letter.may_have_left, letter.handled_at is None) == ([], "", False)
    mail_server.mailbox.refuse = set()
    write(cast["Amira"], "second")
    jobs_run_due()
    assert done == ["sent"]


def test_a_server_that_is_away_has_taken_nothing(cast, mail_server, letter_kind_of_tests):
    letter_kind_of_tests[cast["Amira"].pk] = LetterContent("Een bericht", "mailing/letter", edition="1")
    mail_server.stop()
    write(cast["Amira"], "first")
    jobs_run_due()
    assert Letter.objects.get().may_have_left == ""
    mail_server.come_back()
