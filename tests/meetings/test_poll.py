"""A date poll for a new meeting: asking, marking days and choosing one."""

from datetime import datetime, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.tasks import purge
from jobs.services import jobs_run_due
from mailing.models import Email
from meetings.models import DateMark, DateOption, DatePoll, Meeting
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.notifications import INVITATION
from meetings.services.poll import poll_close, poll_mark, poll_open
from meetings.tokens import invitee_token
from networks.study_years import current_first_year
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make

MOMENTS = [(in_days(20), time(15)), (in_days(22), time(15)), (in_days(22), time(19))]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return poll_open(network=cast.burgerschap, actor=cast["Iris"], moments=MOMENTS, minutes=60, place="De Rank")


def option(number: int = 0) -> int:
    return DateOption.objects.order_by("on_date", "starts_at")[number].pk


def page_of(as_, meeting: Meeting, name: str) -> str:
    return str(as_(name).get(reverse("meetings:meeting", args=[meeting.pk])).content.decode())


def test_poll_creates_a_meeting_with_its_days_as_window(as_, cast: Cast):
    form = {"minutes": "60", "mode": "on_site", "day_1": in_days(20).isoformat(), "from_1": "15:00"}
    form |= {"day_2": in_days(22).isoformat(), "from_2": "15:00", "from_3": "15:00"}
    as_("Iris").post(reverse("meetings:poll_add", args=[cast.burgerschap.pk]), form)
    meeting = Meeting.objects.get()
    assert (meeting.window_starts, meeting.window_ends, meeting.state) == (in_days(20), in_days(22), "published")
    assert DateOption.objects.count() == 2


@pytest.mark.parametrize("second", ["", "2020-01-01", in_days(20).isoformat()])
def test_poll_needs_two_different_future_days(as_, cast: Cast, second: str):
    form = {"minutes": "60", "mode": "on_site", "day_1": in_days(20).isoformat(), "from_1": "15:00"}
    form |= {"day_2": second, "from_2": "15:00"}
    response = as_("Iris").post(reverse("meetings:poll_add", args=[cast.burgerschap.pk]), form)
    assert "data-focus-on-load" in response.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.usefixtures("meeting")
def test_poll_sends_every_invitee_one_email(cast: Cast, mailoutbox):
    assert Email.objects.filter(recipient=cast["Amira"], email_type=INVITATION).count() == 1
    while jobs_run_due():
        pass
    (email,) = [message for message in mailoutbox if message.to == ["amira@example.org"]]
    assert "Wanneer kun je?" in email.body


def test_marks_are_saved_by_account_and_by_link(as_, client, cast: Cast, meeting: Meeting):
    as_("Umut").post(reverse("meetings:poll_mark", args=[meeting.pk]), {f"option-{option()}": "yes"})
    token = invitee_token(invitee_of(meeting, cast["Amira"]))
    client.post(reverse("meetings:link_poll_mark", args=[token]), {f"option-{option()}": "no", "option-x": "yes"})
    said = dict(DateMark.objects.values_list("invitee__person__first_name", "mark"))
    assert said == {"Umut": "yes", "Amira": "no"}


def test_mark_can_be_changed_and_withdrawn(cast: Cast, meeting: Meeting):
    for mark in ("yes", "unsure"):
        poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): mark})
    assert DateMark.objects.get().mark == "unsure"
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): ""})
    assert not DateMark.objects.exists()


def test_replies_by_name_are_shown_to_leaders_only(as_, cast: Cast, meeting: Meeting):
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): "yes"})
    assert "Amira Voorbeeld" in page_of(as_, meeting, "Iris")
    for name in ("Bram", "Nadia", "Wouter"):
        assert "Amira" not in page_of(as_, meeting, name)
    assert "checked" in page_of(as_, meeting, "Amira")
    assert "checked" not in page_of(as_, meeting, "Bram")


