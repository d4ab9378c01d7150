"""The presenter view, completing a meeting, catching up, and starting the next meeting from this one."""

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
from tests.cast import Cast
from tests.meetings.meeting_cases import invitee_of, meeting_make
from tests.meetings.test_agenda import both_addresses, titles


@pytest.fixture
def meeting(cast: Cast):
    """An upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


@pytest.fixture
def held(cast: Cast):
    """A meeting of last week."""
    return meeting_make(cast.burgerschap, cast["Iris"], days=-7)


def presenter_at(meeting, person, minutes: int, **asked: str):
    """The presenter view, `minutes` after the start."""
    page = meeting_page(visit_of(person, meeting.pk))
    return presenter_view(page, asked, now=meeting.begins + timedelta(minutes=minutes))


def test_presenter_view_follows_the_clock(cast: Cast, meeting):
    for title in ("Welkom", "Maken"):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=30)
    before, first, second, after = (presenter_at(meeting, cast["Iris"], minutes) for minutes in (-5, 5, 35, 65))
    assert [view.line and view.line.block.title for view in (before, first, second, after)] == [
        None,
        "Welkom",
        "Maken",
        None,
    ]
    assert before.following.block.title == "Welkom"
    assert first.changes_at == meeting.begins + timedelta(minutes=30)
    assert (first.previous, first.next, second.previous, second.next) == (None, 2, 1, None)


def test_presenter_view_shows_the_requested_part(cast: Cast, meeting):
    for title in ("Welkom", "Maken"):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=30)
    view = presenter_at(meeting, cast["Iris"], 5, part="2")
    assert (view.line.block.title, view.by_hand, view.changes_at) == ("Maken", True, None)


@pytest.mark.parametrize("part", ["0", "9", "-1", "x", "²", "9" * 50])
def test_unknown_part_falls_back_to_the_clock(cast: Cast, meeting, part):
    block_add(meeting=meeting, actor=cast["Iris"], title="Welkom", minutes=30)
    assert not presenter_at(meeting, cast["Iris"], 5, part=part).by_hand


def test_presenter_view_opens_signed_in_and_by_link(cast: Cast, meeting, as_):
    block_add(meeting=meeting, actor=cast["Iris"], title="Welkom", minutes=30, lead=cast["Sem"])
    for number, address in enumerate(both_addresses("presenter", meeting, cast["Amira"])):
        page = as_("Amira" if number == 0 else None).get(f"{address}?part=1").content.decode()
        assert "Welkom" in page
        assert "Sem" in page
        assert "Voorbeeld" not in page.partition("<main")[2]


def test_completing_saves_notes_and_creates_tasks(cast: Cast, held):
    tasks = "Amira: foto’s maken\n- Koffie regelen\n\nMisschien: dit niet"
    meeting_complete(meeting=held, actor=cast["Iris"], what=" Gemaakt. ", tasks=tasks)
    held.refresh_from_db()
    assert (held.notes_what, held.completed_at is not None) == ("Gemaakt.", True)
    assert list(Task.objects.order_by("pk").values_list("text", "owner__first_name")) == [
        ("Foto’s maken", "Amira"),
        ("Koffie regelen", None),
        ("Misschien: dit niet", None),
    ]


def test_completing_again_creates_only_new_tasks(cast: Cast, held):
    for tasks in ("Amira: foto’s maken\nKoffie regelen", "Amira: foto’s maken\nKoffie regelen\nBram: foto’s maken"):
        meeting_complete(meeting=held, actor=cast["Iris"], tasks=tasks)
    owners = Task.objects.order_by("pk").values_list("text", "owner__first_name")
    assert list(owners) == [("Foto’s maken", "Amira"), ("Koffie regelen", None), ("Foto’s maken", "Bram")]


def test_stale_form_does_not_overwrite_newer_notes(cast: Cast, held, as_):
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


def test_ambiguous_first_name_leaves_task_without_owner(cast: Cast, held):
    cast["Bram"].first_name = "Amira"
    cast["Bram"].save(update_fields=["first_name"])
    meeting_complete(meeting=held, actor=cast["Iris"], tasks="Amira: foto’s maken")
    assert Task.objects.get().owner is None


def test_completing_requires_no_fields(cast: Cast, held):
    assert meeting_complete(meeting=held, actor=cast["Iris"]).completed_at is not None


def test_overlong_task_line_is_named_and_saves_nothing(cast: Cast, held, as_):
    address = reverse("meetings:meeting_complete", args=[held.pk])
    response = as_("Iris").post(address, {"what": "Gemaakt", "tasks": f"Kort\n{'lang' * 100}"})
    assert "langlang" in response.content.decode()
    held.refresh_from_db()
    assert (held.notes_what, Task.objects.count()) == ("", 0)


def test_meeting_cannot_be_completed_before_it_begins(cast: Cast, meeting):
    with pytest.raises(ValidationError):
        meeting_complete(meeting=meeting, actor=cast["Iris"], what="Gemaakt")


@pytest.mark.parametrize("name", ["Amira", "Greet", "Hugo"])
def test_completing_is_denied_to_other_people(cast: Cast, held, name):
    with pytest.raises(PermissionDenied):
        meeting_complete(meeting=held, actor=cast[name], what="Gemaakt")


def test_notes_are_shown_signed_in_and_by_link(cast: Cast, held, as_):
    meeting_complete(meeting=held, actor=cast["Iris"], what="Gemaakt", how="Met stickers", why="Dan zie je het")
    for number, address in enumerate(both_addresses("meeting", held, cast["Amira"])):
        page = as_("Amira" if number == 0 else None).get(address).content.decode()
        assert all(words in page for words in ("Gemaakt", "Met stickers", "Dan zie je het"))


def missed_link(client, address: str) -> bool:
    return "Dit heb je gemist" in client.get(address).content.decode()


def test_missed_link_is_shown_to_absent_people_only(cast: Cast, held, as_):
    address = reverse("meetings:meeting", args=[held.pk])
    Attendance.objects.create(invitee=invitee_of(held, cast["Amira"]), was_there=False, recorded_by="facilitator")
    MeetingInvitee.objects.filter(meeting=held, person__in=[cast["Bram"], cast["Sem"]]).update(answer="no")
    Attendance.objects.create(invitee=invitee_of(held, cast["Sem"]), was_there=True, recorded_by="facilitator")
    found = {name: missed_link(as_(name), address) for name in ("Amira", "Bram", "Sem", "Olga", "Iris")}
    assert found == {"Amira": True, "Bram": True, "Sem": False, "Olga": False, "Iris": False}


def test_next_meeting_links_to_the_missed_one_behind_sign_in(cast: Cast, held, meeting, client, as_):
    meeting_complete(meeting=held, actor=cast["Iris"], what="Gemaakt", tasks="Bram: foto’s")
    Attendance.objects.create(invitee=invitee_of(held, cast["Amira"]), was_there=False, recorded_by="facilitator")
    there = both_addresses("meeting", meeting, cast["Amira"])[1]
    back = reverse("meetings:missed", args=[held.pk])
    assert back in client.get(there).content.decode()
    page = as_("Amira").get(back).content.decode()
    assert all(words in page for words in ("Gemaakt", "Foto’s", "De volgende keer"))


def test_missed_page_without_notes_says_whom_to_ask(cast: Cast, held, client):
    page = client.get(both_addresses("missed", held, cast["Amira"])[1]).content.decode()
    assert "Vraag het aan iemand die er was" in page


def test_run_sheet_copy_takes_the_agenda_without_leads(cast: Cast, held, meeting):
    block_add(meeting=held, actor=cast["Iris"], title="Welkom", minutes=15, note="In een kring", lead=cast["Sem"])
    block_propose(meeting=held, actor=cast["Amira"], title="Niet mee")
    run_sheet_copy(meeting=meeting, source=held, actor=cast["Iris"])
    assert [(b.title, b.minutes, b.note, b.lead) for b in meeting.blocks.all()] == [
        ("Welkom", 15, "In een kring", None)
    ]


def test_run_sheet_copy_fills_in_empty_fields_only(cast: Cast, held):
    Meeting.objects.filter(pk=held.pk).update(title="Werkmiddag", mode_reason="we gaan maken")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], place="")
    block_add(meeting=held, actor=cast["Iris"], title="Welkom")
    run_sheet_copy(meeting=meeting, source=Meeting.objects.get(pk=held.pk), actor=cast["Iris"])
    meeting.refresh_from_db()
    assert (meeting.title, meeting.place, meeting.mode_reason) == ("Werkmiddag", held.place, "we gaan maken")


def test_run_sheet_copy_refuses_an_existing_agenda(cast: Cast, held, meeting, as_):
    for one in (held, meeting):
        block_add(meeting=one, actor=cast["Iris"], title="Welkom")
    as_("Iris").post(reverse("meetings:run_sheet_start", args=[meeting.pk]))
    assert titles(meeting) == ["Welkom"]


def test_run_sheet_copy_denies_another_programme(cast: Cast, meeting):
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
        (["align"], "We gaan samen maken", "online"),  # chosen aims override the purpose
    ],
)
def test_mode_suggestion_follows_aims_and_purpose(aims, purpose, mode):
    suggestion = mode_suggestion(aims=aims, purpose=purpose)
    assert suggestion is not None
    assert suggestion.mode == mode
    assert suggestion.reason


def test_mode_suggestion_is_none_without_known_words():
    assert aims_in_text("Fijn om jullie te zien.") == []
    assert mode_suggestion(aims=[], purpose="Fijn om jullie te zien.") is None


def test_first_meeting_is_suggested_on_site(db):
    suggestion = mode_suggestion(aims=["align"], purpose="", is_first=True)
    assert suggestion is not None
    assert suggestion.mode == "on_site"


def test_choosing_another_mode_asks_for_a_note_once(cast: Cast, held, meeting, as_):
    address, client = reverse("meetings:purpose", args=[meeting.pk]), as_("Iris")
    given = {"purpose": "We gaan samen maken", "aims": ["make"], "mode": "online"}
    assert client.post(address, given).headers["Location"] == address
    assert "Jij koos anders" in client.get(address).content.decode()
    response = client.post(address, {**given, "mode_reason": "de zaal is dicht"})
    assert response.headers["Location"] == reverse("meetings:meeting", args=[meeting.pk])
    meeting.refresh_from_db()
    assert (meeting.mode, meeting.mode_reason, meeting.aims) == ("online", "de zaal is dicht", ["make"])


def test_meeting_with_date_and_place_looks_finished(cast: Cast, meeting, as_):
    page = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode().partition("<main")[2]
    assert page.count("<h2") == 1  # only the question about coming
    assert not any(words in page for words in ("Agenda</h2>", "Vooraf", "Bestanden", "Onze links"))
