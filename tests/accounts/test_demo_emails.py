"""The demo's mailboxes."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from mailing.models import ShownMessage

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LIST = reverse("accounts:demo_mailboxes")


@pytest.fixture
def demo(settings, cast):
    settings.LEERWEB_DEMO = True
    settings.EMAIL_BACKEND = "mailing.backends.DatabaseMailBackend"
    EmailMessage("Voor Amira", "Kijk: http://localhost:8000/welcome/1-x/ <b>", to=["amira@example.org"]).send()
    EmailMessage("Voor Bram", "Dag", to=["bram@example.org"]).send()


def box(address):
    return reverse("accounts:demo_mailbox", args=[address])


def email(address, pk):
    return reverse("accounts:demo_email", args=[address, pk])


def test_mailbox_list_names_everyone_and_shows_no_emails(client, demo):
    page = client.get(LIST).content.decode()
    for name in ("Amira", "Bram", "Otto"):
        assert f"{name} Voorbeeld" in page
    assert "Voor Amira" not in page


def test_mailbox_shows_only_its_own_emails(client, demo):
    page = client.get(box("amira@example.org")).content.decode()
    assert "Voor Amira" in page
    assert "Voor Bram" not in page


def test_email_page_shows_links_and_escapes_the_rest(client, demo):
    page = client.get(email("amira@example.org", ShownMessage.objects.get(to="amira@example.org").pk))
    assert 'href="http://localhost:8000/welcome/1-x/"' in page.content.decode()
    assert "&lt;b&gt;" in page.content.decode()


def test_email_is_404_in_another_mailbox(client, demo):
    pk = ShownMessage.objects.get(to="bram@example.org").pk
    assert client.get(email("amira@example.org", pk)).status_code == 404


def test_empty_mailbox_explains_what_to_do(client, demo):
    assert "Nog geen mails" in client.get(box("otto@example.org")).content.decode()


def test_unknown_address_is_404(client, demo):
    assert client.get(box("nobody@example.org")).status_code == 404


def test_mailboxes_are_404_outside_the_demo(client, cast):
    assert client.get(LIST).status_code == 404
    assert client.get(box("amira@example.org")).status_code == 404
    assert client.get(email("amira@example.org", 1)).status_code == 404


def test_mailboxes_are_read_only(client, demo):
    assert client.post(LIST).status_code == 405
