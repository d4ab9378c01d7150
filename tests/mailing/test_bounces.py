"""Bounces: each email has a return path of its own, and a genuine final refusal shows beside the name."""

import io
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import address_replace
from config import environment
from jobs.services import jobs_run_due
from mailing.bounces import bounce_parse, return_path
from mailing.models import Email
from mailing.selectors import refusals_of
from mailing.services import BOUNCE_STANDS, emails_enqueue
from tests.mailing.conftest import EMAIL_TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.usefixtures("email_type_for_tests")]

SAMPLES = Path(__file__).parent / "bounces"
FINAL = {"postfix": "address", "exchange": "address", "gmail": "full", "exim": "message"}
NOT_FINAL = ["delayed", "expired", "vacation", "qmail"]


@pytest.fixture(autouse=True)
def _bounces(settings):
    settings.LEERWEB_BOUNCES = "bounces@leerweb.example"


@pytest.fixture
def sent(cast, mail_server):
    """Return an email to Amira that the mail server took."""
    return send(cast["Amira"])


def send(person, key="1"):
    emails_enqueue(email_type=EMAIL_TYPE, idempotency_key=key, recipient_ids=[person.pk])
    jobs_run_due()
    return Email.objects.get(recipient=person, idempotency_key=key)


def sample(name, path):
    return (SAMPLES / f"{name}.eml").read_bytes().replace(b"RETURN-PATH", path.encode())


def read(content, tmp_path, *options):
    file = tmp_path / "message.eml"
    file.write_bytes(content)
    output = io.StringIO()
    call_command("read_bounces", str(file), *options, stdout=output)
    return output.getvalue()


def refusals():
    return list(refusals_of(User.objects.all()).values())


def test_each_email_has_a_return_path_of_its_own(sent, cast, mail_server):
    send(cast["Bram"])
    senders = [envelope.mail_from for envelope in mail_server.mailbox.arrived]
    assert senders[0] == return_path(sent, "amira@example.org")
    assert len(set(senders)) == 2
    assert all(sender.startswith("bounces+") and sender.endswith("@leerweb.example") for sender in senders)
    assert "leerweb@localhost" in mail_server.mailbox.messages_to("amira@example.org")[0]["From"]


def test_without_a_mailbox_for_bounces_the_sender_is_ours(cast, mail_server, settings):
    settings.LEERWEB_BOUNCES = ""
    send(cast["Amira"])
    assert mail_server.mailbox.arrived[0].mail_from == "leerweb@localhost"


@pytest.mark.parametrize(("name", "cause"), FINAL.items())
def test_final_refusal_is_recorded(sent, tmp_path, name, cause):
    read(sample(name, return_path(sent, "amira@example.org")), tmp_path)
    assert refusals() == [cause]


@pytest.mark.parametrize("name", NOT_FINAL)
def test_delay_and_automatic_reply_change_nothing(sent, tmp_path, name):
    read(sample(name, return_path(sent, "amira@example.org")), tmp_path)
    assert refusals() == []


def test_return_path_in_capitals_is_recognised(sent, tmp_path):
    read(sample("postfix", return_path(sent, "amira@example.org").upper()), tmp_path)
    assert refusals() == ["address"]


def test_inviter_sees_that_an_email_bounced(sent, cast, client, tmp_path):
    read(sample("postfix", return_path(sent, "amira@example.org")), tmp_path)
    page = reverse("networks:people", args=[cast.burgerschap.pk])
    client.force_login(cast["Iris"])
    assert "weigerde het" in client.get(page).content.decode()
    client.force_login(cast["Bram"])
    assert "weigerde het" not in client.get(page).content.decode()


def test_forged_bounce_of_another_person_is_ignored(sent, cast, tmp_path):
    brams = send(cast["Bram"])
    own = return_path(sent, "amira@example.org")
    forged = own.replace(f"+{sent.pk}-", f"+{brams.pk}-")
    for path in (forged, f"bounces+{brams.pk}-{'0' * 32}@leerweb.example", "bounces@leerweb.example"):
        assert "0 bounces of our emails" in read(sample("postfix", path), tmp_path)
    assert refusals() == []


def test_return_path_in_the_returned_message_does_not_count(sent, tmp_path):
    content = sample("postfix", "bounces@leerweb.example")
    content = content.replace(b"Return-Path: <bounces@", f"To: <{return_path(sent, 'amira@example.org')}".encode())
    assert "0 bounces" in read(content, tmp_path)


def test_report_inside_the_returned_message_does_not_count(sent, tmp_path):
    path = return_path(sent, "amira@example.org")
    inner = sample("postfix", path)
    outer = f"To: {path}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n".encode() + inner
    read(outer, tmp_path)
    assert refusals() == []


def test_bounce_of_a_former_address_is_ignored(sent, cast, tmp_path):
    path = return_path(sent, "amira@example.org")
    address_replace(person=cast["Amira"], address="amira.nieuw@example.org")
    read(sample("postfix", path), tmp_path)
    assert refusals() == []


def test_refusal_is_not_shown_beside_another_address(sent, cast, tmp_path):
    read(sample("postfix", return_path(sent, "amira@example.org")), tmp_path)
    address_replace(person=cast["Amira"], address="amira.nieuw@example.org")
    assert refusals() == []


