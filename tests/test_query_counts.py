"""A page takes as many queries in a world three times as large as in the usual one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from networks.models import Network, Participation
from networks.services.role import programme_role_grant
from srt.models import DraftResponse
from tests.all_pages.opening import open_page
from tests.all_pages.query_counts import COUNTED, recorded
from tests.cast import Cast, cast_make, network_make
from tests.page import Page
from tests.page_world import PageWorld, page_world_make, person_add
from tests.world import Crowd

pytestmark = pytest.mark.slow("makes three times as many rows to count the same queries")

MORE_NETWORKS = 4
MORE_PEOPLE = 26


def crowd_make(cast: Cast) -> Crowd:
    """Create three times as many networks, people, answers, roles and rows of a file."""
    crowd = Crowd(rows=6, meetings=12)
    for number in range(MORE_NETWORKS):
        names = [f"P{number}x{person}" for person in range(6)]
        members = [(name, "teacher", "participant" if name != names[0] else "facilitator") for name in names]
        network = network_make(cast.werkplaats, f"netwerk-{number}", f"Netwerk {number}", members, cast.people)
        crowd.networks.append(network)
        crowd.guides[network.pk] = names[0]
        crowd.names += names
    for number in range(MORE_PEOPLE):
        name = f"B{number}"
        cast.people[name] = person_add(cast.burgerschap, cast["Nadia"], name)
        crowd.names.append(name)
    for number in range(8):
        programme_role_grant(
            programme=cast.werkplaats,
            actor=cast["Nadia"],
            email=f"taak{number}@example.org",
            first_name="Taak",
            role="preparation_team",
        )
    return crowd


@pytest.fixture(scope="module")
def _large_world_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PageWorld]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = cast_make()
        yield page_world_make(cast, crowd_make(cast))
        transaction.set_rollback(True)


@pytest.fixture
def large_world(_large_world_of_module: PageWorld, db: None) -> PageWorld:
    """Return a world three times as large as the usual one."""
    return _large_world_of_module


@pytest.mark.parametrize("page", COUNTED, ids=str)
def test_page_takes_as_many_queries_in_a_large_world(large_world: PageWorld, page: Page):
    open_page(page, large_world, "en")  # fills the caches of this process, as tests/all_pages/test_pages.py does
    taken = open_page(page, large_world, "nl").queries
    assert taken == recorded()[str(page)]


def test_large_world_is_three_times_as_large(large_world: PageWorld):
    networks = Network.objects.filter(programme=large_world.world.cast.werkplaats).count()
    people = Participation.objects.filter(network=large_world.world.cast.burgerschap).count()
    answers = sum(draft.submitted for draft in DraftResponse.objects.all())
    assert (networks, people, answers) == (6, 40, 60)
