"""Handing over, the page for people who join, and buddies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from meetings.services.agenda import block_add
from networks.models import Network, Participation
from ogo.circles import Circle
from ogo.models import Buddy, Goal, Handover, Question
from ogo.selectors.handover import buddies_of, handover_to_do
from ogo.services.designs import design_add, version_add
from ogo.services.handover import buddy_end, buddy_offer, buddy_set, handover_remove, handover_write
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make
from tests.ogo.reflection_cases import phase_make


def takes_part(cast: Cast, name: str) -> Participation:
    """Return the participation of a person of the cast."""
    return Participation.objects.get(person=cast[name])


def url(name: str, network: Network, *more: int) -> str:
    """Return the address of a page of a network."""
    return reverse(f"ogo:{name}", args=[network.pk, *more])


@pytest.fixture
def newcomer(cast: Cast) -> Participation:
    """Return the participation of Sem, who joined ten days ago."""
    Participation.objects.filter(person=cast["Sem"]).update(from_date=timezone.localdate() - timedelta(days=10))
    return takes_part(cast, "Sem")


def page_of(client, network: Network) -> str:
    """Return the page for people who join."""
    return str(client.get(url("getting_started", network)).content.decode())


def test_handover_is_written_changed_and_removed_by_its_author(cast: Cast, as_):
    client, address = as_("Bram"), url("handover", cast.burgerschap)
    for text in ("De foto’s.", "De foto’s en het filmpje."):
        client.post(address, {"worked_on": text, "ask_until": timezone.localdate().isoformat()})
    page = page_of(as_("Amira"), cast.burgerschap)
    assert "De foto’s en het filmpje." in page
    assert "Je kunt Bram vragen stellen tot en met" in page
    client.post(url("handover_remove", cast.burgerschap))
    assert not Handover.objects.exists()


def test_day_until_which_someone_can_be_asked_disappears_after_it(cast: Cast, as_):
    yesterday = timezone.localdate() - timedelta(days=1)
    handover_write(network=cast.burgerschap, actor=cast["Bram"], worked_on="De foto’s.", ask_until=yesterday)
    assert "Je kunt Bram vragen stellen" not in page_of(as_("Amira"), cast.burgerschap)


def test_empty_handover_is_refused(cast: Cast, as_):
    assert as_("Bram").post(url("handover", cast.burgerschap), {"worked_on": " "}).status_code == 200
    assert not Handover.objects.exists()


def test_handover_of_another_person_stays(cast: Cast):
    handover_write(network=cast.burgerschap, actor=cast["Bram"], worked_on="De foto’s.")
    handover_remove(network=cast.burgerschap, actor=cast["Iris"])
    assert Handover.objects.exists()


@pytest.mark.parametrize("name", ["Greet", "Nadia", "Hugo"])
def test_handover_by_people_who_do_not_take_part_is_refused(cast: Cast, name):
    with pytest.raises(PermissionDenied):
        handover_write(network=cast.burgerschap, actor=cast[name], worked_on="Iets")


def test_person_whose_last_day_is_near_is_asked_to_hand_over_once(cast: Cast):
    assert handover_to_do(cast.burgerschap, cast["Bram"]) == []
    Participation.objects.filter(person=cast["Bram"]).update(until=timezone.localdate() + timedelta(days=20))
    assert [thing.minutes for thing in handover_to_do(cast.burgerschap, cast["Bram"])] == [15]
    handover_write(network=cast.burgerschap, actor=cast["Bram"], worked_on="De foto’s.")
    assert handover_to_do(cast.burgerschap, cast["Bram"]) == []


def test_handover_is_still_read_after_its_author_left(cast: Cast, as_):
    handover_write(network=cast.burgerschap, actor=cast["Bram"], worked_on="De foto’s.")
    Participation.objects.filter(person=cast["Bram"]).update(until=timezone.localdate() - timedelta(days=2))
    assert "De foto’s." in page_of(as_("Amira"), cast.burgerschap)


def test_page_for_newcomers_collects_what_the_network_wrote(cast: Cast, as_):
    network = cast.burgerschap
    Goal.objects.create(network=network, is_collective=True, text="Kinderen voeren het gesprek zelf.")
    phase_make(network)
    design = design_add(network=network, actor=cast["Amira"], title="Lessen")
    version_add(design=design, actor=cast["Amira"], changed="Vier lessen")
    Question.objects.create(network=network, owner=cast["Amira"], text="Hoe begin je zo’n gesprek?")
    page = page_of(as_("Bram"), network)
    for text in ("Kinderen voeren het gesprek zelf.", "Verkennen", "Vier lessen", "Hoe begin je zo’n gesprek?"):
        assert text in page


@pytest.mark.parametrize("circle", [Circle.ME, Circle.FACILITATOR])
def test_page_for_newcomers_leaves_out_questions_and_goals_with_a_smaller_circle(cast: Cast, as_, circle):
    network = cast.burgerschap
    Question.objects.create(network=network, owner=cast["Iris"], text="Nog niet voor iedereen?", circle=circle)
    Goal.objects.create(network=network, owner=cast["Iris"], text="Een eigen doel", circle=circle)
    page = page_of(as_("Iris"), network)
    assert "Nog niet voor iedereen?" not in page
    assert "Een eigen doel" not in page


def test_page_for_newcomers_has_the_notes_about_expectations(cast: Cast, as_):
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    block_add(meeting=meeting, actor=cast["Iris"], title="Wat verwachten we van elkaar?", minutes=20)
    Meeting.objects.filter(pk=meeting.pk).update(notes_what="We laten elkaar uitpraten.")
    assert "We laten elkaar uitpraten." in page_of(as_("Bram"), cast.burgerschap)


def test_participant_offers_to_be_a_buddy(cast: Cast, newcomer, as_):
    as_("Amira").post(url("buddy_offer", cast.burgerschap, newcomer.pk))
    assert Buddy.objects.get().buddy == takes_part(cast, "Amira")
    assert "Maatje: Amira" in page_of(as_("Sem"), cast.burgerschap)


def test_second_offer_does_not_replace_the_first(cast: Cast, newcomer):
    for _click in range(2):
        buddy_offer(newcomer=newcomer, actor=cast["Amira"])
    with pytest.raises(ValidationError):
        buddy_offer(newcomer=newcomer, actor=cast["Bram"])
    assert Buddy.objects.get().buddy == takes_part(cast, "Amira")


def test_facilitator_chooses_and_removes_a_buddy(cast: Cast, newcomer, as_):
    address = url("buddy_choose", cast.burgerschap, newcomer.pk)
    as_("Iris").post(address, {"buddy": takes_part(cast, "Bram").pk})
    assert Buddy.objects.get().buddy == takes_part(cast, "Bram")
    as_("Iris").post(address, {"buddy": ""})
    assert not Buddy.objects.exists()


def test_buddy_is_not_chosen_by_participants_or_coordinators(cast: Cast, newcomer):
    for name in ("Amira", "Nadia"):
        with pytest.raises(PermissionDenied):
            buddy_set(newcomer=newcomer, actor=cast[name], buddy=takes_part(cast, "Bram"))


@pytest.mark.parametrize("name", ["Sem", "Greet", "Hugo"])
def test_buddy_is_another_participant_of_the_same_network(cast: Cast, newcomer, name):
    with pytest.raises(ValidationError):
        buddy_set(newcomer=newcomer, actor=cast["Iris"], buddy=takes_part(cast, name))


def test_only_buddy_and_newcomer_can_end_the_pair(cast: Cast, newcomer):
    buddy_offer(newcomer=newcomer, actor=cast["Amira"])
    with pytest.raises(PermissionDenied):
        buddy_end(newcomer=newcomer, actor=cast["Bram"])
    buddy_end(newcomer=newcomer, actor=cast["Sem"])
    buddy_offer(newcomer=newcomer, actor=cast["Amira"])
    buddy_end(newcomer=newcomer, actor=cast["Amira"])
    assert not Buddy.objects.exists()


def test_people_who_began_together_are_not_new(cast: Cast, newcomer):
    assert [line.name for line in buddies_of(cast.burgerschap, cast["Amira"])] == ["Sem"]
    Participation.objects.filter(network=cast.burgerschap).update(from_date=timezone.localdate())
    assert buddies_of(cast.burgerschap, cast["Amira"]) == []


def test_buddy_who_left_is_no_longer_shown(cast: Cast, newcomer):
    buddy_offer(newcomer=newcomer, actor=cast["Amira"])
    Participation.objects.filter(person=cast["Amira"]).update(until=timezone.localdate() - timedelta(days=1))
    assert [line.buddy for line in buddies_of(cast.burgerschap, cast["Bram"])] == [None]


def test_page_for_newcomers_takes_the_same_queries_with_many_rows(cast: Cast, newcomer, django_assert_max_num_queries):
    for name in ("Amira", "Bram", "Tess", "Noor"):
        handover_write(network=cast.burgerschap, actor=cast[name], worked_on=f"Van {name}")
        Question.objects.create(network=cast.burgerschap, owner=cast[name], text=f"Vraag van {name}?")
    from ogo.selectors.getting_started import getting_started

    with django_assert_max_num_queries(18):
        page = getting_started(cast.burgerschap, cast["Amira"])
        assert [line.name for line in page.handovers] == ["Noor", "Tess", "Bram", "Amira"]
        assert [question.owner.first_name for question in page.questions if question.owner] == [
            "Noor",
            "Tess",
            "Bram",
            "Amira",
        ]
