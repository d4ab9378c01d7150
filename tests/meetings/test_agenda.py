"""The agenda: arranged by planners; invitees suggest and lead blocks."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from meetings.models import AgendaBlock, BlockKind
from meetings.selectors.agenda import agenda_of, is_first_of_network, leads_before
from meetings.services.agenda import (
    block_add,
    block_change,
    block_claim,
    block_move,
    block_propose,
    block_release,
    block_remove,
    block_schedule,
)
from meetings.services.block_kinds import block_kind_add, block_kind_rename, block_kinds_create_defaults
from meetings.services.meeting import meeting_cancel
from meetings.tokens import invitee_token
from networks.services.programme import programme_create
from tests.cast import Cast
from tests.meetings.meeting_cases import invitee_of, meeting_make, undecided_make


@pytest.fixture
def meeting(cast: Cast):
    """An upcoming meeting of Burgerschap from 13:30 to 16:45."""
    return meeting_make(cast.burgerschap, cast["Iris"])


def titles(meeting) -> list[str]:
    return [line.block.title for line in agenda_of(meeting).lines]


def both_addresses(name: str, meeting, person, *args: int) -> list[str]:
    """The URL of a page for a signed-in person, and the URL by personal link."""
    token = invitee_token(invitee_of(meeting, person))
    return [
        reverse(f"meetings:{name}", args=[meeting.pk, *args]),
        reverse(f"meetings:link_{name}", args=[token, *args]),
    ]


def test_blocks_get_consecutive_times(cast: Cast, meeting):
    for title, minutes in (("Welkom", 15), ("Maken", 90), ("Napraten", None), ("Weg", 5)):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=minutes)
    agenda = agenda_of(meeting)
    assert [line.begins for line in agenda.lines] == [time(13, 30), time(13, 45), time(15, 15), None]
    assert (agenda.minutes, agenda.spare, agenda.is_timed) == (110, 85, False)


def test_overlong_agenda_is_accepted_with_a_warning(cast: Cast, meeting):
    block_add(meeting=meeting, actor=cast["Iris"], title="Lang", minutes=200)
    assert agenda_of(meeting).over == 5


def test_blocks_have_no_times_while_the_date_is_undecided(cast: Cast):
    floating = undecided_make(cast.burgerschap, cast["Iris"])
    block_add(meeting=floating, actor=cast["Iris"], title="Kort", minutes=10)
    assert agenda_of(floating).lines[0].begins is None


def test_block_moves_one_place_and_stops_at_the_ends(cast: Cast, meeting):
    blocks = [block_add(meeting=meeting, actor=cast["Iris"], title=title) for title in "ABC"]
    block_move(block=blocks[2], actor=cast["Iris"], up=True)
    assert titles(meeting) == ["A", "C", "B"]
    block_move(block=blocks[0], actor=cast["Iris"], up=True)
    block_move(block=blocks[1], actor=cast["Iris"], up=False)
    assert titles(meeting) == ["A", "C", "B"]


def test_block_is_changed_and_removed(cast: Cast, meeting):
    block = block_add(meeting=meeting, actor=cast["Iris"], title="A")
    block_change(block=block, actor=cast["Iris"], title="B ", minutes=20, lead=cast["Amira"])
    assert [(line.block.title, line.lead) for line in agenda_of(meeting).lines] == [("B", "Amira")]
    block_remove(block=block, actor=cast["Iris"])
    assert titles(meeting) == []


@pytest.mark.parametrize("fields", [{"title": ""}, {"title": "x" * 161}, {"title": "A", "minutes": 0}])
def test_invalid_block_is_refused(cast: Cast, meeting, fields):
    with pytest.raises(ValidationError):
        block_add(meeting=meeting, actor=cast["Iris"], **fields)
    assert titles(meeting) == []


def test_block_kind_of_another_programme_is_denied(cast: Cast, meeting):
    block_kinds_create_defaults(cast.point)
    kind = BlockKind.objects.filter(programme=cast.point).first()
    with pytest.raises(PermissionDenied):
        block_add(meeting=meeting, actor=cast["Iris"], title="A", kind=kind)


def test_agenda_is_limited_to_sixty_blocks(cast: Cast, meeting):
    AgendaBlock.objects.bulk_create(AgendaBlock(meeting=meeting, title="A") for _ in range(60))
    with pytest.raises(ValidationError):
        block_add(meeting=meeting, actor=cast["Iris"], title="B")


def test_agenda_of_cancelled_meeting_cannot_change(cast: Cast, meeting):
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    with pytest.raises(ValidationError):
        block_propose(meeting=meeting, actor=cast["Amira"], title="A")


@pytest.mark.parametrize("name", ["Amira", "Greet", "Hugo", "Otto"])
def test_arranging_is_denied_to_people_who_do_not_plan(cast: Cast, meeting, name):
    block = block_add(meeting=meeting, actor=cast["Iris"], title="A")
    for act in (block_remove, block_schedule):
        with pytest.raises(PermissionDenied):
            act(block=block, actor=cast[name])
    with pytest.raises(PermissionDenied):
        block_add(meeting=meeting, actor=cast[name], title="B")
    with pytest.raises(PermissionDenied):
        block_move(block=block, actor=cast[name], up=True)


@pytest.mark.parametrize("name", ["Greet", "Nadia", "Otto"])
def test_suggesting_and_leading_are_denied_without_invitation(cast: Cast, meeting, name):
    block = block_add(meeting=meeting, actor=cast["Iris"], title="A")
    with pytest.raises(PermissionDenied):
        block_propose(meeting=meeting, actor=cast[name], title="B")
    with pytest.raises(PermissionDenied):
        block_claim(block=block, actor=cast[name])


def test_planner_schedules_a_suggested_block(cast: Cast, meeting):
    block_add(meeting=meeting, actor=cast["Iris"], title="A")
    proposal = block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s", leads=True)
    assert titles(meeting) == ["A"]
    block_schedule(block=proposal, actor=cast["Iris"])
    assert [(line.block.title, line.lead) for line in agenda_of(meeting).lines] == [("A", ""), ("Foto’s", "Amira")]


def test_suggestion_is_withdrawn_by_its_author_only(cast: Cast, meeting):
    proposal = block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
    with pytest.raises(PermissionDenied):
        block_remove(block=proposal, actor=cast["Bram"])
    block_remove(block=proposal, actor=cast["Amira"])
    assert not AgendaBlock.objects.exists()


def test_first_person_to_claim_a_block_leads_it(cast: Cast, meeting):
    block = block_add(meeting=meeting, actor=cast["Iris"], title="A")
    block_claim(block=block, actor=cast["Amira"])
    block_claim(block=block, actor=cast["Amira"])
    with pytest.raises(ValidationError):
        block_claim(block=block, actor=cast["Bram"])
    block_release(block=block, actor=cast["Bram"])
    assert agenda_of(meeting).lines[0].lead == "Amira"
    block_release(block=block, actor=cast["Amira"])
    assert agenda_of(meeting).lines[0].lead == ""


def test_invitee_suggests_signed_in_and_by_link(cast: Cast, meeting, as_):
    for number, address in enumerate(both_addresses("block_propose", meeting, cast["Amira"])):
        client = as_("Amira" if number == 0 else None)
        assert client.post(address, {"title": f"Idee {number}", "leads": "on"}).status_code == 302
    found = AgendaBlock.objects.order_by("pk").values_list("title", "proposed_by__first_name", "lead__first_name")
    assert list(found) == [("Idee 0", "Amira", "Amira"), ("Idee 1", "Amira", "Amira")]


def test_lead_is_claimed_and_released_signed_in_and_by_link(cast: Cast, meeting, as_):
    block = block_add(meeting=meeting, actor=cast["Iris"], title="A")
    for number in (0, 1):
        client = as_("Amira" if number == 0 else None)
        client.post(both_addresses("block_claim", meeting, cast["Amira"], block.pk)[number])
        assert agenda_of(meeting).lines[0].lead == "Amira"
        client.post(both_addresses("block_release", meeting, cast["Amira"], block.pk)[number])
        assert agenda_of(meeting).lines[0].lead == ""


def test_suggestion_is_withdrawn_by_personal_link(cast: Cast, meeting, client):
    proposal = block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
    client.post(both_addresses("block_remove", meeting, cast["Amira"], proposal.pk)[1])
    assert not AgendaBlock.objects.exists()


def test_earlier_leads_are_listed_by_name_without_counts(cast: Cast, meeting):
    for days, names in ((-7, ["Sem"]), (-14, ["Iris", "Sem"]), (-21, ["Sem"]), (-28, ["Olga"])):
        held = meeting_make(cast.burgerschap, cast["Iris"], days=days)
        for name in names:
            block_add(meeting=held, actor=cast["Iris"], title="A", lead=cast[name])
    assert leads_before(meeting) == ["Iris", "Sem"]


def test_agenda_page_names_earlier_leads_and_asks_for_a_turn(cast: Cast, meeting, as_):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    block_add(meeting=held, actor=cast["Iris"], title="A", lead=cast["Iris"])
    page = as_("Iris").get(reverse("meetings:agenda", args=[meeting.pk])).content.decode()
    assert "leidde Iris alles" in page
    assert "Wie wil er een keer?" in page


def test_first_meeting_offers_a_block_about_expectations(cast: Cast, meeting, as_):
    assert is_first_of_network(meeting)
    as_("Iris").post(reverse("meetings:block_expectations", args=[meeting.pk]))
    assert titles(meeting) == ["Wat verwachten we van elkaar?"]
    meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    assert not is_first_of_network(meeting)


def test_new_programme_has_the_default_block_kinds(db):
    programme = programme_create(slug="nieuw", coordinator_email="elin@example.org")
    assert programme.block_kinds.count() == 9
    block_kinds_create_defaults(programme)
    assert programme.block_kinds.count() == 9


def test_coordinator_adds_and_renames_a_block_kind(cast: Cast):
    kind = block_kind_add(programme=cast.werkplaats, actor=cast["Nadia"], name_nl="Wandelen", name_en="A walk")
    block_kind_rename(kind=kind, actor=cast["Nadia"], name_nl="Samen lopen", name_en="A walk")
    assert (kind.code, kind.name("nl"), kind.name("en")) == ("a_walk", "Samen lopen", "A walk")
    with pytest.raises(ValidationError):
        block_kind_add(programme=cast.werkplaats, actor=cast["Nadia"], name_nl="samen lopen", name_en="Else")
    with pytest.raises(PermissionDenied):
        block_kind_add(programme=cast.werkplaats, actor=cast["Iris"], name_nl="Anders", name_en="Else")


def test_database_refuses_unknown_block_state(cast: Cast, meeting):
    block_add(meeting=meeting, actor=cast["Iris"], title="A")
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaBlock.objects.update(state="refused")


def test_block_in_progress_follows_the_clock(cast: Cast, meeting):
    for title in ("Welkom", "Maken"):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=30)
    agenda, begins = agenda_of(meeting), meeting.begins
    going_on = [agenda.running(begins + timedelta(minutes=minutes)) for minutes in (-1, 0, 29, 30, 60)]
    assert [line and line.block.title for line in going_on] == [None, "Welkom", "Welkom", "Maken", None]
