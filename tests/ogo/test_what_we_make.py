"""The page of what a network makes, and its lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.models import Network
from ogo.models import Question
from ogo.services.cards import card_add
from ogo.services.projects import project_add, project_change, project_member_add
from ogo.services.questions import question_add
from tests.cast import BURGERSCHAP, Cast


def page_of(client, name: str, network: Network, query: str = "") -> str:
    text: str = client.get(reverse(f"ogo:{name}", args=[network.pk]) + query).content.decode()
    return text


def test_kinds_of_work_come_in_a_fixed_order(cast: Cast, as_):
    question_add(network=cast.burgerschap, actor=cast["Amira"], text="Hoe maken kinderen ruzie?")
    project_add(network=cast.burgerschap, actor=cast["Bram"], title="Kringgesprekken")
    card_add(network=cast.burgerschap, actor=cast["Tess"], title="Biesta")
    page = page_of(as_("Iris"), "what_we_make", cast.burgerschap)
    places = [page.index(text) for text in ("Hoe maken kinderen ruzie?", "Kringgesprekken", "Biesta")]
    assert places == sorted(places)


def test_alumni_read_the_work_and_add_nothing(cast: Cast, as_):
    question_add(network=cast.burgerschap, actor=cast["Amira"], text="Hoe maken kinderen ruzie?")
    Network.objects.filter(pk=cast.burgerschap.pk).update(
        ends_on=cast.burgerschap.participations.earliest("pk").from_date
    )
    page = page_of(as_("Amira"), "what_we_make", cast.burgerschap)
    assert "Hoe maken kinderen ruzie?" in page
    assert reverse("ogo:question_add", args=[cast.burgerschap.pk]) not in page


def test_questions_are_filtered_by_kind_and_state(cast: Cast, as_):
    for text, kind in (("Praktisch?", "practice"), ("Onderzocht?", "research")):
        question_add(network=cast.burgerschap, actor=cast["Amira"], text=text, kind=kind)
    Question.objects.filter(kind="research").update(state="working")
    found = {}
    for query in ("", "?kind=practice", "?state=working", "?kind=practice&state=working", "?kind=idee&state="):
        page = page_of(as_("Bram"), "questions", cast.burgerschap, query)
        found[query] = ["Praktisch?" in page, "Onderzocht?" in page]
    assert found == {
        "": [True, True],
        "?kind=practice": [True, False],
        "?state=working": [False, True],
        "?kind=practice&state=working": [False, False],
        "?kind=idee&state=": [True, True],
    }


def test_projects_are_filtered_by_state(cast: Cast, as_):
    for title, state in (("Gang", "running"), ("Kring", "finished")):
        project = project_add(network=cast.burgerschap, actor=cast["Amira"], title=title)
        project_change(project=project, actor=cast["Amira"], state=state)
    page = page_of(as_("Bram"), "projects", cast.burgerschap, "?state=finished")
    assert ["Gang" in page, "Kring" in page] == [False, True]


def test_cards_are_filtered_by_kind(cast: Cast, as_):
    for title, kind in (("Biesta", "source"), ("Jenaplan", "practice")):
        card_add(network=cast.burgerschap, actor=cast["Amira"], title=title, kind=kind)
    page = page_of(as_("Bram"), "cards", cast.burgerschap, "?kind=practice")
    assert ["Biesta" in page, "Jenaplan" in page] == [False, True]


def test_long_list_has_pages_that_remember_the_filter(cast: Cast, as_):
    Question.objects.bulk_create(
        Question(network=cast.burgerschap, owner=cast["Amira"], text=f"Vraag {number}.") for number in range(51)
    )
    first = page_of(as_("Bram"), "questions", cast.burgerschap, "?kind=practice")
    second = page_of(as_("Bram"), "questions", cast.burgerschap, "?kind=practice&page=2")
    assert "?kind=practice&amp;page=2" in first
    assert ["Vraag 0." in first, "Vraag 0." in second] == [False, True]


@pytest.mark.parametrize("page", ["0", "-1", "999", "twee"])
def test_unknown_page_of_a_list_shows_a_known_one(cast: Cast, as_, page):
    question_add(network=cast.burgerschap, actor=cast["Amira"], text="Hoe?")
    assert "Hoe?" in page_of(as_("Bram"), "questions", cast.burgerschap, f"?page={page}")


@pytest.mark.parametrize("name", ["what_we_make", "questions", "projects", "cards"])
def test_page_takes_as_many_queries_with_much_work_as_with_little(cast: Cast, as_, name):
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            page_of(client, name, cast.burgerschap)
        return len(taken)

    client, counts = as_("Bram"), []
    for number in range(1, 9):
        owner = cast[BURGERSCHAP[number][0]]
        question = question_add(network=cast.burgerschap, actor=owner, text=f"Vraag {number}?")
        project = project_add(network=cast.burgerschap, actor=owner, title=f"Onderzoek {number}", question=question)
        for helper in BURGERSCHAP[number + 1 : number + 4]:
            project_member_add(project=project, actor=owner, person=cast[helper[0]], role="companion")
        card_add(network=cast.burgerschap, actor=owner, title=f"Bron {number}")
        counts.append(queries())
    assert len(set(counts[1:])) == 1
