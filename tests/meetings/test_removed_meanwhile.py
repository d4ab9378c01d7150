"""Objects that another person removes while a form is open: the page says so and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.urls import reverse

from meetings.models import (
    AgendaBlock,
    BlockedPeriod,
    Meeting,
    MeetingFile,
    Post,
    Preparation,
    PreparationTick,
    SupportNeed,
    Task,
    YearPlan,
)
from meetings.services.agenda import (
    block_add,
    block_claim,
    block_move,
    block_propose,
    block_release,
    block_remove,
    block_schedule,
)
from meetings.services.calendar import blocked_period_add
from meetings.services.files import file_add, file_remove
from meetings.services.meeting import meeting_cancel
from meetings.services.posts import post_add, post_remove
from meetings.services.preparation import preparation_add, preparation_remove, preparation_tick
from meetings.services.support_needs import support_need_add, support_need_remove, support_need_tick
from meetings.services.tasks import task_add, task_claim, task_remove
from meetings.services.year_plan import year_plan_add
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make

WORDS = "Wat ik net typte"
JUST_REMOVED = "Dit is net verwijderd. Er is niets bewaard."
NOT_HERE = "Dit is er niet meer"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Return the first online meeting of Burgerschap, for which support needs can be recorded."""
    return meeting_make(cast.burgerschap, cast["Iris"], mode=Meeting.Mode.ONLINE, place="")


def part(cast: Cast, meeting: Meeting) -> AgendaBlock:
    return block_add(meeting=meeting, actor=cast["Iris"], title="Pauze")


def reading(cast: Cast, meeting: Meeting) -> Preparation:
    return preparation_add(meeting=meeting, actor=cast["Iris"], text="Lees", minutes=20)


def task(cast: Cast, meeting: Meeting) -> Task:
    return task_add(meeting=meeting, actor=cast["Amira"], text="Foto’s", owner=cast["Amira"])


def support_need(cast: Cast, meeting: Meeting) -> SupportNeed:
    return support_need_add(meeting=meeting, actor=cast["Iris"], text="Camera", owner=cast["Amira"], due_on=in_days(3))


def post(cast: Cast, meeting: Meeting) -> Post:
    return post_add(network=cast.burgerschap, actor=cast["Amira"], text="Ik probeer iets.")


def period(cast: Cast, meeting: Meeting) -> BlockedPeriod:
    return blocked_period_add(
        programme=cast.werkplaats, actor=cast["Nadia"], name="Toets", first_day=in_days(1), last_day=in_days(2)
    )


Make = Callable[[Cast, Meeting], Model]
# For each object: how it is made, who changes it, on which page and with which form data.
FORMS: dict[str, tuple[Make, str, str, dict[str, str]]] = {
    "part": (part, "Iris", "block", {"title": WORDS}),
    "preparation": (reading, "Iris", "preparation_edit", {"text": WORDS, "minutes": "5"}),
    "task": (task, "Amira", "task_edit", {"text": WORDS}),
    "support need": (support_need, "Iris", "support_need_edit", {"text": WORDS}),
    "post": (post, "Amira", "post", {"text": WORDS}),
    "period": (period, "Nadia", "period", {"name": WORDS}),
}


def filled_in(what: str, cast: Cast) -> dict[str, str]:
    more = {"owner": str(cast["Amira"].pk), "due_on": in_days(3).isoformat()} if what == "support need" else {}
    more |= {"first_day": in_days(1).isoformat(), "last_day": in_days(2).isoformat()} if what == "period" else {}
    return FORMS[what][3] | more


def address_of(what: str, row: Model, cast: Cast, meeting: Meeting) -> str:
    parents = {"post": cast.burgerschap.pk, "period": cast.werkplaats.pk}
    return reverse(f"meetings:{FORMS[what][2]}", args=[parents.get(what, meeting.pk), row.pk])


def remove_while_posting(monkeypatch: pytest.MonkeyPatch, row: Model) -> None:
    """Delete a row between the view loading it and validating its form."""
    real = forms.Form.full_clean

    def full_clean(form: forms.Form) -> None:
        type(row).objects.filter(pk=row.pk).delete()  # type: ignore[attr-defined]  # every model has rows
        real(form)

    monkeypatch.setattr(forms.Form, "full_clean", full_clean)


@pytest.mark.parametrize("what", FORMS)
def test_form_for_an_object_removed_meanwhile_keeps_what_was_typed(
    what: str, as_, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
):
    row = FORMS[what][0](cast, meeting)
    remove_while_posting(monkeypatch, row)
    answer = as_(FORMS[what][1]).post(address_of(what, row, cast, meeting), filled_in(what, cast))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert JUST_REMOVED in page
    assert WORDS in page
    assert not type(row).objects.filter(pk=row.pk).exists()  # type: ignore[attr-defined]  # every model has rows


@pytest.mark.parametrize("what", [name for name in FORMS if name != "period"])
def test_form_for_an_object_removed_earlier_returns_what_was_typed(what: str, as_, cast: Cast, meeting: Meeting):
    row = FORMS[what][0](cast, meeting)
    address = address_of(what, row, cast, meeting)
    row.delete()
    answer = as_(FORMS[what][1]).post(address, filled_in(what, cast))
    page = answer.content.decode()
    assert answer.status_code == 404
    assert NOT_HERE in page
    assert WORDS in page


