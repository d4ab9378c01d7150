"""On the day and after it: the screen in the room, rounding off, catching up, and beginning the next one."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from meetings.access import visit_of
from meetings.models import Attendance, Meeting, MeetingInvitee, Task
from meetings.selectors.mode_suggestion import aims_in_text, mode_suggestion
from meetings.selectors.page import meeting_page
from meetings.selectors.presenter import presenter_view
from meetings.services.agenda import block_add, block_propose
from meetings.services.notes import meeting_complete
from meetings.services.run_sheet import run_sheet_copy
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import invitee_of, meeting_make
from tests.meetings.test_agenda import both_addresses, titles


@pytest.fixture
def meeting(cast: Cast):
    """A coming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


@pytest.fixture
def held(cast: Cast):
    """A meeting of last week."""
    return meeting_make(cast.burgerschap, cast["Iris"], days=-7)


def room_at(meeting, person, minutes: int, **asked: str):
    """The screen so many minutes after the beginning."""
    page = meeting_page(visit_of(person, meeting.pk))
    return presenter_view(page, asked, now=meeting.begins + timedelta(minutes=minutes))


def test_the_screen_follows_the_clock(cast: Cast, meeting):
    for title in ("Welkom", "Maken"):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=30)
    before, first, second, after = (room_at(meeting, cast["Iris"], minutes) for minutes in (-5, 5, 35, 65))
    assert [room.line and room.line.block.title for room in (before, first, second, after)] == [
        None,
        "Welkom",
        "Maken",
        None,
    ]
    assert before.following.block.title == "Welkom"
    assert first.changes_at == meeting.begins + timedelta(minutes=30)
    assert (first.back, first.on, second.back, second.on) == (None, 2, 1, None)


def test_somebody_leads_the_screen_by_hand(cast: Cast, meeting):
    for title in ("Welkom", "Maken"):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=30)
    room = room_at(meeting, cast["Iris"], 5, part="2")
    assert (room.line.block.title, room.by_hand, room.changes_at) == ("Maken", True, None)


@pytest.mark.parametrize("part", ["0", "9", "-1", "x", "²", "9" * 50])
def test_a_part_that_is_none_follows_the_clock(cast: Cast, meeting, part):
    block_add(meeting=meeting, actor=cast["Iris"], title="Welkom", minutes=30)
    assert not room_at(meeting, cast["Iris"], 5, part=part).by_hand


def test_the_screen_opens_by_both_doors(cast: Cast, meeting, as_):
    block_add(meeting=meeting, actor=cast["Iris"], title="Welkom", minutes=30, lead=cast["Sem"])
    for number, address in enumerate(both_addresses("presenter", meeting, cast["Amira"])):
        page = as_("Amira" if number == 0 else None).get(f"{address}?part=1").content.decode()
        assert "Welkom" in page
        assert "Sem" in page
        assert "Voorbeeld" not in page.partition("<main")[2]


def test_rounding_off_keeps_notes_and_makes_tasks(cast: Cast, held):
    tasks = "Amira: foto’s maken\n- Koffie regelen\n\nMisschien: dit niet"
    meeting_complete(meeting=held, actor=cast["Iris"], what=" Gemaakt. ", tasks=tasks)
    held.refresh_from_db()
    assert (held.notes_what, held.completed_at is not None) == ("Gemaakt.", True)
    assert list(Task.objects.order_by("pk").values_list("text", "owner__first_name")) == [
        ("Foto’s maken", "Amira"),
        ("Koffie regelen", None),
        ("Misschien: dit niet", None),
    ]


def test_rounding_off_with_the_same_tasks_once_more_makes_them_once(cast: Cast, held):
    for tasks in ("Amira: foto’s maken\nKoffie regelen", "Amira: foto’s maken\nKoffie regelen\nBram: foto’s maken"):
        meeting_complete(meeting=held, actor=cast["Iris"], tasks=tasks)
    owners = Task.objects.order_by("pk").values_list("text", "owner__first_name")
    assert list(owners) == [("Foto’s maken", "Amira"), ("Koffie regelen", None), ("Foto’s maken", "Bram")]


