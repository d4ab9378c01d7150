"""Goals of a network and of its members."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from meetings.selectors.feed import feed_of
from networks.models import Network, Participation
from ogo.models import Goal, GoalLook
from ogo.selectors.goals import goals_page, goals_to_look_at
from ogo.services.goals import (
    goal_change,
    goal_fingerprint,
    goal_look_add,
    goal_look_remove,
    goal_remove,
    goal_set,
    own_goal_add,
)
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def ours(cast: Cast) -> Goal:
    """Return the goal of Burgerschap, to look at in three days."""
    return goal_set(network=cast.burgerschap, actor=cast["Iris"], text="Samen oefenen", look_on=in_days(3))


@pytest.fixture
def amiras(cast: Cast) -> Goal:
    """Return a goal of Amira that only she reads, to look at in three days."""
    return own_goal_add(network=cast.burgerschap, actor=cast["Amira"], text="Geheim doel", look_on=in_days(3))


def change(goal: Goal, actor, **fields):
    given = {name: getattr(goal, name) for name in ("text", "outcome", "look_on", "state", "circle")}
    return goal_change(goal=goal, actor=actor, **{**given, **fields})


def address(name: str, network: Network, *args: int) -> str:
    return reverse(f"ogo:{name}", args=[network.pk, *args])


def read_by(cast: Cast, name: str) -> list[str]:
    page = goals_page(cast.burgerschap, cast[name])
    return [line.goal.text for line in [*page.collective, *page.own, *page.shared]]


@pytest.mark.parametrize("name", ["Iris", "Nadia"])
def test_facilitator_and_coordinator_write_the_goal_of_the_network(cast: Cast, as_, name):
    form = {"text": " Samen oefenen ", "outcome": "Een les", "look_on": in_days(9).isoformat()}
    response = as_(name).post(address("goal_add", cast.burgerschap), form, follow=True)
    assert "Samen oefenen" in response.content.decode()
    found = Goal.objects.get()
    assert (found.text, found.outcome, found.look_on, found.is_collective) == (
        "Samen oefenen",
        "Een les",
        in_days(9),
        True,
    )


def test_writing_the_goal_of_the_network_is_recorded_without_its_text(cast: Cast, ours):
    entry = AuditEntry.objects.get(code="ogo.goal_set")
    assert (entry.actor, entry.details) == (cast["Iris"], {"network": "Burgerschap"})


def test_participant_cannot_write_the_goal_of_the_network(cast: Cast):
    with pytest.raises(PermissionDenied):
        goal_set(network=cast.burgerschap, actor=cast["Amira"], text="Mijn idee")


def test_own_goal_from_one_line_is_readable_by_its_owner_only(cast: Cast, as_):
    as_("Bram").post(address("own_goal_add", cast.burgerschap), {"text": "Vragen stellen", "circle": "me"})
    assert read_by(cast, "Bram") == ["Vragen stellen"]
    assert read_by(cast, "Iris") == read_by(cast, "Amira") == []


def test_own_goal_is_not_recorded(amiras):
    assert not AuditEntry.objects.filter(code__startswith="ogo.").exists()


@pytest.mark.parametrize(
    ("circle", "readers"), [("me", "Amira"), ("facilitator", "Amira Iris"), ("network", "Amira Bram Iris")]
)
def test_circle_decides_who_reads_a_goal(cast: Cast, amiras, circle, readers):
    change(amiras, cast["Amira"], circle=circle)
    people = ("Amira", "Bram", "Greet", "Iris", "Nadia", "Wouter")
    assert " ".join(name for name in people if "Geheim doel" in read_by(cast, name)) == readers


def test_former_facilitator_no_longer_reads_goals_shared_with_the_facilitator(cast: Cast, amiras, as_):
    change(amiras, cast["Amira"], circle="facilitator")
    Participation.objects.filter(person=cast["Iris"]).update(role="participant")
    assert as_("Iris").get(address("goal", cast.burgerschap, amiras.pk)).status_code == 404


@pytest.mark.parametrize("name", ["Iris", "Bram", "Nadia"])
def test_nobody_but_the_owner_changes_or_removes_a_goal(cast: Cast, amiras, name):
    change(amiras, cast["Amira"], circle="network")
    for act in (lambda: change(amiras, cast[name], text="X"), lambda: goal_remove(goal=amiras, actor=cast[name])):
        with pytest.raises(PermissionDenied):
            act()


def test_student_reads_learning_goal_and_others_read_own_goal(cast: Cast, as_):
    pages = {name: as_(name).get(address("goals", cast.burgerschap)).content.decode() for name in ("Bram", "Amira")}
    assert ("Je eigen leerdoel" in pages["Bram"], "Je eigen leerdoel" in pages["Amira"]) == (True, False)
    assert "Je eigen doel" in pages["Amira"]


def test_goals_of_others_are_in_order_of_first_name(cast: Cast):
    for name in ("Umut", "Amira", "Noor"):
        own_goal_add(network=cast.burgerschap, actor=cast[name], text=f"Van {name}", circle="network")
    shared = goals_page(cast.burgerschap, cast["Bram"]).shared
    assert [line.owner for line in shared] == ["Amira", "Noor", "Umut"]


def test_second_editor_sees_both_texts(cast: Cast, ours, as_):
    seen = goal_fingerprint(ours)
    change(ours, cast["Nadia"], text="Tekst van Nadia")
    form = {"text": "Tekst van Iris", "state": "open"}
    edit = address("goal_edit", cast.burgerschap, ours.pk)
    iris = as_("Iris")
    page = iris.post(f"{edit}?seen={seen}", form).content.decode()
    assert ("Tekst van Iris" in page, "Tekst van Nadia" in page) == (True, True)
    assert Goal.objects.get(pk=ours.pk).text == "Tekst van Nadia"
    action = re.search(r'action="([?]seen=\w+)"', page)
    assert action
    iris.post(edit + action[1], form)
    assert Goal.objects.get(pk=ours.pk).text == "Tekst van Iris"


def test_saving_the_same_text_again_is_not_stale(cast: Cast, ours):
    seen = goal_fingerprint(ours)
    change(ours, cast["Iris"], text="Nieuw", expected_fingerprint=seen)
    assert change(ours, cast["Iris"], text="Nieuw", expected_fingerprint=seen).text == "Nieuw"


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"text": ""}, "text"), ({"text": "x" * 301}, "text"), ({"look_on": in_days(99999)}, "look_on")],
)
def test_invalid_goal_is_refused(cast: Cast, ours, fields, name):
    with pytest.raises(ValidationError) as refusal:
        change(ours, cast["Iris"], **fields)
    assert name in refusal.value.error_dict


def test_form_sent_twice_makes_one_goal(cast: Cast):
    first, second = (own_goal_add(network=cast.burgerschap, actor=cast["Bram"], text="Vragen") for _time in range(2))
    assert first.pk == second.pk


def test_deleted_goal_keeps_what_was_typed(cast: Cast, amiras):
    stale = Goal.objects.get(pk=amiras.pk)
    goal_remove(goal=amiras, actor=cast["Amira"])
    with pytest.raises(ValidationError):
        change(stale, cast["Amira"], text="Later")


def test_everyone_looks_at_the_goal_of_the_network(cast: Cast, ours, as_):
    as_("Bram").post(address("goal_look_add", cast.burgerschap, ours.pk), {"text": "Twee klassen doen mee."})
    page = as_("Amira").get(address("goal", cast.burgerschap, ours.pk)).content.decode()
    assert "Twee klassen doen mee." in page


def test_coordinator_reads_the_goal_of_the_network_without_looks(cast: Cast, ours, as_):
    goal_look_add(goal=ours, actor=cast["Bram"], text="Twee klassen doen mee.")
    page = as_("Nadia").get(address("goal", cast.burgerschap, ours.pk)).content.decode()
    assert ("Samen oefenen" in page, "Twee klassen" in page) == (True, False)


def test_looks_are_shown_newest_first(cast: Cast, ours, as_):
    for number in range(3):
        goal_look_add(goal=ours, actor=cast["Bram"], text=f"Blik {number}")
    page = as_("Amira").get(address("goal", cast.burgerschap, ours.pk)).content.decode()
    assert page.index("Blik 2") < page.index("Blik 1") < page.index("Blik 0")


def test_reader_cannot_look_at_the_goal_of_another_person(cast: Cast, amiras):
    change(amiras, cast["Amira"], circle="network")
    with pytest.raises(PermissionDenied):
        goal_look_add(goal=amiras, actor=cast["Iris"], text="Dat gaat vlot.")


def test_look_is_removed_by_its_writer_only(cast: Cast, ours):
    look = goal_look_add(goal=ours, actor=cast["Bram"], text="Blik")
    with pytest.raises(PermissionDenied):
        goal_look_remove(look=look, actor=cast["Iris"])
    goal_look_remove(look=look, actor=cast["Bram"])
    assert not GoalLook.objects.exists()


def test_goal_of_the_network_with_looks_is_not_removed(cast: Cast, ours):
    goal_look_add(goal=ours, actor=cast["Bram"], text="Blik")
    with pytest.raises(ValidationError):
        goal_remove(goal=ours, actor=cast["Iris"])
    assert Goal.objects.exists()


def test_goals_near_their_date_are_things_to_do_without_their_text(cast: Cast, ours, amiras):
    found = [(thing.text, thing.before) for thing in goals_to_look_at(cast.burgerschap, cast["Amira"])]
    assert found == [
        ("Waar staan we met ons doel?", in_days(3)),
        ("Kijk even naar je eigen doel, als je wilt", in_days(3)),
    ]


def test_goal_of_another_person_is_nothing_to_do(cast: Cast, amiras):
    change(amiras, cast["Amira"], circle="network")
    assert goals_to_look_at(cast.burgerschap, cast["Bram"]) == []


def test_goal_is_nothing_to_do_for_people_who_do_not_take_part(cast: Cast, ours):
    assert [goals_to_look_at(cast.burgerschap, cast[name]) for name in ("Greet", "Nadia", "Otto")] == [[], [], []]


@pytest.mark.parametrize("change_to", [{"state": "reached"}, {"look_on": in_days(30)}, {"look_on": None}])
def test_goal_that_is_done_or_later_is_nothing_to_do(cast: Cast, ours, change_to):
    change(ours, cast["Iris"], **change_to)
    assert goals_to_look_at(cast.burgerschap, cast["Bram"]) == []


def test_goal_that_was_looked_at_is_nothing_to_do(cast: Cast, ours):
    old = goal_look_add(goal=ours, actor=cast["Bram"], text="Vorige maand")
    GoalLook.objects.filter(pk=old.pk).update(written_at=timezone.now() - timedelta(days=30))
    assert len(goals_to_look_at(cast.burgerschap, cast["Bram"])) == 1
    goal_look_add(goal=ours, actor=cast["Bram"], text="Nu")
    assert goals_to_look_at(cast.burgerschap, cast["Bram"]) == []


def test_feed_has_the_date_of_a_personal_goal_without_its_text(cast: Cast, ours, amiras):
    mine, brams = (feed_of(cast[name]).decode() for name in ("Amira", "Bram"))
    assert (f"goal-{amiras.pk}@" in mine, "Geheim" in mine, "goal-" in brams) == (True, False, False)


def test_ended_network_keeps_its_goals_readable_and_unchanged(cast: Cast, ours, amiras, as_):
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=in_days(-1))
    cast.burgerschap.refresh_from_db()
    assert set(read_by(cast, "Amira")) == {"Samen oefenen", "Geheim doel"}
    assert as_("Amira").get(address("goal_edit", cast.burgerschap, amiras.pk)).status_code == 403


@pytest.mark.parametrize(
    "fields",
    [
        {"is_collective": True, "circle": "me"},
        {"is_collective": False, "circle": "me"},
        {"is_collective": True, "circle": "network", "state": "bijna"},
    ],
)
def test_database_refuses_a_goal_without_owner_or_network(cast: Cast, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(network=cast.burgerschap, text="X", **fields)
