"""The demo's mail backend and mailboxes."""

import pytest
from django.core.mail import EmailMultiAlternatives

from mailing.models import ShownMessage
from mailing.selectors import mailbox_find, mailboxes, message_find, messages_in

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture(autouse=True)
def _demo_mail(settings):
    settings.EMAIL_BACKEND = "mailing.backends.DatabaseMailBackend"


def send(to, subject="Dag", message_id="<1@localhost>"):
    message = EmailMultiAlternatives(subject, "Tekst", to=[to], headers={"Message-ID": message_id})
    message.attach_alternative("<p>Tekst</p>", "text/html")
    return message.send()


def test_message_is_stored_with_text_and_html():
    assert send("amira@example.org") == 1
    shown = ShownMessage.objects.get()
    assert (shown.to, shown.subject, shown.text, shown.html) == ("amira@example.org", "Dag", "Tekst", "<p>Tekst</p>")


def test_message_sent_twice_is_shown_once():
    send("amira@example.org")
    send("amira@example.org")
    assert ShownMessage.objects.count() == 1


def test_every_account_has_a_mailbox_with_or_without_messages(cast):
    before = mailboxes()
    send("amira@example.org")
    assert mailboxes() == before
    assert "amira@example.org" in [mailbox.address for mailbox in before]


def test_other_address_has_a_mailbox_once_it_has_a_message(cast):
    assert mailbox_find(address="new@example.org") is None
    send("New@example.org")
    assert mailbox_find(address="NEW@example.org") is not None


def test_mailbox_shows_only_its_own_messages_newest_first(cast):
    send("amira@example.org", "Een", "<1@localhost>")
    send("Amira@example.org", "Twee", "<2@localhost>")
    send("bram@example.org", "Drie", "<3@localhost>")
    amira = mailbox_find(address="amira@example.org")
    assert amira is not None
    assert [message.subject for message in messages_in(mailbox=amira)] == ["Twee", "Een"]
    assert message_find(mailbox=amira, pk=ShownMessage.objects.get(subject="Drie").pk) is None