def test_choosing_a_day_notifies_invitees_and_turns_marks_into_replies(as_, cast: Cast, meeting: Meeting):
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(0): "no", option(1): "yes"})
    poll_mark(meeting=meeting, actor=cast["Umut"], marks={option(0): "yes", option(1): "unsure"})
    as_("Iris").post(reverse("meetings:poll_choose", args=[meeting.pk, option(1)]))
    meeting.refresh_from_db()
    assert (meeting.on_date, meeting.starts_at, meeting.sequence) == (in_days(22), time(15), 1)
    answers = [invitee_of(meeting, cast[name]).answer for name in ("Amira", "Umut", "Bram")]
    assert answers == ["yes", "unsure", ""]
    assert not DateMark.objects.exists()
    assert Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"]).count() == 2


def test_closed_or_cancelled_poll_takes_no_marks(cast: Cast, meeting: Meeting):
    first = option()
    other = poll_open(network=cast.burgerschap, actor=cast["Iris"], moments=MOMENTS, minutes=60)
    key = DateOption.objects.filter(poll__meeting=other).earliest("pk").pk
    poll_close(meeting=meeting, actor=cast["Iris"], option_pk=first)
    meeting_cancel(meeting=other, actor=cast["Iris"])
    for closed, of_it in ((meeting, first), (other, key)):
        with pytest.raises(ValidationError):
            poll_mark(meeting=closed, actor=cast["Amira"], marks={of_it: "yes"})
        with pytest.raises(ValidationError):
            poll_close(meeting=closed, actor=cast["Iris"], option_pk=of_it)


def test_day_of_another_poll_is_refused(as_, cast: Cast, meeting: Meeting):
    other = poll_open(network=cast.rekenen, actor=cast["Hugo"], moments=MOMENTS, minutes=60)
    key = DateOption.objects.filter(poll__meeting=other).earliest("pk").pk
    response = as_("Iris").post(reverse("meetings:poll_choose", args=[meeting.pk, key]), follow=True)
    assert "Kies een van de dagen waarnaar je hebt gevraagd." in response.content.decode()
    assert DatePoll.objects.count() == 2
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={key: "yes"})
    assert not DateMark.objects.exists()


def test_only_invitees_mark_and_only_leaders_choose(cast: Cast, meeting: Meeting):
    with pytest.raises(PermissionDenied):
        poll_mark(meeting=meeting, actor=cast["Nadia"], marks={option(): "yes"})
    for name in ("Amira", "Nadia"):
        with pytest.raises(PermissionDenied):
            poll_close(meeting=meeting, actor=cast[name], option_pk=option())


def test_unknown_mark_is_refused(cast: Cast, meeting: Meeting):
    with pytest.raises(ValidationError):
        poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): "ziek"})
    with pytest.raises(IntegrityError), transaction.atomic():
        DateMark.objects.create(option_id=option(), invitee=invitee_of(meeting, cast["Amira"]), mark="ziek")


def test_meeting_without_a_poll_shows_no_question(as_, cast: Cast):
    assert "Wanneer kun je?" not in page_of(as_, meeting_make(cast.burgerschap, cast["Iris"]), "Amira")


def test_marks_of_an_unclosed_poll_expire_after_the_study_year(cast: Cast, meeting: Meeting, clock):
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): "yes"})
    first_year = current_first_year(DateMark.objects.get().option.on_date)
    clock(datetime(first_year + 1, 11, 1, 3, tzinfo=timezone.get_default_timezone()))
    purge("")
    assert not DateMark.objects.exists()


def test_setting_the_date_by_hand_closes_the_poll_and_deletes_marks(cast: Cast, meeting: Meeting):
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): "no"})
    day: dict[str, Any] = {"on_date": in_days(21), "starts_at": time(15), "window_starts": None, "window_ends": None}
    meeting_change(meeting=meeting, actor=cast["Iris"], **day)
    assert not DatePoll.objects.exists()
    assert not DateMark.objects.exists()


def test_cancelling_a_meeting_deletes_marks(cast: Cast, meeting: Meeting):
    poll_mark(meeting=meeting, actor=cast["Amira"], marks={option(): "no"})
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    assert not DateMark.objects.exists()
