"""Invitations to meetings expire after a year, and names a year after the term of the network. Access stays."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tasks import purge
from meetings.models import AgendaBlock, Attendance, Meeting, MeetingInvitee, Preparation, PreparationTick, Task
from meetings.services.guests import guest_add
from meetings.services.retention import invitations_purge
from meetings.tokens import invitee_token
from networks.models import Network, Participation
from tests.cast import Cast
from tests.meetings.meeting_cases import invited, invitee_of, meeting_make, undecided_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

JUNE = date(2030, 6, 15)
Today = Callable[[date], None]


@pytest.fixture
def today(clock) -> Today:
    """Set the date: `today(date)`."""

    def to(day: date) -> None:
        clock(datetime(day.year, day.month, day.day, 4, tzinfo=timezone.get_default_timezone()))

    return to


def meeting_on(day: date, network: Network, **fields) -> Meeting:
    """Return a published meeting that was held on a day, with everyone invited beforehand."""
    meeting = meeting_make(network, **fields)
    Meeting.objects.filter(pk=meeting.pk).update(on_date=day)
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("day", "held", "stays"),
    [
        (JUNE, date(2029, 6, 14), False),
        (JUNE, date(2029, 6, 15), True),
        # Attendance stays until the end of October, and so do these.
        (date(2030, 10, 31), date(2029, 8, 1), True),
        (date(2030, 10, 31), date(2029, 7, 31), False),
        (date(2030, 11, 1), date(2029, 10, 31), False),
        (date(2030, 11, 1), date(2029, 11, 1), True),
    ],
)
def test_invitation_expires_a_year_after_its_meeting(cast: Cast, today: Today, day: date, held: date, stays: bool):
    meeting = meeting_on(held, cast.burgerschap)
    today(day)
    for _again in range(2):
        invitations_purge()
    assert bool(invited(meeting)) == stays


def test_attendance_is_not_deleted_early_with_its_invitation(cast: Cast, today: Today):
    meeting = meeting_on(date(2029, 9, 3), cast.burgerschap)
    Attendance.objects.create(
        invitee=invitee_of(meeting, cast["Amira"]), was_there=True, recorded_by=Attendance.RecordedBy.FACILITATOR
    )
    today(date(2030, 10, 31))
    invitations_purge()
    assert Attendance.objects.filter(invitee__meeting=meeting).exists()


def test_upcoming_meetings_and_answers_are_untouched(cast: Cast):
    coming, undecided = meeting_make(cast.burgerschap), undecided_make(cast.burgerschap)
    MeetingInvitee.objects.filter(meeting=coming, person=cast["Amira"]).update(answer=MeetingInvitee.Answer.YES)
    before = list(MeetingInvitee.objects.order_by("pk").values())
    invitations_purge()
    purge("")
    assert list(MeetingInvitee.objects.order_by("pk").values()) == before
    assert invited(undecided)


def test_invitation_without_a_date_expires_a_year_after_the_window(cast: Cast, today: Today):
    deleted, stays = undecided_make(cast.burgerschap), undecided_make(cast.burgerschap, title="Later")
    for meeting, last in ((deleted, date(2029, 6, 14)), (stays, date(2029, 6, 15))):
        Meeting.objects.filter(pk=meeting.pk).update(window_starts=date(2029, 6, 1), window_ends=last)
    today(JUNE)
    invitations_purge()
    assert (invited(deleted), bool(invited(stays))) == (set(), True)


def test_participant_reads_old_meetings_without_invitation(as_, cast: Cast, today: Today):
    meeting = meeting_on(date(2028, 3, 1), cast.burgerschap, title="Wat we lazen")
    today(JUNE)
    invitations_purge()
    page = as_("Amira").get(reverse("meetings:meeting", args=[meeting.pk]))
    assert "Wat we lazen" in page.content.decode()
    assert as_("Otto").get(reverse("meetings:meeting", args=[meeting.pk])).status_code == 404


def test_restricted_meeting_stays_open_while_the_invitee_participates(as_, cast: Cast, today: Today):
    meeting = meeting_on(date(2028, 3, 1), cast.burgerschap, kind=Meeting.Kind.STUDENTS)
    address = reverse("meetings:meeting", args=[meeting.pk])
    today(JUNE)
    invitations_purge()
    assert as_("Bram").get(address).status_code == 200
    Participation.objects.filter(person=cast["Bram"]).update(until=date(2030, 6, 14))
    invitations_purge()
    assert "Bram" not in invited(meeting)
    assert as_("Amira").get(address).status_code == 404


def test_invitations_to_a_cancelled_meeting_expire(cast: Cast, today: Today):
    meeting = meeting_on(date(2028, 3, 1), cast.burgerschap, kind=Meeting.Kind.STUDENTS)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED, cancelled_at=timezone.now())
    today(JUNE)
    invitations_purge()
    assert not invited(meeting)


def test_guest_loses_invitation_link_and_name_on_the_agenda(as_, client, cast: Cast, today: Today):
    """Without the invitation, the name of the account would show, which no one in the network knows."""
    meeting = meeting_make(cast.burgerschap)
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name="De man van de bieb")
    link = reverse("meetings:link_meeting", args=[invitee_token(guest)])
    AgendaBlock.objects.create(meeting=meeting, title="Lezing", lead=cast["Gijs"], proposed_by=cast["Gijs"])
    AgendaBlock.objects.create(meeting=meeting, title="Gesprek", lead=cast["Amira"])
    Task.objects.create(network=cast.burgerschap, meeting=meeting, text="Boeken", owner=cast["Gijs"])
    Meeting.objects.filter(pk=meeting.pk).update(on_date=date(2029, 6, 14))
    today(JUNE)
    assert client.get(link).status_code == 200
    invitations_purge()
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
def test_names_expire_a_year_after_the_term_or_after_four_years(
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
        purge("")
    for row in (block, task, meeting):
        row.refresh_from_db()
    left = [block.lead, task.owner, meeting.host, PreparationTick.objects.first()]
    assert [bool(each) for each in left] == [stays] * 4
