"""Meetings on the home pages."""

from datetime import UTC, date, datetime, time, timedelta
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.formatting import format_relative_day
from meetings.models import Attendance, BlockedPeriod, Meeting, MeetingInvitee, Preparation, PreparationTick, Task
from meetings.selectors.meeting_summary import attendance_labels, meeting_summaries
from meetings.services.attendance import attendance_record
from meetings.services.meeting import meeting_cancel
from networks.models import Network, Participation
from tests.cast import Cast
from tests.meetings.meeting_cases import invitee_of, meeting_make, undecided_make

pytestmark = pytest.mark.django_db


def home_of(client: Client, cast: Cast, name: str = "Amira") -> str:
    client.force_login(cast[name])
    return client.get(reverse("overview:network", args=[cast.burgerschap.pk])).content.decode()


def test_next_meeting_comes_first_with_three_replies(client: Client, cast: Cast) -> None:
    meeting_make(cast.burgerschap, cast["Iris"], days=20, place="Later")
    meeting_make(cast.burgerschap, cast["Iris"], days=3, purpose="We kiezen.", place="De Rank")
    text = home_of(client, cast)
    assert "De Rank" in text
    assert "Later" not in text
    assert text.index("We kiezen.") < text.index("Weet ik nog niet") < text.index("Voor jou")


def test_reply_from_the_home_page_returns_to_it(client: Client, cast: Cast) -> None:
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    client.force_login(cast["Amira"])
    response = client.post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "yes", "from_network": "1"})
    assert response["Location"] == reverse("overview:network", args=[cast.burgerschap.pk])


def test_meeting_with_a_date_comes_before_an_undecided_one(client: Client, cast: Cast) -> None:
    undecided_make(cast.burgerschap, cast["Iris"])
    assert "tussen week" in home_of(client, cast)
    meeting_make(cast.burgerschap, cast["Iris"], days=60, place="De Rank")
    assert "De Rank" in home_of(client, cast)


def test_home_without_meeting_offers_date_poll_to_planners_only(client: Client, cast: Cast) -> None:
    assert "Datum prikken" in home_of(client, cast, "Iris")
    text = home_of(client, cast)
    assert "Nog geen datum." in text or "Het is zomer." in text
    assert "Datum prikken" not in text


def test_student_meeting_is_next_for_students_only(client: Client, cast: Cast) -> None:
    meeting_make(cast.burgerschap, cast["Iris"], kind=Meeting.Kind.STUDENTS, place="Bij de studenten")
    assert "Bij de studenten" in home_of(client, cast, "Bram")
    assert "Bij de studenten" not in home_of(client, cast)


def test_home_shows_at_most_three_things_to_do(client: Client, cast: Cast) -> None:
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=3)
    assert "Niets te doen. Tot " in home_of(client, cast)
    reading = Preparation.objects.create(meeting=meeting, text="Lees het stuk van Noor", minutes=20)
    for number in range(4):
        Task.objects.create(network=cast.burgerschap, meeting=meeting, text=f"Taak {number}", owner=cast["Amira"])
    text = home_of(client, cast)
    assert "20&nbsp;minuten" in text
    assert "Taak 1" in text
    assert "Taak 2" not in text
    PreparationTick.objects.create(preparation=reading, person=cast["Amira"])
    assert "Lees het stuk van Noor" not in home_of(client, cast)


def test_absent_participant_is_offered_catching_up(client: Client, cast: Cast) -> None:
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-2)
    assert "Dit heb je gemist" not in home_of(client, cast)
    attendance_record(meeting=held, actor=cast["Iris"], attendance={invitee_of(held, cast["Amira"]).pk: False})
    assert "Dit heb je gemist" in home_of(client, cast)
    assert "Dit heb je gemist" not in home_of(client, cast, "Bram")


