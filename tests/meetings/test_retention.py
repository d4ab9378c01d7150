"""Invitations to meetings go after a year, and names on what was done a year after the term; rights stay."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaBlock, Attendance, Meeting, MeetingInvitee, Preparation, PreparationTick, Task
from meetings.services.guests import guest_add
from meetings.services.retention import invitations_forget, names_forget
from meetings.tokens import invitee_token
from networks.models import Network, Participation
from tests.cast import Cast
from tests.meetings.meeting_cases import floating_make, invited, invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

JUNE = date(2030, 6, 15)
Today = Callable[[date], None]


@pytest.fixture
def today(clock) -> Today:
    """Let it be a day: `today(date)`."""

    def to(day: date) -> None:
        clock(datetime(day.year, day.month, day.day, 4, tzinfo=timezone.get_default_timezone()))

    return to


def meeting_on(day: date, network: Network, **fields) -> Meeting:
    """A published meeting that was held on a day; everybody was invited when it was still to come."""
    meeting = meeting_make(network, **fields)
    Meeting.objects.filter(pk=meeting.pk).update(on_date=day)
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("day", "held", "stays"),
    [
        (JUNE, date(2029, 6, 14), False),
        (JUNE, date(2029, 6, 15), True),
        # Who was there is kept until the end of October, so these go together with it.
        (date(2030, 10, 31), date(2029, 8, 1), True),
        (date(2030, 10, 31), date(2029, 7, 31), False),
        (date(2030, 11, 1), date(2029, 10, 31), False),
        (date(2030, 11, 1), date(2029, 11, 1), True),
    ],
)
def test_an_invitation_goes_a_year_after_its_meeting(cast: Cast, today: Today, day: date, held: date, stays: bool):
    meeting = meeting_on(held, cast.burgerschap)
    today(day)
    for _again in range(2):
        invitations_forget()
    assert bool(invited(meeting)) == stays


def test_who_was_there_is_never_lost_with_the_invitation_before_its_time(cast: Cast, today: Today):
    meeting = meeting_on(date(2029, 9, 3), cast.burgerschap)
    Attendance.objects.create(
        invitee=invitee_of(meeting, cast["Amira"]), was_there=True, recorded_by=Attendance.RecordedBy.FACILITATOR
    )
    today(date(2030, 10, 31))
    invitations_forget()
    assert Attendance.objects.filter(invitee__meeting=meeting).exists()


def test_a_coming_meeting_and_what_people_answered_are_not_touched(cast: Cast):
    coming, floating = meeting_make(cast.burgerschap), floating_make(cast.burgerschap)
    MeetingInvitee.objects.filter(meeting=coming, person=cast["Amira"]).update(answer=MeetingInvitee.Answer.YES)
    before = list(MeetingInvitee.objects.order_by("pk").values())
    invitations_forget()
    names_forget()
    assert list(MeetingInvitee.objects.order_by("pk").values()) == before
    assert invited(floating)


def test_weeks_in_which_a_meeting_never_got_its_day_count_from_the_last_one(cast: Cast, today: Today):
    gone, stays = floating_make(cast.burgerschap), floating_make(cast.burgerschap, title="Later")
    for meeting, last in ((gone, date(2029, 6, 14)), (stays, date(2029, 6, 15))):
        Meeting.objects.filter(pk=meeting.pk).update(window_starts=date(2029, 6, 1), window_ends=last)
    today(JUNE)
    invitations_forget()
    assert (invited(gone), bool(invited(stays))) == (set(), True)


def test_who_takes_part_reads_the_meetings_of_the_network_all_the_same(as_, cast: Cast, today: Today):
    meeting = meeting_on(date(2028, 3, 1), cast.burgerschap, title="Wat we lazen")
    today(JUNE)
    invitations_forget()
    page = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk]))
    assert "Wat we lazen" in page.content.decode()
    assert as_("Otto").get(reverse("meetings:meeting", args=[meeting.pk])).status_code == 404


def test_a_meeting_for_some_stays_open_to_them_as_long_as_they_take_part(as_, cast: Cast, today: Today):
    meeting = meeting_on(date(2028, 3, 1), cast.burgerschap, kind=Meeting.Kind.STUDENTS)
    address = reverse("meetings:meeting", args=[meeting.pk])
    today(JUNE)
    invitations_forget()
    assert as_("Bram").get(address).status_code == 200
    Participation.objects.filter(person=cast["Bram"]).update(until=date(2030, 6, 14))
    invitations_forget()
    assert "Bram" not in invited(meeting)
    assert as_("Amira").get(address).status_code == 404


def test_of_a_meeting_that_was_called_off_nobody_needs_the_invitation(cast: Cast, today: Today):
    meeting = meeting_on(date(2028, 3, 1), cast.burgerschap, kind=Meeting.Kind.STUDENTS)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED, cancelled_at=timezone.now())
    today(JUNE)
    invitations_forget()
    assert not invited(meeting)


def test_the_invitation_of_a_guest_goes_with_the_link_and_the_name_on_the_agenda(as_, client, cast: Cast, today: Today):
    """Without the invitation the name of the account would stand there, which nobody in the network knows."""
    meeting = meeting_make(cast.burgerschap)
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    link = reverse("meetings:link_meeting", args=[invitee_token(guest)])
    AgendaBlock.objects.create(meeting=meeting, title="Lezing", lead=cast["Gijs"], proposed_by=cast["Gijs"])
    AgendaBlock.objects.create(meeting=meeting, title="Gesprek", lead=cast["Amira"])
    Task.objects.create(network=cast.burgerschap, meeting=meeting, text="Boeken", owner=cast["Gijs"])
    Meeting.objects.filter(pk=meeting.pk).update(on_date=date(2029, 6, 14))
    today(JUNE)
    assert client.get(link).status_code == 200
    invitations_forget()
    assert client.get(link).status_code == 404
    page = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "Lezing" in page
    assert "Boeken" in page
    assert "Gijs" not in page
    assert AgendaBlock.objects.get(title="Gesprek").lead == cast["Amira"]


@pytest.mark.parametrize(
    ("ends_on", "held", "stays"),
    [
        (date(2029, 6, 14), date(2028, 6, 1), False),
        (date(2029, 6, 15), date(2020, 6, 1), True),
        (None, date(2026, 6, 14), False),
        (None, date(2026, 6, 15), True),
    ],
)
def test_names_go_a_year_after_the_term_or_after_four_years_and_what_was_done_stays(
    cast: Cast, today: Today, ends_on: date | None, held: date, stays: bool
):
    meeting = meeting_on(held, cast.burgerschap)
    block = AgendaBlock.objects.create(meeting=meeting, title="Lezing", lead=cast["Amira"])
    done_at = datetime(held.year, held.month, held.day, 12, tzinfo=timezone.get_default_timezone())
    task = Task.objects.create(network=cast.burgerschap, text="Boeken", owner=cast["Amira"], done_at=done_at)
    preparation = Preparation.objects.create(meeting=meeting, text="Lees dit", minutes=20)
    PreparationTick.objects.create(preparation=preparation, person=cast["Amira"])
    Meeting.objects.filter(pk=meeting.pk).update(host=cast["Amira"])
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=ends_on)
    today(JUNE)
    for _again in range(2):
        names_forget()
    for row in (block, task, meeting):
        row.refresh_from_db()
    kept = [block.lead, task.owner, meeting.host, PreparationTick.objects.first()]
    assert [bool(each) for each in kept] == [stays] * 4
