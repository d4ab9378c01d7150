"""Changing a task: its text, its due date and, for planners, its owner."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from meetings.models import Meeting, Task
from meetings.services.agenda import block_add
from meetings.services.guests import guest_add
from meetings.services.tasks import task_add, task_change
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make
from tests.meetings.test_agenda import both_addresses


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Return an upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


@pytest.fixture
def task(cast: Cast, meeting: Meeting) -> Task:
    """Return a task of Amira."""
    return task_add(meeting=meeting, actor=cast["Amira"], text="Foto’s", owner=cast["Amira"])


def stored(task: Task) -> tuple[str, Any, Any]:
    row = Task.objects.select_related("owner").get(pk=task.pk)
    return row.text, row.owner and row.owner.first_name, row.due_on


def test_owner_changes_a_task_by_account_and_link(cast: Cast, meeting, task, as_):
    for number, address in enumerate(both_addresses("task_edit", meeting, cast["Amira"], task.pk)):
        client = as_("Amira" if number == 0 else None)
        assert "Foto’s" in client.get(address).content.decode()
        client.post(address, {"text": f"Foto’s {number} ", "due_on": in_days(number + 1).isoformat()})
        assert stored(task) == (f"Foto’s {number}", "Amira", in_days(number + 1))


def test_planner_reassigns_or_unassigns_a_task(cast: Cast, meeting, task, as_):
    address = reverse("meetings:task_edit", args=[meeting.pk, task.pk])
    for owner, name in ((cast["Bram"].pk, "Bram"), ("", None)):
        as_("Wouter").post(address, {"text": "Foto’s", "owner": owner, "due_on": ""})
        assert stored(task) == ("Foto’s", name, None)


def test_owner_cannot_reassign_a_task(cast: Cast, meeting, task, as_):
    as_("Amira").post(
        reverse("meetings:task_edit", args=[meeting.pk, task.pk]), {"text": "Foto’s", "owner": cast["Bram"].pk}
    )
    assert stored(task)[1] == "Amira"
    with pytest.raises(PermissionDenied):
        task_change(task=task, actor=cast["Amira"], owner=cast["Bram"])


def test_task_of_another_person_cannot_be_changed(cast: Cast, meeting, task, as_):
    address = reverse("meetings:task_edit", args=[meeting.pk, task.pk])
    bram = as_("Bram")
    assert [bram.get(address).status_code, bram.post(address, {"text": "Niets"}).status_code] == [403, 403]
    with pytest.raises(PermissionDenied):
        task_change(task=task, actor=cast["Bram"], text="Niets")


@pytest.mark.parametrize(
    ("fields", "name"), [({"text": ""}, "text"), ({"text": "x" * 301}, "text"), ({"due_on": in_days(99999)}, "due_on")]
)
def test_invalid_task_is_refused(cast: Cast, task, fields, name):
    with pytest.raises(ValidationError) as refusal:
        task_change(task=task, actor=cast["Amira"], **fields)
    assert name in refusal.value.error_dict
    assert stored(task) == ("Foto’s", "Amira", None)


def test_guest_keeps_a_task_under_the_name_on_their_invitation(cast: Cast, meeting, task, as_):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    Task.objects.filter(pk=task.pk).update(owner=guest.person)
    address = reverse("meetings:task_edit", args=[meeting.pk, task.pk])
    page = as_("Iris").get(address).content.decode()
    assert "De man van de bieb" in page
    assert "Gijs" not in page
    as_("Iris").post(address, {"text": "Boeken", "owner": guest.person_id, "due_on": ""})
    assert stored(task)[:2] == ("Boeken", "Gijs")


def test_earlier_open_task_is_changed_at_the_next_meeting(cast: Cast, meeting, as_):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    task = task_add(meeting=held, actor=cast["Amira"], text="Foto’s", owner=cast["Amira"])
    as_("Amira").post(reverse("meetings:task_edit", args=[meeting.pk, task.pk]), {"text": "Tekeningen"})
    assert stored(task)[0] == "Tekeningen"


def test_changing_a_block_keeps_the_guest_who_leads_it(cast: Cast, meeting, as_):
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    part = block_add(meeting=meeting, actor=cast["Iris"], title="Boeken", lead=guest.person)
    address = reverse("meetings:block", args=[meeting.pk, part.pk])
    page = as_("Iris").get(address).content.decode()
    chosen = re.search(r'<option value="(\d+)" selected>\s*De man van de bieb', page)
    assert chosen
    as_("Iris").post(address, {"title": "Boeken", "minutes": "20", "lead": chosen[1]})
    part.refresh_from_db()
    assert (part.minutes, part.lead) == (20, guest.person)
