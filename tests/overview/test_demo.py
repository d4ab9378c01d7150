"""The data of the demo, created by the services of the product."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import User
from jobs.models import Job
from mailing.models import Email
from mailing.services import SEND_JOB
from meetings.holidays import holidays_of
from meetings.models import Meeting
from meetings.selectors.home import missed_meeting
from meetings.services.notifications import INVITATION
from networks.models import Network, Programme
from networks.study_years import current_first_year
from overview.demo import story, year
from overview.demo.build import SAMPLES, demo_build, term_of_networks
from overview.demo.meetings import emails_mark_sent, free_day, meetings_build
from srt.models import Release, Wave
from tests.cast import Cast

pytestmark = pytest.mark.django_db
slow = pytest.mark.slow("builds much of the demo")


@pytest.fixture
def demo(settings: object) -> Iterator[None]:
    """Build the demo in the test database."""
    with override_settings(LEERWEB_DEMO=True):
        demo_build()
        yield


@slow
@pytest.mark.usefixtures("demo")
def test_demo_has_two_past_years_and_one_open_round() -> None:
    assert Network.objects.filter(programme__slug=story.WERKPLAATS).count() == 8
    assert Network.objects.filter(programme__slug=story.POINT).count() == 1
    assert Wave.objects.filter(imported=True, closed_at__isnull=False).count() == 2
    assert [wave.is_open() for wave in Wave.objects.filter(imported=False)] == [True]
    # Seven of the eight networks have enough answers in both years.
    assert Release.objects.count() == 14
    assert not Job.objects.filter(done_at__isnull=True).exclude(last_error="").exists()
    assert all(authenticate(email=account.email, password=story.PASSWORD) for account in story.ACCOUNTS)
    call_command("load_demo")
    assert Programme.objects.count() == 2


def test_load_demo_requires_the_demo_settings() -> None:
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not User.objects.exists()


def test_demo_has_no_real_addresses() -> None:
    lines = [line for file in Path(SAMPLES).glob("people*.csv") for line in file.read_text().splitlines()[1:]]
    assert lines
    assert all("@example.org" in line for line in lines)


def test_networks_of_the_demo_outlast_the_conversation_on_any_day() -> None:
    for days in range(0, 4 * 366, 5):
        today = date(2027, 2, 1) + timedelta(days=days)
        starts_on, ends_on = term_of_networks(today)
        assert starts_on < date(current_first_year(today) - 1, 8, 1), today
        assert ends_on > today + timedelta(days=21 + 14), today


@slow
def test_demo_networks_have_a_year_of_meetings_around_today(cast: Cast) -> None:
    meetings_build(cast.werkplaats)
    for network in (cast.burgerschap, cast.rekenen):
        meetings = Meeting.objects.published().filter(network=network, kind=Meeting.Kind.NETWORK)
        assert (meetings.past().count(), meetings.upcoming().count()) == (4, 7)


@slow
def test_demo_programme_has_the_holidays_of_its_region(cast: Cast) -> None:
    meetings_build(cast.werkplaats)
    known = holidays_of(2026)
    assert known is not None
    first_days = cast.werkplaats.blocked_periods.filter(kind="school_holiday").values_list("first_day", flat=True)
    assert {span.first for _name, span in known.regions["midden"]} <= set(first_days)


@slow
def test_demo_has_a_missed_meeting(cast: Cast) -> None:
    User.objects.filter(pk=cast["Umut"].pk).update(email=year.ABSENT)
    meetings_build(cast.werkplaats)
    assert missed_meeting(cast.burgerschap, cast["Umut"]) is not None


@slow
def test_only_demo_accounts_get_an_email_about_the_next_meeting(cast: Cast) -> None:
    User.objects.filter(pk=cast["Umut"].pk).update(email=story.ACCOUNTS[1].email)
    meetings_build(cast.werkplaats)
    emails_mark_sent()
    waiting = Email.objects.filter(email_type=INVITATION, handled_at=None)
    assert [email.recipient_id for email in waiting] == [cast["Umut"].pk]
    assert Job.objects.filter(kind=SEND_JOB).count() == 1


@pytest.mark.parametrize("day", [date(2026, 12, 22), date(2027, 4, 27)])
def test_demo_meetings_avoid_holidays(day: date) -> None:
    free = free_day(day)
    assert free != day
    assert free.weekday() == day.weekday()
