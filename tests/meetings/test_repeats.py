"""Identical requests by one person create one row and get the same response."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.urls import reverse

from mailing.models import Email
from meetings.models import (
    AgendaBlock,
    Meeting,
    MeetingFile,
    MeetingInvitee,
    Post,
    Preparation,
    SupportNeed,
    Task,
)
from meetings.services import idempotency
from meetings.services.agenda import block_add, block_propose, block_remove
from meetings.services.idempotency import idempotent_create
from meetings.tokens import invitee_token
from tests.cast import Cast, cast_make
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Return an upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


DAYS = {"day_1": in_days(20).isoformat(), "from_1": "15:00", "day_2": in_days(22).isoformat(), "from_2": "15:00"}
MOMENT = {"on_date": in_days(9).isoformat(), "starts_at": "12:00", "ends_at": "13:00", "mode": "on_site"}
# For each form: the model it creates, who sends it, the route and the form data.
FORMS: dict[str, tuple[type, str, str, dict[str, str]]] = {
    "agenda block": (AgendaBlock, "Iris", "agenda", {"title": "Pauze", "minutes": "15"}),
    "suggested block": (AgendaBlock, "Amira", "block_propose", {"title": "Foto’s", "leads": "on"}),
    "preparation": (Preparation, "Iris", "preparation_add", {"text": "Lees het stuk", "minutes": "20"}),
    "task": (Task, "Amira", "task_add", {"text": "Foto’s", "due_on": in_days(3).isoformat()}),
    "guest": (MeetingInvitee, "Iris", "guests", {"display_name": "Saar", "email": "saar@example.org"}),
    "support need": (SupportNeed, "Iris", "support_need_add", {"text": "Een camera", "owner": "{amira}"}),
    "post": (Post, "Amira", "posts", {"text": "Ik probeer het muurtje."}),
    "poll": (Meeting, "Iris", "poll_add", {"minutes": "60", "mode": "on_site", **DAYS}),
    "get-together": (Meeting, "Amira", "informal_meeting_add", {"title": "Lunch", **MOMENT}),
    "programme draft": (Meeting, "Nadia", "programme_meeting_add", {"kind": "facilitators", **MOMENT}),
    "year plan draft": (Meeting, "Iris", "year_add", {"kind": "network", **MOMENT}),
}


def address_of(name: str, meeting: Meeting, cast: Cast) -> str:
    of_network = {"posts", "poll_add", "informal_meeting_add", "year_add"}
    keys = [cast.burgerschap.pk] if name in of_network else [meeting.pk]
    keys = [cast.werkplaats.pk] if name == "programme_meeting_add" else keys
    return reverse(f"meetings:{name}", args=[*keys, *([cast.year.pk] if name == "year_add" else [])])


@pytest.mark.parametrize("what", FORMS)
def test_second_click_creates_nothing_and_gets_the_same_response(what: str, as_, cast: Cast, meeting: Meeting):
    model, name, route, given = FORMS[what]
    form = {key: value.format(amira=cast["Amira"].pk) for key, value in given.items()}
    form |= {"due_on": in_days(3).isoformat()} if what == "support need" else {}
    before, client = model.objects.count(), as_(name)  # type: ignore[attr-defined]  # every model has rows
    first, second = (client.post(address_of(route, meeting, cast), form) for _click in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert model.objects.count() == before + 1  # type: ignore[attr-defined]  # every model has rows


def test_guest_invited_by_two_clicks_gets_one_email(as_, cast: Cast, meeting: Meeting):
    for _click in range(2):
        as_("Iris").post(
            reverse("meetings:guests", args=[meeting.pk]), {"display_name": "Saar", "email": "saar@example.org"}
        )
    assert Email.objects.filter(recipient__email="saar@example.org").count() == 1


def test_same_file_sent_twice_by_link_is_stored_once(client, cast: Cast, meeting: Meeting):
    address = reverse("meetings:link_file_add", args=[invitee_token(invitee_of(meeting, cast["Amira"]))])
    for content in (b"Stuk", b"Stuk", b"Ander stuk"):
        assert client.post(address, {"file": SimpleUploadedFile("stuk.txt", content)}).status_code == 302
    assert MeetingFile.objects.count() == 2


def test_different_text_creates_another_row(cast: Cast, meeting: Meeting):
    for person, title in (("Amira", "Foto’s"), ("Amira", "Foto’s kijken"), ("Bram", "Foto’s")):
        block_propose(meeting=meeting, actor=cast[person], title=title)
    assert AgendaBlock.objects.count() == 3


def test_same_block_is_added_twice_only_with_another_in_between(cast: Cast, meeting: Meeting):
    for title in ("Pauze", "Pauze", "Werken", "Pauze"):
        block_add(meeting=meeting, actor=cast["Iris"], title=title)
    assert list(meeting.blocks.values_list("title", flat=True)) == ["Pauze", "Werken", "Pauze"]


def test_removed_object_can_be_added_again_at_once(cast: Cast, meeting: Meeting):
    block_remove(block=block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s"), actor=cast["Amira"])
    block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
    assert AgendaBlock.objects.count() == 1


def test_same_request_after_a_minute_creates_another_row(cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(idempotency, "REPEAT_WINDOW", timedelta(0))
    for _time in range(2):
        block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
    assert AgendaBlock.objects.count() == 2


def test_rolled_back_creation_is_not_remembered(cast: Cast, meeting: Meeting):
    with transaction.atomic():
        block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
        transaction.set_rollback(True)
    block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s")
    assert AgendaBlock.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql("SQLite has one writer at a time")
def test_simultaneous_requests_create_one_row():
    cast = cast_make()
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    start = threading.Barrier(2)

    def propose() -> Any:
        try:
            start.wait(30)
            return block_propose(meeting=meeting, actor=cast["Amira"], title="Foto’s").pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as pool:
        both: list[Callable[[], Any]] = [pool.submit(propose).result for _click in range(2)]
        assert len({result() for result in both}) == 1
    assert AgendaBlock.objects.count() == 1


@pytest.mark.django_db
def test_cache_contains_no_texts_or_names(cast: Cast):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    idempotent_create(
        meeting.blocks.all(), ("Foto’s",), lambda: AgendaBlock.objects.create(meeting=meeting, title="Foto’s")
    )
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache WHERE cache_key LIKE %s", ["%made.%"])
        rows = cursor.fetchall()
    assert rows
    assert not any("Foto" in str(row) for row in rows)
