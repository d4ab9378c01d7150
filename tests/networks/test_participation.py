"""Participations: adding, changing, ending and reopening them, and needs and offers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountInvitation, User
from audit.selectors import audit_lines
from mailing.models import Email
from networks import events, services
from networks.access import roles_in_network
from networks.models import Network, Participation
from tests.rendered import email_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def heard(monkeypatch):
    """Return the changes that a receiver was notified of: each network with its participants at that moment."""
    received = []

    def receiver(networks):
        for network in networks:
            active = Participation.objects.active(timezone.localdate()).filter(network=network)
            received.append((network.name, set(active.values_list("person__first_name", flat=True))))

    monkeypatch.setattr(events, "_participation_receivers", {receiver: None})
    return received


@pytest.fixture
def add(cast, today):
    def call(**changes):
        given = {
            "network": cast.burgerschap,
            "actor": cast["Nadia"],
            "email": "yara@example.org",
            "first_name": "Yara",
            "background": cast.werkplaats.backgrounds.get(code="teacher"),
            "organisation": "De Rank",
            "from_date": today,
        }
        return services.participation_add(**{**given, **changes})

    return call


def of(cast, name: str, network: Network | None = None) -> Participation:
    return Participation.objects.get(person=cast[name], network=network or cast.burgerschap)


def change(participation: Participation, actor: User | None, **changes):
    given = {
        "background": participation.background,
        "organisation": participation.organisation.name if participation.organisation else "",
        "role": participation.role,
        "from_date": participation.from_date,
        "until": participation.until,
    }
    return services.participation_change(participation=participation, actor=actor, **{**given, **changes})


@pytest.mark.portable
def test_add_creates_account_participation_and_invitation(add, heard):
    participation = add()
    assert (participation.person.email, participation.organisation.name) == ("yara@example.org", "De Rank")
    assert AccountInvitation.objects.filter(person=participation.person).exists()
    [(name, here)] = heard
    assert name == "Burgerschap"
    assert "Yara" in here


def test_add_keeps_the_name_of_an_existing_account(add, cast):
    person = add(email="OTTO@example.org", first_name="otto", last_name="voorbeeld").person
    assert person == cast["Otto"]
    assert person.first_name == "Otto"


def test_existing_account_gets_no_invitation(add, cast):
    add(email="otto@example.org", first_name="Otto", last_name="Voorbeeld")
    assert not AccountInvitation.objects.exists()


def test_existing_account_is_notified_unless_participation_ended(add):
    participation = add(email="otto@example.org", first_name="Otto", last_name="Voorbeeld")
    email = Email.objects.get(email_type="networks.joined")
    message = email_message(email=email)
    assert message is not None
    assert reverse("overview:network", args=[participation.network_id]) in message.body
    Participation.objects.all().update(until=timezone.localdate() - timedelta(days=1), from_date="2020-01-01")
    assert email_message(email=email) is None


def test_add_without_invite_sends_no_invitation(add):
    add(invite=False)
    assert not AccountInvitation.objects.exists()


def test_organisation_is_matched_ignoring_case(add, cast):
    participation = add(organisation="  school   BURGERSCHAP ")
    assert participation.organisation == of(cast, "Amira").organisation


def test_participant_cannot_be_added_again(add):
    with pytest.raises(ValidationError) as refused:
        add(email="amira@example.org", first_name="Amira")
    assert "email" in refused.value.message_dict


def test_former_participant_can_be_added_again(add, cast, today):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])
    assert add(email="amira@example.org", first_name="Amira").is_active()


def test_add_after_the_end_of_the_network_is_refused(add, cast, today):
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=today - timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        add()
    assert "from_date" in refused.value.message_dict


def test_background_of_another_programme_is_refused(add, cast):
    with pytest.raises(ValidationError) as refused:
        add(background=cast.point.backgrounds.get(code="teacher"))
    assert "background" in refused.value.message_dict


def test_refused_add_leaves_nothing_behind(add, cast):
    with pytest.raises(ValidationError):
        add(background=cast.point.backgrounds.get(code="teacher"), organisation="Nieuw")
    assert not User.objects.filter(email="yara@example.org").exists()
    assert not cast.werkplaats.organisations.filter(name="Nieuw").exists()


@pytest.mark.parametrize("name", ["Amira", "Hugo", "Pieter", "Wouter", "Rosa", "Abel", "Stella", "Otto"])
def test_add_requires_permission(add, cast, name):
    with pytest.raises(PermissionDenied):
        add(actor=cast[name])


def test_facilitator_adds_participants_and_guests_of_own_network(add, cast):
    assert add(actor=cast["Iris"]).role == "participant"
    assert add(actor=cast["Iris"], email="g@example.org", role="guest").role == "guest"


def test_only_coordinator_adds_a_facilitator(add, cast):
    with pytest.raises(PermissionDenied):
        add(actor=cast["Iris"], role="facilitator")
    assert add(actor=cast["Nadia"], role="facilitator").is_facilitator


def test_facilitator_cannot_promote_through_a_change(cast):
    with pytest.raises(PermissionDenied):
        change(of(cast, "Amira"), cast["Iris"], role="facilitator")
    with pytest.raises(PermissionDenied):
        change(of(cast, "Iris"), cast["Iris"], role="participant")


def test_role_change_has_its_own_audit_line(cast):
    change(of(cast, "Amira"), cast["Nadia"], role="facilitator")
    (line,) = audit_lines(programme_key=cast.werkplaats.pk)
    assert "Amira" in line.sentence
    assert line.actor == "Nadia Voorbeeld"


def test_change_without_difference_notifies_no_receiver(cast, heard):
    change(of(cast, "Amira"), cast["Nadia"])
    assert heard == []
    assert audit_lines(programme_key=cast.werkplaats.pk) == []


def test_end_before_start_is_refused(cast):
    participation = of(cast, "Amira")
    with pytest.raises(ValidationError) as refused:
        change(participation, cast["Nadia"], until=participation.from_date - timedelta(days=1))
    assert "until" in refused.value.message_dict


@pytest.mark.portable
def test_ending_now_revokes_access_immediately(cast, heard):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Iris"])
    assert roles_in_network(cast["Amira"], cast.burgerschap) == frozenset()
    [(_name, here)] = heard
    assert "Amira" not in here


def test_ending_later_keeps_access_until_that_day(cast, today):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Iris"], last_day=today)
    assert roles_in_network(cast["Amira"], cast.burgerschap)
    assert not roles_in_network(cast["Amira"], cast.burgerschap, today + timedelta(days=1))


def test_participation_started_today_is_deleted_when_ended_now(add, cast, heard):
    participation = add()
    services.participation_end(participation=participation, actor=cast["Nadia"])
    assert not Participation.objects.filter(person=participation.person).exists()
    assert len(heard) == 2
    assert "Yara" not in heard[-1][1]


def test_facilitator_cannot_end_a_facilitator(cast):
    with pytest.raises(PermissionDenied):
        services.participation_end(participation=of(cast, "Iris"), actor=cast["Iris"])


def test_ended_participation_cannot_end_again(cast):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])
    with pytest.raises(ValidationError):
        services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])


def test_recent_end_can_be_undone(cast, heard):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Iris"])
    services.participation_reopen(participation=of(cast, "Amira"), actor=cast["Iris"])
    assert of(cast, "Amira").until is None
    assert "Amira" in heard[-1][1]


def test_old_end_cannot_be_undone(cast, today):
    Participation.objects.filter(pk=of(cast, "Amira").pk).update(until=today - timedelta(days=2))
    with pytest.raises(ValidationError):
        services.participation_reopen(participation=of(cast, "Amira"), actor=cast["Iris"])


def test_end_cannot_be_undone_after_the_person_returned(add, cast):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])
    add(email="amira@example.org", first_name="Amira")
    ended = Participation.objects.get(person=cast["Amira"], until__isnull=False)
    with pytest.raises(ValidationError):
        services.participation_reopen(participation=ended, actor=cast["Nadia"])


def test_needs_and_offers_belong_to_their_author(cast):
    services.needs_and_offers_update(
        participation=of(cast, "Amira"), actor=cast["Amira"], seeks="onderzoek opzetten ", offers="kringgesprekken"
    )
    own = of(cast, "Amira")
    assert (own.seeks, own.offers) == ("onderzoek opzetten", "kringgesprekken")


@pytest.mark.parametrize("name", ["Iris", "Nadia", "Bram"])
def test_others_cannot_write_needs_and_offers(cast, name):
    with pytest.raises(PermissionDenied):
        services.needs_and_offers_update(participation=of(cast, "Amira"), actor=cast[name], seeks="x", offers="")


def test_former_participant_cannot_write_needs_and_offers(cast):
    services.participation_end(participation=of(cast, "Amira"), actor=cast["Nadia"])
    with pytest.raises(PermissionDenied):
        services.needs_and_offers_update(participation=of(cast, "Amira"), actor=cast["Amira"], seeks="x", offers="")


def test_too_long_line_is_refused(cast):
    with pytest.raises(ValidationError) as refused:
        services.needs_and_offers_update(
            participation=of(cast, "Amira"), actor=cast["Amira"], seeks="x" * 161, offers=""
        )
    assert "seeks" in refused.value.message_dict


def test_only_people_without_account_can_be_invited_again(add, cast):
    services.participation_invite(participation=add(), actor=cast["Iris"])
    assert AccountInvitation.objects.get().version == 2
    with pytest.raises(ValidationError):
        services.participation_invite(participation=of(cast, "Amira"), actor=cast["Iris"])