def test_notes_that_somebody_wrote_meanwhile_are_not_overwritten_unseen(cast: Cast, held, as_):
    address = reverse("meetings:meeting_complete", args=[held.pk])
    page = as_("Iris").get(address).content.decode()
    seen = re.search(r'action="(\?seen=\w+)"', page)
    assert seen is not None
    as_("Nadia").post(address, {"what": "Gemaakt."})
    page = as_("Iris").post(address + seen[1], {"what": "Iets anders."}).content.decode()
    held.refresh_from_db()
    assert held.notes_what == "Gemaakt."
    assert "Iets anders." in page
    again = re.search(r'action="(\?seen=\w+)"', page)
    assert again is not None
    for _click in range(2):
        as_("Iris").post(address + again[1], {"what": "Iets anders."})
    held.refresh_from_db()
    assert held.notes_what == "Iets anders."


def test_a_first_name_that_two_people_have_makes_nobody_the_owner(cast: Cast, held):
    cast["Bram"].first_name = "Amira"
    cast["Bram"].save(update_fields=["first_name"])
    meeting_complete(meeting=held, actor=cast["Iris"], tasks="Amira: foto’s maken")
    assert Task.objects.get().owner is None


def test_rounding_off_with_nothing_is_enough(cast: Cast, held):
    assert meeting_complete(meeting=held, actor=cast["Iris"]).completed_at is not None


def test_a_line_that_is_too_long_is_named_and_nothing_is_kept(cast: Cast, held, as_):
    address = reverse("meetings:meeting_complete", args=[held.pk])
    response = as_("Iris").post(address, {"what": "Gemaakt", "tasks": f"Kort\n{'lang' * 100}"})
    assert "langlang" in response.content.decode()
    held.refresh_from_db()
    assert (held.notes_what, Task.objects.count()) == ("", 0)


def test_a_meeting_that_has_not_begun_is_not_rounded_off(cast: Cast, meeting):
    with pytest.raises(ValidationError):
        meeting_complete(meeting=meeting, actor=cast["Iris"], what="Gemaakt")


@pytest.mark.parametrize("name", ["Amira", "Greet", "Hugo"])
def test_who_does_not_lead_rounds_nothing_off(cast: Cast, held, name):
    with pytest.raises(PermissionDenied):
        meeting_complete(meeting=held, actor=cast[name], what="Gemaakt")


def test_everybody_reads_the_notes_by_both_doors(cast: Cast, held, as_):
    meeting_complete(meeting=held, actor=cast["Iris"], what="Gemaakt", how="Met stickers", why="Dan zie je het")
    for number, address in enumerate(both_addresses("meeting", held, cast["Amira"])):
        page = as_("Amira" if number == 0 else None).get(address).content.decode()
        assert all(words in page for words in ("Gemaakt", "Met stickers", "Dan zie je het"))


def missed_link(client, address: str) -> bool:
    return "Dit heb je gemist" in client.get(address).content.decode()


def test_who_was_not_there_or_could_not_come_finds_what_they_missed(cast: Cast, held, as_):
    address = reverse("meetings:meeting", args=[held.pk])
    Attendance.objects.create(invitee=invitee_of(held, cast["Amira"]), was_there=False, recorded_by="facilitator")
    MeetingInvitee.objects.filter(meeting=held, person__in=[cast["Bram"], cast["Sem"]]).update(answer="no")
    Attendance.objects.create(invitee=invitee_of(held, cast["Sem"]), was_there=True, recorded_by="facilitator")
    found = {name: missed_link(as_(name), address) for name in ("Amira", "Bram", "Sem", "Olga", "Iris")}
    assert found == {"Amira": True, "Bram": True, "Sem": False, "Olga": False, "Iris": False}


def test_what_was_missed_is_one_step_from_the_link_to_the_next_meeting(cast: Cast, held, meeting, client):
    meeting_complete(meeting=held, actor=cast["Iris"], what="Gemaakt", tasks="Bram: foto’s")
    Attendance.objects.create(invitee=invitee_of(held, cast["Amira"]), was_there=False, recorded_by="facilitator")
    there = both_addresses("meeting", meeting, cast["Amira"])[1]
    back = reverse("meetings:link_missed", args=[invitee_token(invitee_of(held, cast["Amira"]))])
    assert back in client.get(there).content.decode()
    page = client.get(back).content.decode()
    assert all(words in page for words in ("Gemaakt", "Foto’s", "Het gaat verder"))