def test_declining_invitee_is_offered_catching_up_unless_present(client: Client, cast: Cast) -> None:
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-2)
    MeetingInvitee.objects.filter(meeting=held, person=cast["Amira"]).update(answer="no")
    assert "Dit heb je gemist" in home_of(client, cast)
    attendance_record(meeting=held, actor=cast["Iris"], attendance={invitee_of(held, cast["Amira"]).pk: True})
    assert "Dit heb je gemist" not in home_of(client, cast)


def test_newcomer_is_shown_the_participants(client: Client, cast: Cast) -> None:
    assert "Je kent nog niemand?" not in home_of(client, cast)
    Participation.objects.filter(person=cast["Amira"]).update(from_date=timezone.localdate())
    assert "Je kent nog niemand?" in home_of(client, cast)


def test_home_of_ended_network_says_so(client: Client, cast: Cast) -> None:
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert "Dit netwerk is gestopt." in home_of(client, cast)


def test_facilitator_links_lead_to_the_agenda(client: Client, cast: Cast) -> None:
    meeting_make(cast.burgerschap, cast["Iris"])
    assert "Agenda maken" in home_of(client, cast, "Iris")
    assert "Agenda maken" not in home_of(client, cast)


def test_home_lists_next_meetings_of_all_networks(client: Client, cast: Cast) -> None:
    seat = Participation.objects.get(person=cast["Amira"])
    Participation.objects.create(
        network=cast.rekenen, person=cast["Amira"], background=seat.background, from_date=seat.from_date
    )
    meeting_make(cast.burgerschap, cast["Iris"])
    meeting_make(cast.rekenen, cast["Hugo"], title="Breuken")
    client.force_login(cast["Amira"])
    text = client.get(reverse("overview:home")).content.decode()
    assert "Breuken" in text
    assert text.index("Je eerstvolgende bijeenkomsten") < text.index("Breuken")


def test_coordinator_sees_the_next_meeting_of_each_network(client: Client, cast: Cast) -> None:
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    client.force_login(cast["Nadia"])
    text = client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).content.decode()
    assert f"week\N{NO-BREAK SPACE}{meeting.last_day.isocalendar().week}" in text


MONDAY = date(2026, 9, 14)


def asks_on(network: Network, day: date) -> bool:
    """Return whether coordinators see on a day that no meeting is planned."""
    with mock.patch.object(timezone, "now", return_value=datetime.combine(day, time(12), tzinfo=UTC)):
        return meeting_summaries([network])[network.pk].asks_question


def held_on(cast: Cast, day: date) -> Meeting:
    """Return a meeting of Burgerschap held on a day."""
    held = meeting_make(cast.burgerschap, cast["Iris"])
    Meeting.objects.filter(pk=held.pk).update(on_date=day)
    return held


def test_missing_date_shows_after_ten_working_days(cast: Cast) -> None:
    cast.werkplaats.blocked_periods.all().delete()
    held_on(cast, MONDAY)
    assert not asks_on(cast.burgerschap, MONDAY + timedelta(days=14))
    assert asks_on(cast.burgerschap, MONDAY + timedelta(days=15))


def test_school_holidays_are_not_working_days(cast: Cast) -> None:
    cast.werkplaats.blocked_periods.all().delete()
    held_on(cast, MONDAY)
    BlockedPeriod.objects.create(
        programme=cast.werkplaats,
        name="Vrij",
        first_day=MONDAY + timedelta(days=5),
        last_day=MONDAY + timedelta(days=13),
    )
    assert not asks_on(cast.burgerschap, MONDAY + timedelta(days=21))
    assert asks_on(cast.burgerschap, MONDAY + timedelta(days=22))


def test_missing_date_shows_ten_working_days_after_a_cancellation(cast: Cast) -> None:
    cast.werkplaats.blocked_periods.all().delete()
    held_on(cast, MONDAY - timedelta(days=70))
    off = meeting_make(cast.burgerschap, cast["Iris"])
    meeting_cancel(meeting=off, actor=cast["Iris"])
    Meeting.objects.filter(pk=off.pk).update(cancelled_at=datetime.combine(MONDAY, time(12), tzinfo=UTC))
    assert not asks_on(cast.burgerschap, MONDAY + timedelta(days=14))
    assert asks_on(cast.burgerschap, MONDAY + timedelta(days=15))