def test_not_found_page_by_personal_link_leads_back_to_the_meeting(client, cast: Cast, meeting: Meeting):
    token, removed = invitee_token(invitee_of(meeting, cast["Amira"])), task(cast, meeting)
    removed.delete()
    answer = client.post(reverse("meetings:link_task_edit", args=[token, removed.pk or 1]), {"text": WORDS})
    assert answer.status_code == 404
    assert f'href="/m/{token}/"' in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"


# For each action: how the object is made, the service, its argument for the object, the actor and further arguments.
Act = tuple[Make, Callable[..., object], str, str, dict[str, bool]]
ACTS: dict[str, Act] = {
    "moving": (part, block_move, "block", "Iris", {"up": True}),
    "placing": (part, block_schedule, "block", "Iris", {}),
    "leading": (part, block_claim, "block", "Amira", {}),
    "ticking off": (reading, preparation_tick, "preparation", "Amira", {"done": True}),
    "picking up": (task, task_claim, "task", "Amira", {}),
}


def act_on_removed(act: Act, cast: Cast, meeting: Meeting) -> Any:
    """Call a service with a row that was just deleted. Returns its model."""
    make, service, argument, name, options = act
    row: Any = make(cast, meeting)
    type(row).objects.filter(pk=row.pk).delete()
    where = {"meeting": meeting} if make is support_need else {}
    service(**{argument: row}, actor=cast[name], **options, **where)
    return type(row)


@pytest.mark.parametrize("what", ACTS)
def test_action_on_an_object_removed_meanwhile_is_refused(what: str, cast: Cast, meeting: Meeting):
    with pytest.raises(ValidationError) as refusal:
        act_on_removed(ACTS[what], cast, meeting)
    assert refusal.value.messages == [JUST_REMOVED]
    assert not PreparationTick.objects.exists()


REMOVALS: dict[str, Act] = {
    "part": (part, block_remove, "block", "Iris", {}),
    "lead": (part, block_release, "block", "Amira", {}),
    "preparation": (reading, preparation_remove, "preparation", "Iris", {}),
    "task": (task, task_remove, "task", "Amira", {}),
    "post": (post, post_remove, "post", "Amira", {}),
    "support need": (support_need, support_need_remove, "need", "Iris", {}),
    "tick": (support_need, support_need_tick, "need", "Amira", {"done": True}),
}


@pytest.mark.parametrize("what", REMOVALS)
def test_removing_a_removed_object_is_harmless(what: str, cast: Cast, meeting: Meeting):
    assert not act_on_removed(REMOVALS[what], cast, meeting).objects.exists()


def test_file_removed_meanwhile_is_refused_as_preparation(cast: Cast, meeting: Meeting):
    file = file_add(meeting=meeting, actor=cast["Amira"], name="stuk.txt", content=b"Stuk")
    file_remove(file=MeetingFile.objects.get(pk=file.pk), actor=cast["Amira"])
    with pytest.raises(ValidationError) as refusal:
        preparation_add(meeting=meeting, actor=cast["Iris"], text="Lees", minutes=5, file=file)
    assert "file" in refusal.value.error_dict


def test_block_scheduled_meanwhile_cannot_be_withdrawn(cast: Cast, meeting: Meeting):
    seen = block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
    block_schedule(block=seen, actor=cast["Iris"])
    with pytest.raises(PermissionDenied):
        block_remove(block=seen, actor=cast["Amira"])


def test_claiming_a_task_twice_is_harmless(cast: Cast, meeting: Meeting):
    free = task_add(meeting=meeting, actor=cast["Iris"], text="Koffie")
    for _click in range(2):
        task_claim(task=free, actor=cast["Amira"])
    free.refresh_from_db()
    assert free.owner == cast["Amira"]


def draft_make(cast: Cast) -> Meeting:
    return year_plan_add(
        network=cast.burgerschap, study_year=cast.year, actor=cast["Iris"], on_date=in_days(9), starts_at="13:30"
    )


def test_form_for_a_draft_discarded_meanwhile_says_so(as_, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    draft = draft_make(cast)
    remove_while_posting(monkeypatch, draft)
    form = {"kind": "network", "on_date": in_days(9).isoformat(), "starts_at": "14:00", "ends_at": "15:00"}
    answer = as_("Iris").post(
        reverse("meetings:meeting_edit", args=[draft.pk]), {**form, "mode": "on_site", "title": WORDS}
    )
    assert answer.status_code == 200
    assert JUST_REMOVED in answer.content.decode()
    assert WORDS in answer.content.decode()


@pytest.mark.parametrize("name", ["year_publish", "year_discard"])
def test_action_on_a_plan_discarded_meanwhile_says_so(as_, cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str):
    plan = draft_make(cast).plan
    assert plan is not None

    def discarded(*args: object, **options: object) -> YearPlan:
        found = YearPlan.objects.get(pk=plan.pk)
        plan.meetings.all().delete()
        YearPlan.objects.filter(pk=plan.pk).delete()
        return found

    monkeypatch.setattr("meetings.views.plan.get_object_or_404", discarded)
    address = reverse(f"meetings:{name}", args=[cast.burgerschap.pk, cast.year.pk])
    assert JUST_REMOVED in as_("Iris").post(address, follow=True).content.decode()


def test_moving_a_block_of_a_cancelled_meeting_is_refused(as_, cast: Cast, meeting: Meeting):
    row = part(cast, meeting)
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    answer = as_("Iris").post(reverse("meetings:block_move", args=[meeting.pk, row.pk]), {}, follow=True)
    assert "Deze bijeenkomst gaat niet door." in answer.content.decode()
