"""A date poll about an existing meeting, which keeps its date until a leader chooses another."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from mailing.models import Email
from meetings.models import DateMark, DateOption, DatePoll, Meeting
from meetings.services.meeting import meeting_cancel, meeting_change, meeting_create
from meetings.services.poll import ASKED, poll_ask, poll_close, poll_drop, poll_mark
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.calendar_cases import calendar_bytes, event_of, method_of, sent_later
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make, undecided_make

AMIRA = "amira@example.org"
MOMENTS = [(in_days(20), time(15)), (in_days(22), time(9))]
FORM = {"day_1": MOMENTS[0][0].isoformat(), "from_1": "15:00", "day_2": MOMENTS[1][0].isoformat(), "from_2": "09:00"}


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Return an upcoming meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"])


def option(number: int = 0) -> int:
    return DateOption.objects.order_by("on_date", "starts_at")[number].pk


def asked(cast: Cast, meeting: Meeting) -> Meeting:
    poll_ask(meeting=meeting, actor=cast["Iris"], moments=MOMENTS)
    return meeting


def test_poll_leaves_the_meeting_and_its_replies_unchanged(as_, cast: Cast, meeting: Meeting):
    as_("Amira").post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "yes"})
    answer = as_("Iris").post(reverse("meetings:poll_about", args=[meeting.pk]), FORM)
    assert answer.status_code == 302
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.on_date, now.sequence, invitee_of(meeting, cast["Amira"]).answer) == (meeting.on_date, 0, "yes")
    page = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "Tot er een dag is gekozen, blijft het" in page
    assert "Wanneer kun je?" in page


def test_poll_sends_one_email_without_a_calendar_attachment(cast: Cast, meeting: Meeting, mail_server):
    sent_later()
    before = len(mail_server.mailbox.messages_to(AMIRA))
    asked(cast, meeting)
    sent_later()
    (email,) = mail_server.mailbox.messages_to(AMIRA)[before:]
    assert method_of(email) == "no calendar"
    text = email.get_payload()[0].get_payload(decode=True).decode()
    assert "krijgt misschien een andere datum" in text
    assert f"/m/{invitee_token(invitee_of(meeting, cast['Amira']))}/" in text


def test_chosen_day_moves_the_existing_meeting(cast: Cast, meeting: Meeting, client, as_, mail_server):
    sent_later()
    asked(cast, meeting)
    token = invitee_token(invitee_of(meeting, cast["Amira"]))
    client.post(reverse("meetings:link_poll_mark", args=[token]), {f"option-{option(1)}": "yes"})
    as_("Iris").post(reverse("meetings:poll_choose", args=[meeting.pk, option(1)]))
    now = Meeting.objects.get()
    assert (now.pk, now.on_date, now.starts_at, now.sequence) == (meeting.pk, in_days(22), time(9), 1)
    assert (invitee_of(meeting, cast["Amira"]).answer, invitee_of(meeting, cast["Bram"]).answer) == ("yes", "")
    assert not DatePoll.objects.exists()
    sent_later()
    event = event_of(calendar_bytes(mail_server.mailbox.messages_to(AMIRA)[-1]))
    assert (str(event["UID"]), event["SEQUENCE"]) == (f"meeting-{meeting.pk}@localhost", 1)


def test_choosing_the_current_day_moves_nothing(cast: Cast, meeting: Meeting):
    assert meeting.on_date is not None
    assert meeting.starts_at is not None
    poll_ask(
        meeting=meeting, actor=cast["Iris"], moments=[(meeting.on_date, meeting.starts_at), (in_days(20), time(15))]
    )
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): "no"})
    poll_close(meeting=meeting, actor=cast["Iris"], option_pk=option())
    assert (Meeting.objects.get().sequence, DatePoll.objects.exists(), DateMark.objects.exists()) == (0, False, False)
    assert invitee_of(meeting, cast["Amira"]).answer == "no"


def test_stopping_the_poll_deletes_marks(as_, cast: Cast, meeting: Meeting):
    poll_mark(meeting=asked(cast, meeting), actor=cast["Amira"], marks={option(): "yes"})
    for _click in range(2):
        as_("Iris").post(reverse("meetings:poll_stop", args=[meeting.pk]))
    assert not DateMark.objects.exists()
    assert Meeting.objects.get().on_date == meeting.on_date
    with pytest.raises(PermissionDenied):
        poll_drop(meeting=meeting, actor=cast["Amira"])


def test_second_poll_is_refused_and_a_second_click_asks_once(as_, cast: Cast, meeting: Meeting):
    for _click in range(2):
        assert as_("Iris").post(reverse("meetings:poll_about", args=[meeting.pk]), FORM).status_code == 302
    assert Email.objects.filter(email_type=ASKED, recipient=cast["Amira"]).count() == 1
    with pytest.raises(ValidationError):
        poll_ask(meeting=meeting, actor=cast["Iris"], moments=[(in_days(30), time(9)), (in_days(31), time(9))])


def test_undecided_date_is_set_by_a_poll(cast: Cast):
    undecided = asked(cast, undecided_make(cast.burgerschap, cast["Iris"]))
    poll_close(meeting=undecided, actor=cast["Iris"], option_pk=option())
    assert Meeting.objects.get().on_date == in_days(20)


def test_coordinator_moves_a_facilitators_exchange_by_a_poll(as_, cast: Cast):
    fields: dict[str, Any] = {"on_date": in_days(30), "starts_at": time(15), "minutes": 90, "publish": True}
    kind = Meeting.Kind.FACILITATORS
    exchange = meeting_create(programme=cast.werkplaats, network=None, actor=cast["Nadia"], kind=kind, **fields)
    as_("Nadia").post(reverse("meetings:poll_about", args=[exchange.pk]), FORM)
    as_("Hugo").post(reverse("meetings:poll_mark", args=[exchange.pk]), {f"option-{option()}": "yes"})
    as_("Nadia").post(reverse("meetings:poll_choose", args=[exchange.pk, option()]))
    assert Meeting.objects.get().on_date == in_days(20)
    assert invitee_of(exchange, cast["Hugo"]).answer == "yes"


@pytest.mark.parametrize("moments", [MOMENTS[:1], [MOMENTS[0]] * 2, [(in_days(-1), time(9)), MOMENTS[0]]])
def test_poll_about_a_meeting_needs_two_different_future_days(cast: Cast, meeting: Meeting, moments):
    with pytest.raises(ValidationError):
        poll_ask(meeting=meeting, actor=cast["Iris"], moments=moments)


def test_poll_about_a_cancelled_past_or_draft_meeting_is_refused(cast: Cast, meeting: Meeting):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-3)
    draft = meeting_make(cast.burgerschap, cast["Iris"], days=40, publish=False)
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    for one in (held, draft, meeting):
        with pytest.raises(ValidationError):
            poll_ask(meeting=one, actor=cast["Iris"], moments=MOMENTS)
    with pytest.raises(PermissionDenied):
        poll_ask(meeting=held, actor=cast["Amira"], moments=MOMENTS)


def test_waiting_email_is_not_sent_after_the_day_is_chosen(cast: Cast, meeting: Meeting, mailoutbox):
    sent_later()
    mailoutbox.clear()
    asked(cast, meeting)
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(25))
    sent_later()
    assert [email.subject for email in mailoutbox if "Wanneer kun je?" in email.subject] == []