def held_with(cast: Cast, absent: list[str], *, days: int) -> None:
    """Hold a meeting this study year with everyone present except `absent`."""
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=days)
    rows = MeetingInvitee.objects.filter(meeting=meeting).select_related("person")
    Attendance.objects.bulk_create(
        Attendance(invitee=row, was_there=row.person.first_name not in absent, recorded_by="facilitator")
        for row in rows
    )


@pytest.fixture
def late_in_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the study year long ago, so that every day of the tests falls in it."""
    monkeypatch.setattr("meetings.selectors.meeting_summary.current_first_year", lambda: timezone.localdate().year - 2)


@pytest.mark.usefixtures("late_in_the_year")
def test_attendance_label_needs_four_meetings(cast: Cast) -> None:
    for number in range(3):
        held_with(cast, ["Amira"], days=-5 - number)
    assert attendance_labels([cast.burgerschap.pk]) == {}
    held_with(cast, [], days=-9)
    assert attendance_labels([cast.burgerschap.pk]) == {cast.burgerschap.pk: "meestal voltallig"}


@pytest.mark.usefixtures("late_in_the_year")
def test_attendance_label_hides_one_person_who_is_always_absent(cast: Cast) -> None:
    for number in range(4):
        held_with(cast, ["Amira"], days=-5 - number)
    assert attendance_labels([cast.burgerschap.pk]) == {cast.burgerschap.pk: "meestal voltallig"}


@pytest.mark.usefixtures("late_in_the_year")
def test_attendance_label_is_varying_if_many_are_often_absent(cast: Cast) -> None:
    for number in range(4):
        held_with(cast, ["Amira", "Umut", "Bram"] if number % 2 else [], days=-5 - number)
    assert attendance_labels([cast.burgerschap.pk]) == {cast.burgerschap.pk: "wisselend"}


@pytest.mark.usefixtures("late_in_the_year")
def test_attendance_label_needs_enough_recorded_people(cast: Cast) -> None:
    for number in range(4):
        held_with(cast, [], days=-5 - number)
    Attendance.objects.filter(invitee__person=cast["Amira"]).delete()
    assert attendance_labels([cast.burgerschap.pk]) == {}
    MeetingInvitee.objects.exclude(person__first_name__in=["Iris", "Bram", "Umut"]).delete()
    assert attendance_labels([cast.burgerschap.pk]) == {}


@pytest.mark.usefixtures("late_in_the_year")
@pytest.mark.parametrize(("people", "has_label"), [(8, True), (7, False)])
def test_attendance_label_needs_eight_people(cast: Cast, people: int, has_label: bool) -> None:
    for number in range(4):
        held_with(cast, [], days=-5 - number)
    some = MeetingInvitee.objects.order_by("person").values_list("person", flat=True).distinct()[:people]
    MeetingInvitee.objects.exclude(person__in=list(some)).delete()
    assert (cast.burgerschap.pk in attendance_labels([cast.burgerschap.pk])) is has_label


@pytest.mark.usefixtures("late_in_the_year")
@pytest.mark.parametrize(("absent", "words"), [(2, "meestal voltallig"), (3, "wisselend")])
def test_meeting_is_complete_if_at_most_one_in_five_is_absent(cast: Cast, absent: int, words: str) -> None:
    for number in range(4):
        held_with(cast, ["Amira", "Umut", "Bram"][:absent], days=-5 - number)
    assert attendance_labels([cast.burgerschap.pk]) == {cast.burgerschap.pk: words}


def test_relative_day_has_no_year() -> None:
    today = timezone.localdate()
    days = [today, today + timedelta(days=1), date(2099, 12, 10)]
    assert [format_relative_day(day, today) for day in days] == ["vandaag", "morgen", "10 december"]