def test_bounce_of_a_confidential_email_leaves_no_trace(sent, tmp_path, monkeypatch):
    monkeypatch.setattr("mailing.registry._confidential", {EMAIL_TYPE})
    before = Email.objects.values().get(pk=sent.pk)
    assert "1 bounces" in read(sample("postfix", return_path(sent, "amira@example.org")), tmp_path)
    assert Email.objects.values().get(pk=sent.pk) == before


def test_bounce_stands_while_the_server_takes_everything(sent, cast, tmp_path):
    read(sample("postfix", return_path(sent, "amira@example.org")), tmp_path)
    send(cast["Amira"], "2")
    assert refusals() == ["address"]
    Email.objects.filter(pk=sent.pk).update(bounced_at=timezone.now() - BOUNCE_STANDS - timedelta(hours=1))
    send(cast["Amira"], "3")
    assert refusals() == []


def test_bounce_read_again_does_not_return(sent, cast, tmp_path):
    content = sample("postfix", return_path(sent, "amira@example.org"))
    read(content, tmp_path)
    Email.objects.filter(pk=sent.pk).update(bounced_at=timezone.now() - BOUNCE_STANDS - timedelta(hours=1))
    send(cast["Amira"], "2")
    read(content, tmp_path)
    assert refusals() == []


BROKEN = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "nested": b"".join(b'Content-Type: multipart/report; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
    "unknown charset": b"To: =?x-none?Q?=FF?= <RETURN-PATH>\nContent-Type: multipart/report; boundary==?x?=\n\n--x",
    "key of many digits": b"To: bounces+%s-%s@leerweb.example\n" % (b"9" * 40, b"0" * 32),
    "key beyond the database": b"To: bounces+%s-%s@leerweb.example\n" % (b"9" * 18, b"0" * 32),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_broken_message_is_counted_as_another(sent, tmp_path, content):
    content = content.replace(b"RETURN-PATH", return_path(sent, "amira@example.org").encode())
    assert "Other messages: 1" in read(content, tmp_path)


@pytest.mark.parametrize("name", FINAL)
def test_truncated_bounce_is_read_or_ignored(sent, name):
    content = sample(name, return_path(sent, "amira@example.org"))
    for end in range(0, len(content), 7):
        for broken in (content[:end], content[:end] + b"\xff\x00\r=?" + content[end + 3 :]):
            bounce = bounce_parse(broken)
            assert bounce is None or bounce.email_key == sent.pk


def test_bounce_is_read_from_standard_input(sent, monkeypatch):
    content = sample("postfix", return_path(sent, "amira@example.org"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    call_command("read_bounces", stdout=io.StringIO())
    assert refusals() == ["address"]


def maildir(tmp_path, **messages):
    for folder in ("new", "cur", "tmp"):
        (tmp_path / "mail" / folder).mkdir(parents=True)
    for name, content in messages.items():
        (tmp_path / "mail" / "new" / name).write_bytes(content)
    return tmp_path / "mail"


@pytest.mark.parametrize(("options", "left"), [((), ["ours", "reply"]), (("--delete",), ["reply"])])
def test_maildir_keeps_what_people_wrote(sent, tmp_path, options, left):
    path = return_path(sent, "amira@example.org")
    folder = maildir(tmp_path, ours=sample("gmail", path), reply=sample("vacation", path))
    call_command("read_bounces", str(folder), *options, stdout=io.StringIO())
    assert refusals() == ["full"]
    assert sorted(file.name for file in (folder / "new").iterdir()) == left


def test_unusable_database_asks_the_mail_server_to_try_again(sent, tmp_path, monkeypatch):
    def unusable(**_kwargs):
        raise OperationalError

    monkeypatch.setattr("mailing.management.commands.read_bounces.bounce_record", unusable)
    with pytest.raises(CommandError) as raised:
        read(sample("postfix", return_path(sent, "amira@example.org")), tmp_path)
    assert raised.value.returncode == 75


def test_error_names_the_missing_file(tmp_path):
    with pytest.raises(CommandError, match=r"no\.eml"):
        call_command("read_bounces", str(tmp_path / "no.eml"))


def test_output_names_nobody(sent, tmp_path, caplog):
    output = read(sample("postfix", return_path(sent, "amira@example.org")), tmp_path)
    assert "amira" not in output + caplog.text


def test_longest_return_path_fits_in_an_address(sent, settings, monkeypatch):
    settings.LEERWEB_BOUNCES = f"{'b' * environment.MOST_LOCAL}@leerweb.example"
    sent.pk = 10**12 - 1
    assert len(return_path(sent, "amira@example.org").partition("@")[0]) <= 64


@pytest.mark.parametrize("address", ["b" * 19 + "@leerweb.example", "bounces", "a+b@leerweb.example"])
def test_unusable_mailbox_for_bounces_is_refused(monkeypatch, address):
    monkeypatch.setenv("LEERWEB_BOUNCES", address)
    with pytest.raises(ImproperlyConfigured):
        environment.mailbox("LEERWEB_BOUNCES")
