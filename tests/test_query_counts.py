"""How many queries a page takes: the number in query_counts.json, in a small world and in one three times as large.

After a change on purpose: `LEERWEB_RECORD=1 .venv/bin/pytest tests/test_query_counts.py -m "" -k small`, and look at
the difference before it is committed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from networks.models import Network, Participation
from networks.services.role import programme_role_grant
from srt.models import AnswerSheet
from tests.cast import Cast, cast_make, network_make
from tests.page import Page
from tests.page_world import PageWorld, page_world_make, person_add
from tests.pages import PAGES, states_apart
from tests.world import Crowd

RECORDED = Path(__file__).parent / "query_counts.json"
# What is looked at: pages that are opened. What comes back from a wrong form reads the same and a little more.
COUNTED = [page for page in PAGES if page.posts is None]
MORE_NETWORKS = 4
MORE_PEOPLE = 26


LARGE = pytest.param("large", marks=pytest.mark.slow(reason="makes three times as many rows to count the same queries"))


def crowd_make(cast: Cast) -> Crowd:
    """Make three times as many networks, people, answers, tasks and rows of a file."""
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


@pytest.fixture(scope="module", params=["small", LARGE])
def sized_world(request, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PageWorld]:
    """Make the world to look at: as it is, and three times as large."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = cast_make()
        yield page_world_make(cast, crowd_make(cast) if request.param == "large" else None)
        transaction.set_rollback(True)


def queries_of(page: Page, found: PageWorld) -> int:
    """Return how many queries a page takes the second time: the first may fill what a process keeps."""
    client = page.client(found)
    page.open(found, client)
    with CaptureQueriesContext(connection) as queries:
        page.open(found, client)
    return len(queries)


@pytest.mark.parametrize("page", states_apart(COUNTED))
def test_a_page_takes_the_recorded_number_of_queries(sized_world: PageWorld, db: None, page: Page, settings):
    settings.LEERWEB_DEMO = page.demo
    taken = queries_of(page, sized_world)
    if os.environ.get("LEERWEB_RECORD"):
        record(page, taken)
    assert taken == recorded()[str(page)]


def test_every_recorded_page_is_still_there():
    assert set(recorded()) == {str(page) for page in COUNTED}


def recorded() -> dict[str, int]:
    """Return the recorded numbers."""
    found: dict[str, int] = json.loads(RECORDED.read_text("utf-8"))
    return found


def record(page: Page, taken: int) -> None:
    """Write the number of a page, and forget pages that are gone."""
    known = recorded() if RECORDED.exists() else {}
    wanted = {str(page) for page in COUNTED}
    kept = {name: number for name, number in {**known, str(page): taken}.items() if name in wanted}
    RECORDED.write_text(json.dumps(dict(sorted(kept.items())), indent=2, ensure_ascii=False) + "\n", "utf-8")


def test_the_large_world_is_three_times_as_large(sized_world: PageWorld, db: None, request):
    is_large = "large" in request.node.name.rpartition("[")[2]
    networks = Network.objects.filter(programme=sized_world.world.cast.werkplaats).count()
    people = Participation.objects.filter(network=sized_world.world.cast.burgerschap).count()
    answers = AnswerSheet.objects.filter(submitted=True).count()
    assert (networks, people, answers) == ((6, 40, 60) if is_large else (2, 14, 10))