def test_nothing_written_down_is_said_kindly(cast: Cast, held, client):
    page = client.get(both_addresses("missed", held, cast["Amira"])[1]).content.decode()
    assert "Vraag het aan iemand die er was" in page


def test_the_next_one_begins_with_the_agenda_of_the_last_one_but_not_with_who_led(cast: Cast, held, meeting):
    block_add(meeting=held, actor=cast["Iris"], title="Welkom", minutes=15, note="In een kring", lead=cast["Sem"])
    block_propose(meeting=held, actor=cast["Amira"], title="Niet mee")
    run_sheet_copy(meeting=meeting, source=held, actor=cast["Iris"])
    assert [(b.title, b.minutes, b.note, b.lead) for b in meeting.blocks.all()] == [
        ("Welkom", 15, "In een kring", None)
    ]


def test_place_and_standing_words_come_along_where_there_are_none(cast: Cast, held):
    Meeting.objects.filter(pk=held.pk).update(title="Werkmiddag", mode_reason="we gaan maken")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], place="")
    block_add(meeting=held, actor=cast["Iris"], title="Welkom")
    run_sheet_copy(meeting=meeting, source=Meeting.objects.get(pk=held.pk), actor=cast["Iris"])
    meeting.refresh_from_db()
    assert (meeting.title, meeting.place, meeting.mode_reason) == ("Werkmiddag", held.place, "we gaan maken")


def test_an_agenda_that_is_there_is_not_written_over(cast: Cast, held, meeting, as_):
    for one in (held, meeting):
        block_add(meeting=one, actor=cast["Iris"], title="Welkom")
    as_("Iris").post(reverse("meetings:run_sheet_start", args=[meeting.pk]))
    assert titles(meeting) == ["Welkom"]


def test_a_run_sheet_of_another_programme_is_no_start(cast: Cast, meeting):
    elsewhere = meeting_make(cast.talent, cast["Vera"])
    with pytest.raises(PermissionDenied):
        run_sheet_copy(meeting=meeting, source=elsewhere, actor=cast["Iris"])


@pytest.mark.parametrize(
    ("aims", "purpose", "mode"),
    [
        (["make"], "", "on_site"),
        (["align"], "", "online"),
        (["discuss", "decide"], "", "on_site"),
        ([], "We kiezen welke les we uitproberen", "on_site"),
        ([], "We bespreken het artikel", "online"),
        ([], "Let’s decide on the next design", "on_site"),
        (["align"], "We gaan samen maken", "online"),  # what somebody chose goes before what words say
    ],
)
def test_what_a_meeting_is_for_suggests_how_to_meet(aims, purpose, mode):
    suggestion = mode_suggestion(aims=aims, purpose=purpose)
    assert suggestion is not None
    assert suggestion.mode == mode
    assert suggestion.reason


def test_words_that_point_nowhere_suggest_nothing():
    assert aims_in_text("Fijn om jullie te zien.") == []
    assert mode_suggestion(aims=[], purpose="Fijn om jullie te zien.") is None


def test_a_first_meeting_is_suggested_on_site(db):
    suggestion = mode_suggestion(aims=["align"], purpose="", is_first=True)
    assert suggestion is not None
    assert suggestion.mode == "on_site"


def test_who_chooses_otherwise_is_asked_why_once_and_keeps_the_choice(cast: Cast, held, meeting, as_):
    address, client = reverse("meetings:purpose", args=[meeting.pk]), as_("Iris")
    given = {"purpose": "We gaan samen maken", "aims": ["make"], "mode": "online"}
    assert client.post(address, given).headers["Location"] == address
    assert "Jij koos anders" in client.get(address).content.decode()
    response = client.post(address, {**given, "mode_reason": "de zaal is dicht"})
    assert response.headers["Location"] == reverse("meetings:meeting", args=[meeting.pk])
    meeting.refresh_from_db()
    assert (meeting.mode, meeting.mode_reason, meeting.aims) == ("online", "de zaal is dicht", ["make"])


def test_a_meeting_with_a_day_and_a_place_looks_finished(cast: Cast, meeting, as_):
    page = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode().partition("<main")[2]
    assert page.count("<h2") == 1  # whether one comes
    assert not any(words in page for words in ("Agenda</h2>", "Vooraf", "Bestanden", "Onze links"))
