"""Lists of networks and people."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone, translation

from accounts.language import format_names
from networks import selectors
from networks.access import Permission, get_network_or_deny
from networks.models import Network, Participation
from networks.terms import PACKS

pytestmark = pytest.mark.django_db


@pytest.mark.portable
def test_people_are_sorted_by_first_name_ignoring_accents(cast):
    for old, new in [("Sara", "Émile"), ("Daan", "eva")]:
        cast[old].first_name = new
        cast[old].save(update_fields=["first_name"])
    names = [
        person.name.split()[0] for person in selectors.people_of_network(cast.rekenen, with_needs_and_offers=False)
    ]
    assert names == ["Émile", "eva", "Hugo", "Lotte", "Ruben", "Zoë"]


def test_facilitator_has_the_word_of_the_programme(cast):
    cast.werkplaats.words = {"facilitator": PACKS["facilitator"][1].entry}
    cast.werkplaats.save(update_fields=["words"])
    roles = {
        person.name.split()[0]: person.role
        for person in selectors.people_of_network(cast.burgerschap, with_needs_and_offers=False)
    }
    assert roles["Iris"] == "lerarenopleider, coach"
    assert roles["Bram"] == "student"


def test_ended_network_lists_people_of_its_last_day(cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    Participation.objects.filter(person=cast["Amira"]).update(until=yesterday - timedelta(days=1))
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=yesterday)
    network = Network.objects.get(pk=cast.burgerschap.pk)
    names = [person.name.split()[0] for person in selectors.people_of_network(network, with_needs_and_offers=False)]
    assert "Bram" in names
    assert "Amira" not in names


def test_composition_counts_members_beside_the_target(cast):
    cast.werkplaats.backgrounds.filter(code="student").update(target_min=2, target_max=4)
    cast.werkplaats.backgrounds.filter(code="other").update(target_min=1)
    lines = {line.name: (line.count, line.target) for line in selectors.composition_of_network(cast.burgerschap)}
    assert lines["student"] == (5, "2–4")
    assert lines["anders"] == (0, "1 of meer")
    assert "schoolleider" not in lines  # the only one is a guest


@pytest.mark.parametrize(
    ("names", "dutch", "english"),
    [
        ([], "", ""),
        (["Iris"], "Iris", "Iris"),
        (["Iris", "Hugo"], "Iris en Hugo", "Iris and Hugo"),
        (["Iris", "Hugo", "Noor"], "Iris, Hugo en Noor", "Iris, Hugo and Noor"),
    ],
)
def test_names_are_joined_as_in_a_sentence(names, dutch, english):
    assert format_names(names) == dutch
    with translation.override("en"):
        assert format_names(names) == english


@pytest.fixture
def terms(cast):
    """End Burgerschap: Bram left before, Lars stayed, Olga was added too late, Umut ended with the network."""
    ended = timezone.localdate() - timedelta(days=100)
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=ended)
    people = Participation.objects.filter(network=cast.burgerschap)
    people.update(from_date=ended - timedelta(days=700))
    people.filter(person=cast["Bram"]).update(until=ended - timedelta(days=1))
    people.filter(person=cast["Umut"]).update(until=ended)
    people.filter(person=cast["Olga"]).update(from_date=ended + timedelta(days=30))
    return cast


@pytest.mark.portable
def test_visible_networks_are_those_that_access_opens(terms):
    """`visible_to` returns the networks that `get_network_or_deny` opens, for every person and network."""
    for network in Network.objects.all():
        for name, person in terms.people.items():
            listed = Network.objects.visible_to(person).filter(pk=network.pk).exists()
            assert listed is opens(person, network), f"{name}: {network}"


def opens(person, network: Network) -> bool:
    """Return whether a person may open a network."""
    try:
        get_network_or_deny(person, network.pk, Permission.SEE_NETWORK)
    except Http404:
        return False
    return True
