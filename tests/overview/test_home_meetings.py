"""What home pages say about meetings."""

from datetime import UTC, date, datetime, time, timedelta
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.formatting import until_in_words
from meetings.models import Attendance, BlockedPeriod, Meeting, MeetingInvitee, Preparation, PreparationTick, Task
from meetings.selectors.rhythm import comes_in_words, rhythms
from meetings.services.attendance import attendance_write
from meetings.services.meeting import meeting_cancel
from networks.models import Network, Participation
from tests.cast import Cast
from tests.meetings.meeting_cases import floating_make, invitee_of, meeting_make

pytestmark = pytest.mark.django_db


def home_of(client: Client, cast: Cast, name: str = "Amira") -> str:
    client.force_login(cast[name])
    return client.get(reverse("overview:network", args=[cast.burgerschap.pk])).content.decode()


def test_the_next_meeting_stands_first_with_its_three_answers(client: Client, cast: Cast) -> None:
    meeting_make(cast.burgerschap, cast["Iris"], days=20, place="Later")
    meeting_make(cast.burgerschap, cast["Iris"], days=3, purpose="We kiezen.", place="De Rank")
    text = home_of(client, cast)
    assert "De Rank" in text
    assert "Later" not in text
    assert text.index("We kiezen.") < text.index("Weet ik nog niet") < text.index("Voor jou")


def test_an_answer_from_the_home_page_comes_back_to_it(client: Client, cast: Cast) -> None:
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    client.force_login(cast["Amira"])
    response = client.post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "yes", "from_network": "1"})
    assert response["Location"] == reverse("overview:network", args=[cast.burgerschap.pk])


def test_a_meeting_with_a_day_goes_before_one_that_floats(client: Client, cast: Cast) -> None:
    floating_make(cast.burgerschap, cast["Iris"])
    assert "ergens in week" in home_of(client, cast)
    meeting_make(cast.burgerschap, cast["Iris"], days=60, place="De Rank")
    assert "De Rank" in home_of(client, cast)


def test_without_a_meeting_who_plans_picks_a_day_and_others_read_that_there_is_none(client: Client, cast: Cast) -> None:
    assert "Prik een datum" in home_of(client, cast, "Iris")
    text = home_of(client, cast)
    assert "Nog geen datum." in text or "Het is zomer." in text
    assert "Prik een datum" not in text


def test_a_meeting_of_the_students_is_next_for_them_only(client: Client, cast: Cast) -> None:
    meeting_make(cast.burgerschap, cast["Iris"], kind=Meeting.Kind.STUDENTS, place="Bij de studenten")
    assert "Bij de studenten" in home_of(client, cast, "Bram")
    assert "Bij de studenten" not in home_of(client, cast)


def test_three_things_wait_at_most_and_none_says_until_when(client: Client, cast: Cast) -> None:
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=3)
    assert "Niets. Tot " in home_of(client, cast)
    reading = Preparation.objects.create(meeting=meeting, text="Lees het stuk van Noor", minutes=20)
    for number in range(4):
        Task.objects.create(network=cast.burgerschap, meeting=meeting, text=f"Taak {number}", owner=cast["Amira"])
    text = home_of(client, cast)
    assert "20\N{NO-BREAK SPACE}minuten" in text
    assert "Taak 1" in text
    assert "Taak 2" not in text
    PreparationTick.objects.create(preparation=reading, person=cast["Amira"])
    assert "Lees het stuk van Noor" not in home_of(client, cast)


def test_who_was_not_there_is_offered_what_was_missed(client: Client, cast: Cast) -> None:
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-2)
    assert "Dit heb je gemist" not in home_of(client, cast)
    attendance_write(meeting=held, actor=cast["Iris"], said={invitee_of(held, cast["Amira"]).pk: False})
    assert "Dit heb je gemist" in home_of(client, cast)
    assert "Dit heb je gemist" not in home_of(client, cast, "Bram")


def test_who_could_not_come_is_offered_it_too_unless_they_were_there(client: Client, cast: Cast) -> None:
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-2)
    MeetingInvitee.objects.filter(meeting=held, person=cast["Amira"]).update(answer="no")
    assert "Dit heb je gemist" in home_of(client, cast)
    attendance_write(meeting=held, actor=cast["Iris"], said={invitee_of(held, cast["Amira"]).pk: True})
    assert "Dit heb je gemist" not in home_of(client, cast)


def test_who_came_in_this_week_is_shown_the_people(client: Client, cast: Cast) -> None:
    assert "Je kent nog niemand?" not in home_of(client, cast)
    Participation.objects.filter(person=cast["Amira"]).update(from_date=timezone.localdate())
    assert "Je kent nog niemand?" in home_of(client, cast)


def test_after_the_end_the_page_says_so(client: Client, cast: Cast) -> None:
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert "Dit netwerk is gestopt." in home_of(client, cast)


def test_the_strip_leads_the_facilitator_to_the_run_sheet(client: Client, cast: Cast) -> None:
    meeting_make(cast.burgerschap, cast["Iris"])
    assert "Draaiboek klaarzetten" in home_of(client, cast, "Iris")
    assert "Draaiboek klaarzetten" not in home_of(client, cast)


def test_the_own_home_lists_the_next_meetings_of_all_networks(client: Client, cast: Cast) -> None:
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


def test_a_coordinator_reads_the_next_meeting_of_each_network(client: Client, cast: Cast) -> None:
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    client.force_login(cast["Nadia"])
    text = client.get(reverse("overview:programme", args=[cast.werkplaats.pk])).content.decode()
    assert f"week\N{NO-BREAK SPACE}{meeting.last_day.isocalendar().week}" in text


