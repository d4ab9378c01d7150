"""The demo's data, built by the services of the product."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import User
from jobs.models import Job
from mailing.models import Letter
from mailing.services import SEND_JOB
from meetings.holidays import holidays_of
from meetings.models import Meeting
from meetings.selectors.home import missed_meeting
from meetings.services.telling import INVITATION
from networks.models import Network, Programme
from networks.services.programme import first_year_now
from overview.demo import story, year
from overview.demo.build import SAMPLES, demo_build, term_of_networks
from overview.demo.meetings import free_day, letters_went_out, meetings_build
from srt.models import Release, Wave
from tests.cast import Cast

pytestmark = pytest.mark.django_db
slow = pytest.mark.slow("builds much of the demo")


@pytest.fixture
def demo(settings: object) -> Iterator[None]:
    """The demo in this test's database."""
    with override_settings(LEERWEB_DEMO=True):
        demo_build()
        yield


@slow
@pytest.mark.usefixtures("demo")
def test_the_demo_stands_with_two_years_back_and_one_round_open() -> None:
    assert Network.objects.filter(programme__slug=story.WERKPLAATS).count() == 8
    assert Network.objects.filter(programme__slug=story.POINT).count() == 1
    assert Wave.objects.filter(imported=True, closed_at__isnull=False).count() == 2
    assert [wave.is_open() for wave in Wave.objects.filter(imported=False)] == [True]
    # Seven networks of eight have enough answers, in both years.
    assert Release.objects.count() == 14
    assert not Job.objects.filter(done_at__isnull=True).exclude(trouble="").exists()
    assert all(authenticate(email=account.email, password=story.PASSWORD) for account in story.ACCOUNTS)
    call_command("load_demo")
    assert Programme.objects.count() == 2


def test_the_demo_is_refused_outside_its_own_settings() -> None:
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not User.objects.exists()


def test_nobody_in_the_demo_has_an_address_that_could_be_real() -> None:
    lines = [line for file in Path(SAMPLES).glob("people*.csv") for line in file.read_text().splitlines()[1:]]
    assert lines
    assert all("@example.org" in line for line in lines)


@pytest.mark.parametrize("days", range(0, 4 * 366, 5))
def test_on_whatever_day_the_demo_is_made_its_networks_go_on_until_the_round_is_talked_about(days: int) -> None:
    today = date(2027, 2, 1) + timedelta(days=days)
    starts_on, ends_on = term_of_networks(today)
    assert starts_on < date(first_year_now(today) - 1, 8, 1)
    assert ends_on > today + timedelta(days=21 + 14)


@slow
def test_every_network_of_the_demo_has_a_year_of_meetings_around_today(cast: Cast) -> None:
    meetings_build(cast.werkplaats)
    for network in (cast.burgerschap, cast.rekenen):
        meetings = Meeting.objects.published().filter(network=network, kind=Meeting.Kind.NETWORK)
        assert (meetings.before().count(), meetings.coming().count()) == (4, 7)


@slow
def test_the_programme_of_the_demo_knows_the_holidays_of_its_region(cast: Cast) -> None:
    meetings_build(cast.werkplaats)
    known = holidays_of(2026)
    assert known is not None
    first_days = cast.werkplaats.blocked_periods.filter(kind="school_holiday").values_list("first_day", flat=True)
    assert {span.first for _name, span in known.regions["midden"]} <= set(first_days)


@slow
def test_somebody_of_the_demo_has_something_to_catch_up_with(cast: Cast) -> None:
    User.objects.filter(pk=cast["Umut"].pk).update(email=year.ABSENT)
    meetings_build(cast.werkplaats)
    assert missed_meeting(cast.burgerschap, cast["Umut"]) is not None


@slow
def test_of_all_these_meetings_only_who_can_be_tried_out_gets_a_letter_about_the_next(cast: Cast) -> None:
    User.objects.filter(pk=cast["Umut"].pk).update(email=story.ACCOUNTS[1].email)
    meetings_build(cast.werkplaats)
    letters_went_out()
    waiting = Letter.objects.filter(kind=INVITATION, handled_at=None)
    assert [letter.recipient_id for letter in waiting] == [cast["Umut"].pk]
    assert Job.objects.filter(kind=SEND_JOB).count() == 1


@pytest.mark.parametrize("day", [date(2026, 12, 22), date(2027, 4, 27)])
def test_no_meeting_of_the_demo_falls_in_a_holiday(day: date) -> None:
    free = free_day(day)
    assert free != day
    assert free.weekday() == day.weekday()
