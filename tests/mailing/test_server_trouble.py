"""The mail server's trouble, and what concerns one email: real SMTP, with a server that refuses and keeps silent."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import person_get_or_create
from jobs.health import check_causes
from jobs.models import Job
from jobs.selectors import jobs_late
from jobs.services import jobs_run_due
from mailing import smtp, tasks
from mailing.models import Email
from mailing.registry import is_confidential
from mailing.selectors import refusals_of
from mailing.services import emails_enqueue
from tests.mailing.conftest import EMAIL_TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("email_type_for_tests")]

AMIRA, BRAM = "amira@example.org", "bram@example.org"
LONG_AGO = timedelta(days=30)


def enqueue(*people, idempotency_key="1"):
    emails_enqueue(
        email_type=EMAIL_TYPE, idempotency_key=idempotency_key, recipient_ids=[person.pk for person in people]
    )


def run_again():
    Job.objects.filter(done_at__isnull=True).update(due_at=timezone.now(), dispatched_at=None)
    jobs_run_due()


def is_handled(person):
    return Email.objects.get(recipient=person).handled_at is not None


@pytest.fixture
def waited(monkeypatch) -> None:
    """Let the job wait briefly for slow servers."""
    monkeypatch.setattr(tasks, "PATIENCE", 0.3)


SERVER_TROUBLE = {
    "sender refused": ("sender", "553 5.7.1 sender refused", "sender refused (553)"),
    "sign-in required": ("sender", "530 5.7.0 authentication required", "sender refused (530)"),
    "temporary at MAIL": ("sender", "451 4.3.0 not now", "not now (451)"),
    "sender refused at RCPT": (
        "recipient",
        "553 5.7.1 <x>: Sender address rejected",
        "sender refused (553)",
    ),
    "no relaying": ("recipient", "554 5.7.1 <x>: Relay access denied", "sender refused (554)"),
    "sign-in required at RCPT": ("recipient", "530 5.7.0 Must issue a STARTTLS command first", "sender refused (530)"),
    "sender fails DMARC": (
        "data",
        "550 5.7.26 This mail has been blocked because the sender is unauthenticated",
        "sender refused (550)",
    ),
    "disk full": ("data", "452 4.3.1 insufficient system storage", "not now (452)"),
}


@pytest.mark.parametrize("trouble", SERVER_TROUBLE.values(), ids=SERVER_TROUBLE)
def test_trouble_of_the_server_gives_up_nothing_and_is_named(cast, mail_server, client, trouble):
    phase, answer, cause = trouble
    mailbox = mail_server.mailbox
    if phase == "sender":
        mailbox.at_sender = answer
    else:
        {"recipient": mailbox.at_recipient, "data": mailbox.at_data}[phase].update({AMIRA: answer, BRAM: answer})
    enqueue(cast["Amira"], cast["Bram"])
    Email.objects.update(due_at=timezone.now() - LONG_AGO)
    for _attempt in range(4):
        run_again()
    assert not is_handled(cast["Amira"])
    assert Email.objects.filter(refused_since__isnull=False).count() == 0
    page = client.get(reverse("accounts:health"))
    assert page.status_code == 503
    assert page.json()["troubles"]["mailing.server"] == cause
    mailbox.at_sender, mailbox.at_recipient, mailbox.at_data = "", {}, {}
    run_again()
    assert sorted(mailbox.recipients) == [AMIRA, BRAM]
    assert client.get(reverse("accounts:health")).status_code == 200


def test_server_without_starttls_is_named(cast, mail_server, settings):
    settings.EMAIL_USE_TLS = True
    enqueue(cast["Amira"])
    jobs_run_due()
    assert check_causes()["mailing.server"] == "no STARTTLS"


def test_server_without_sign_in_is_named(cast, mail_server, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "leerweb", "wrong"
    enqueue(cast["Amira"])
    jobs_run_due()
    assert check_causes()["mailing.server"] == "sign-in not offered"


def test_refused_password_is_named(cast, mail_server, settings):
    mail_server.stop()
    mail_server.come_back(authenticator=lambda *_args: _refusal())
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "leerweb", "wrong"
    enqueue(cast["Amira"])
    Email.objects.update(due_at=timezone.now() - LONG_AGO)
    jobs_run_due()
    assert check_causes()["mailing.server"] == "password refused (535)"
    assert not is_handled(cast["Amira"])


def _refusal():
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=False, handled=False)


def test_log_names_the_cause_and_no_address(cast, mail_server, caplog):
    mail_server.mailbox.at_recipient = {AMIRA: f"553 5.7.1 <{AMIRA}>: Sender address rejected"}
    enqueue(cast["Amira"])
    jobs_run_due()
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert any("sender refused (553)" in line for line in ours)
    assert not any(AMIRA in line for line in ours)


def test_unreachable_server_is_named(cast, mail_server):
    mail_server.stop()
    enqueue(cast["Amira"])
    jobs_run_due()
    mail_server.come_back()
    assert check_causes()["mailing.server"] == "unreachable"


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 no such user",
        "550 no such user",
        "552 5.2.2 mailbox full",
        "450 4.7.1 greylisted",
        "552 5.3.4 message too big",
    ],
)
def test_refused_recipient_leaves_the_installation_healthy(cast, mail_server, client, answer):
    mail_server.mailbox.at_recipient = {AMIRA: answer}
    enqueue(cast["Amira"], cast["Bram"])
    Job.objects.update(wanted_at=timezone.now() - timedelta(hours=1))
    jobs_run_due()
    assert mail_server.mailbox.recipients == [BRAM]
    assert not is_handled(cast["Amira"])
    assert jobs_late() == 0
    assert client.get(reverse("accounts:health")).status_code == 200


@pytest.mark.parametrize("answer", ["552 5.3.4 message size exceeds limit", "552 5.7.0 blocked because of its content"])
def test_refused_content_leaves_the_installation_healthy(cast, mail_server, client, answer):
    mail_server.mailbox.at_data = {AMIRA: answer}
    enqueue(cast["Amira"], cast["Bram"])
    jobs_run_due()
    assert mail_server.mailbox.recipients == [BRAM]
    assert Email.objects.get(recipient=cast["Amira"]).refused_since is not None
    assert client.get(reverse("accounts:health")).status_code == 200


def test_days_of_server_trouble_do_not_count_as_a_refusal(cast, mail_server):
    enqueue(cast["Amira"])
    Email.objects.update(due_at=timezone.now() - LONG_AGO)
    mail_server.mailbox.at_recipient = {AMIRA: "550 5.1.1 no such user"}
    jobs_run_due()
    assert not is_handled(cast["Amira"])


def test_silent_server_gets_an_email_twice_at_most_and_late(cast, mail_server):
    mail_server.mailbox.silent = {AMIRA}
    enqueue(cast["Amira"])
    jobs_run_due()
    job = Job.objects.get(kind="mailing.send")
    assert job.due_at > timezone.now() + timedelta(hours=3)
    assert jobs_late() == 0
    for _attempt in range(4):
        run_again()
    assert mail_server.mailbox.recipients == [AMIRA, AMIRA]
    assert is_handled(cast["Amira"])


def test_time_to_answer_after_the_message_is_ten_minutes():
    assert smtp.TAKEN_TIMEOUT >= 600


@pytest.mark.django_db(transaction=True)
def test_slow_recipient_holds_up_nobody_and_gets_one_copy(cast, mail_server, waited):
    mail_server.mailbox.delay = {AMIRA: 2}
    enqueue(cast["Amira"], cast["Bram"])
    start = time.monotonic()
    jobs_run_due()
    assert time.monotonic() - start < 1.8
    assert BRAM in mail_server.mailbox.recipients
    assert not is_handled(cast["Amira"])
    jobs_run_due()
    wait_until(lambda: is_handled(cast["Amira"]))
    run_again()
    assert mail_server.mailbox.recipients.count(AMIRA) == 1


@pytest.mark.django_db(transaction=True)
def test_slow_domain_leaves_room_for_everyone_else(cast, mail_server, waited):
    people = [person_get_or_create(email=f"p{one}@slow.example", first_name=f"P{one}")[0] for one in range(10)]
    mail_server.mailbox.delay = {person.email: 4 for person in people}
    enqueue(*people)
    enqueue(cast["Bram"])
    jobs_run_due()
    assert is_handled(cast["Bram"])
    assert len(set(mail_server.mailbox.recipients) - {BRAM}) == tasks.MOST_WAITING_AT_DOMAIN
    assert not check_causes()["mailing.server"]
    wait_until(lambda: Email.objects.filter(handled_at__isnull=False).count() == tasks.MOST_WAITING_AT_DOMAIN + 1)


@pytest.mark.django_db(transaction=True)
def test_late_refusal_is_recorded_and_tried_again(cast, mail_server, waited, monkeypatch):
    hand_over = smtp.message_hand_over

    def slow(*args):
        time.sleep(0.8)
        hand_over(*args)

    monkeypatch.setattr(tasks, "message_hand_over", slow)
    mail_server.mailbox.refuse = {AMIRA}
    enqueue(cast["Amira"])
    jobs_run_due()
    wait_until(lambda: Email.objects.get().refused_since is not None)
    wait_until(lambda: Job.objects.get(kind="mailing.send").due_at < timezone.now() + timedelta(hours=1))
    assert Email.objects.get().unanswered == 0


@pytest.mark.django_db(transaction=True)
def test_server_that_is_slow_for_everyone_is_named(cast, mail_server, waited, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_WAITING", 1)
    mail_server.mailbox.delay = {AMIRA: 1.5, BRAM: 1.5}
    enqueue(cast["Amira"], cast["Bram"])
    jobs_run_due()
    assert check_causes()["mailing.server"] == "slow"
    wait_until(lambda: Email.objects.filter(handled_at__isnull=False).count() == 1)


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("answer", "words"), [("550 5.1.1 no such user", "weigerde het"), ("552 5.2.2 mailbox full", "mailbox is vol")]
)
def test_inviter_sees_that_an_email_did_not_arrive(cast, mail_server, client, answer, words):
    page = reverse("networks:people", args=[cast.burgerschap.pk])
    mail_server.mailbox.at_recipient = {AMIRA: answer}
    enqueue(cast["Amira"])
    jobs_run_due()
    client.force_login(cast["Iris"])
    assert words in client.get(page).content.decode()
    client.force_login(cast["Bram"])
    assert words not in client.get(page).content.decode()
    mail_server.mailbox.at_recipient = {}
    run_again()
    client.force_login(cast["Iris"])
    assert words not in client.get(page).content.decode()


def test_refused_reminder_reveals_nothing(cast, mail_server, monkeypatch):
    monkeypatch.setattr("mailing.registry._confidential", {EMAIL_TYPE})
    mail_server.mailbox.at_recipient = {AMIRA: "550 5.1.1 no such user"}
    enqueue(cast["Amira"])
    jobs_run_due()
    assert refusals_of(User.objects.all()) == {}


def test_reminder_of_the_questionnaire_is_confidential():
    assert is_confidential("srt.reminder")