MONDAY = date(2026, 9, 14)


def asks_on(network: Network, day: date) -> bool:
    """Whether coordinators read on a day that no meeting is planned."""
    with mock.patch.object(timezone, "now", return_value=datetime.combine(day, time(12), tzinfo=UTC)):
        return rhythms([network])[network.pk].asks


def held_on(cast: Cast, day: date) -> Meeting:
    """A meeting of Burgerschap that took place on a day."""
    held = meeting_make(cast.burgerschap, cast["Iris"])
    Meeting.objects.filter(pk=held.pk).update(on_date=day)
    return held


def test_that_no_day_is_planned_stands_with_the_facilitator_for_ten_working_days(cast: Cast) -> None:
    cast.werkplaats.blocked_periods.all().delete()
    held_on(cast, MONDAY)
    assert not asks_on(cast.burgerschap, MONDAY + timedelta(days=14))
    assert asks_on(cast.burgerschap, MONDAY + timedelta(days=15))


def test_days_on_which_schools_are_closed_are_no_working_days(cast: Cast) -> None:
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


def test_a_meeting_that_was_called_off_gives_the_facilitator_the_same_time(cast: Cast) -> None:
    cast.werkplaats.blocked_periods.all().delete()
    held_on(cast, MONDAY - timedelta(days=70))
    off = meeting_make(cast.burgerschap, cast["Iris"])
    meeting_cancel(meeting=off, actor=cast["Iris"])
    Meeting.objects.filter(pk=off.pk).update(cancelled_at=datetime.combine(MONDAY, time(12), tzinfo=UTC))
    assert not asks_on(cast.burgerschap, MONDAY + timedelta(days=14))
    assert asks_on(cast.burgerschap, MONDAY + timedelta(days=15))


def held_with(cast: Cast, absent: list[str], *, days: int) -> None:
    """A meeting of this study year at which everybody was said to be there but these."""
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=days)
    rows = MeetingInvitee.objects.filter(meeting=meeting).select_related("person")
    Attendance.objects.bulk_create(
        Attendance(invitee=row, was_there=row.person.first_name not in absent, said_by="facilitator") for row in rows
    )


@pytest.fixture
def late_in_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The study year began long ago, whatever day the tests run on."""
    monkeypatch.setattr("meetings.selectors.rhythm.first_year_now", lambda: timezone.localdate().year - 2)


@pytest.mark.usefixtures("late_in_the_year")
def test_how_people_come_is_said_of_four_meetings_and_not_of_three(cast: Cast) -> None:
    for number in range(3):
        held_with(cast, ["Amira"], days=-5 - number)
    assert comes_in_words([cast.burgerschap.pk]) == {}
    held_with(cast, [], days=-9)
    assert comes_in_words([cast.burgerschap.pk]) == {cast.burgerschap.pk: "meestal voltallig"}


@pytest.mark.usefixtures("late_in_the_year")
def test_that_one_person_never_comes_does_not_show(cast: Cast) -> None:
    for number in range(4):
        held_with(cast, ["Amira"], days=-5 - number)
    assert comes_in_words([cast.burgerschap.pk]) == {cast.burgerschap.pk: "meestal voltallig"}


@pytest.mark.usefixtures("late_in_the_year")
def test_when_many_are_absent_often_it_is_called_varying(cast: Cast) -> None:
    for number in range(4):
        held_with(cast, ["Amira", "Umut", "Bram"] if number % 2 else [], days=-5 - number)
    assert comes_in_words([cast.burgerschap.pk]) == {cast.burgerschap.pk: "wisselend"}


@pytest.mark.usefixtures("late_in_the_year")
def test_of_a_small_network_or_of_unsaid_people_nothing_is_said(cast: Cast) -> None:
    for number in range(4):
        held_with(cast, [], days=-5 - number)
    Attendance.objects.filter(invitee__person=cast["Amira"]).delete()
    assert comes_in_words([cast.burgerschap.pk]) == {}
    MeetingInvitee.objects.exclude(person__first_name__in=["Iris", "Bram", "Umut"]).delete()
    assert comes_in_words([cast.burgerschap.pk]) == {}


@pytest.mark.usefixtures("late_in_the_year")
@pytest.mark.parametrize(("people", "is_said"), [(8, True), (7, False)])
def test_how_people_come_is_said_of_eight_people_and_not_of_seven(cast: Cast, people: int, is_said: bool) -> None:
    for number in range(4):
        held_with(cast, [], days=-5 - number)
    kept = MeetingInvitee.objects.order_by("person").values_list("person", flat=True).distinct()[:people]
    MeetingInvitee.objects.exclude(person__in=list(kept)).delete()
    assert (cast.burgerschap.pk in comes_in_words([cast.burgerschap.pk])) is is_said


@pytest.mark.usefixtures("late_in_the_year")
@pytest.mark.parametrize(("absent", "words"), [(2, "meestal voltallig"), (3, "wisselend")])
def test_a_meeting_counts_as_complete_when_at_most_one_in_five_was_absent(cast: Cast, absent: int, words: str) -> None:
    for number in range(4):
        held_with(cast, ["Amira", "Umut", "Bram"][:absent], days=-5 - number)
    assert comes_in_words([cast.burgerschap.pk]) == {cast.burgerschap.pk: words}


def test_a_day_to_look_forward_to_is_said_shortly() -> None:
    today = timezone.localdate()
    days = [today, today + timedelta(days=1), date(2099, 12, 10)]
    assert [until_in_words(day, today) for day in days] == ["vandaag", "morgen", "10 december"]
