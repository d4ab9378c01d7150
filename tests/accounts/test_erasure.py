"""Erasure by people themselves, by command, and again after a backup was restored."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.institutions import identity_relink
from accounts.models import Erasure, User
from accounts.second_factor import second_factor_reset
from accounts.selectors import person_mark
from accounts.services import erasures_replay, own_data_export, person_erase
from audit.models import AuditEntry
from audit.selectors import audit_lines, entries_about
from mailing.models import Email
from mailing.services import emails_enqueue
from networks.models import Participation
from networks.services.role import programme_role_grant, programme_role_revoke
from tests.cast import PASSWORD
from tests.srt.wave_cases import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

PAGE, ERASE = reverse("accounts:own_data"), reverse("accounts:erase")
AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"


def test_own_data_of_another_person_cannot_be_exported(cast):
    with pytest.raises(PermissionDenied):
        own_data_export(person=cast["Amira"], actor=cast["Nadia"])


@pytest.mark.parametrize("typed", ["", "bram@example.org", "amira"])
def test_wrong_address_erases_nothing(cast, client, typed):
    client.force_login(cast["Amira"])
    assert "data-focus-on-load" in client.post(ERASE, {"email": typed}).content.decode()
    assert User.objects.filter(pk=cast["Amira"].pk).exists()


def test_erasure_asks_for_the_password(cast, client):
    amira = cast["Amira"]
    client.force_login(amira, backend=AUTHENTICATION)
    asked = client.post(ERASE, {"email": " Amira@Example.org"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": "iets anders"})
    assert User.objects.filter(pk=amira.pk).exists()
    done = client.post(asked.url, {"password": PASSWORD}, follow=True)
    assert not User.objects.filter(pk=amira.pk).exists()
    assert "gewist" in done.content.decode()
    assert client.get(PAGE).status_code == 302


def test_another_person_cannot_be_erased(cast):
    with pytest.raises(PermissionDenied):
        person_erase(person=cast["Amira"], actor=cast["Nadia"])
    assert User.objects.filter(pk=cast["Amira"].pk).exists()


def test_last_coordinator_must_hand_over_first(cast, client):
    nadia = cast["Nadia"]
    with pytest.raises(ValidationError, match="Academische Werkplaats"):
        person_erase(person=nadia, actor=nadia)
    assert User.objects.filter(pk=nadia.pk).exists()
    client.force_login(nadia)
    page = client.get(ERASE).content.decode()
    assert "Je bent de enige coördinator van Academische Werkplaats" in page
    assert f'href="{reverse("networks:roles", args=[cast.werkplaats.pk])}"' in page
    assert 'name="email"' not in page


def test_erasure_removes_names_from_the_log_and_keeps_entries(cast):
    given = programme_role_grant(
        programme=cast.werkplaats,
        actor=cast["Nadia"],
        role="assessor",
        email="otto@example.org",
        first_name="Otto",
        last_name="Voorbeeld",
    )
    programme_role_revoke(role=given, actor=cast["Nadia"])
    person_erase(person=cast["Otto"], actor=cast["Otto"])
    sentences = [line.sentence for line in audit_lines(programme_key=cast.werkplaats.pk)]
    assert sum("…" in sentence for sentence in sentences) == 2
    assert not any("Otto" in sentence for sentence in sentences)


def test_erasure_removes_the_name_from_server_side_entries(cast):
    SocialAccount.objects.create(user=cast["Amira"], provider="surfconext", uid="old-sub")
    identity_relink(person=cast["Amira"], institution="surfconext", sub="new-sub")
    Authenticator.objects.create(user=cast["Amira"], type=Authenticator.Type.TOTP, data={})
    second_factor_reset(person=cast["Amira"])
    told = [line.sentence for line in entries_about(person_key=cast["Amira"].pk)]
    assert sum("Amira Voorbeeld" in sentence for sentence in told) == 2
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    assert not [entry for entry in AuditEntry.objects.all() if "Amira" in str(entry.details)]


def test_erasure_deletes_unsent_emails(cast, mailoutbox):
    key = Participation.objects.get(person=cast["Amira"]).pk
    emails_enqueue(
        email_type="networks.joined",
        idempotency_key="1",
        recipient_ids=[cast["Amira"].pk],
        params={"participation": key},
    )
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    run_jobs()
    assert not Email.objects.exists()
    assert not mailoutbox


# After a backup was restored


def restored(person: User) -> User:
    """Recreate a person as a restored backup does, with the same key and creation time."""
    return User.objects.create(pk=person.pk, email="oud@example.org", first_name="Amira", joined_at=person.joined_at)


def erased(person: User) -> User:
    before = User.objects.get(pk=person.pk)
    person_erase(person=person, actor=person)
    return before


def test_replay_erases_a_restored_person(cast):
    restored(erased(cast["Amira"]))
    assert erasures_replay() == 1
    assert not User.objects.filter(first_name="Amira").exists()
    assert erasures_replay() == 0


def test_replay_reads_later_erasures_from_a_file(cast, tmp_path, capsys):
    amira = erased(cast["Amira"])
    call_command("list_erasures")
    list_of_erasures = tmp_path / "erasures.txt"
    list_of_erasures.write_text(capsys.readouterr().out, encoding="utf-8")
    assert "mira" not in list_of_erasures.read_text(encoding="utf-8")
    Erasure.objects.all().delete()
    restored(amira)
    call_command("replay_erasures", str(list_of_erasures))
    assert capsys.readouterr().out == "1 erased again\n"
    assert not User.objects.filter(first_name="Amira").exists()
    assert Erasure.objects.count() == 1


def test_replay_keeps_a_new_person_with_a_reused_key(cast):
    amira = erased(cast["Amira"])
    amira.joined_at += timedelta(seconds=1)
    restored(amira)
    assert erasures_replay() == 0
    assert User.objects.filter(pk=amira.pk).exists()


def test_replay_erases_a_last_coordinator(cast):
    nadia = cast["Nadia"]
    Erasure.objects.create(person_key=nadia.pk, mark=person_mark(nadia), erased_at=timezone.now())
    assert erasures_replay() == 1


@pytest.mark.parametrize("line", ["Amira", "1 abc 2026-01-01", f"1 {'0' * 64} gisteren"])
def test_malformed_list_of_erasures_changes_nothing(cast, tmp_path, line):
    list_of_erasures = tmp_path / "erasures.txt"
    list_of_erasures.write_text(f"{cast['Amira'].pk} {person_mark(cast['Amira'])} 2026-01-01T00:00:00+00:00\n{line}")
    with pytest.raises(CommandError):
        call_command("replay_erasures", str(list_of_erasures))
    assert User.objects.filter(pk=cast["Amira"].pk).exists()
    assert not Erasure.objects.exists()


def test_erase_person_command_erases_a_person(cast):
    call_command("erase_person", "AMIRA@example.org")
    assert not User.objects.filter(pk=cast["Amira"].pk).exists()


@pytest.mark.parametrize("email", ["niemand@example.org", "nadia@example.org"])
def test_erase_person_command_explains_a_refusal(cast, email):
    with pytest.raises(CommandError):
        call_command("erase_person", email)
    assert User.objects.filter(email="nadia@example.org").exists()


@pytest.mark.parametrize("signed_in", [True, False])
def test_privacy_page_links_to_own_data(cast, client, signed_in):
    if signed_in:
        client.force_login(cast["Amira"])
    assert (PAGE in client.get(reverse("overview:privacy")).content.decode()) is signed_in
