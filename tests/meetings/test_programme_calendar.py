"""The calendar of a programme: holiday region, time zone and days without meetings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from mailing.models import Email
from meetings.forms.calendar import ZONES
from meetings.models import BlockedPeriod, ProgrammeCalendar
from meetings.services.calendar import (
    blocked_period_add,
    blocked_period_change,
    blocked_period_remove,
    holidays_import,
    programme_calendar_set,
)
from meetings.services.notifications import INVITATION
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make

ZONE = "Europe/Amsterdam"


def calendar_set(cast: Cast, region: str = "midden", zone: str = ZONE) -> ProgrammeCalendar:
    return programme_calendar_set(programme=cast.werkplaats, actor=cast["Nadia"], region=region, zone=zone)


def period_make(cast: Cast, name: str = "Toetsweek") -> BlockedPeriod:
    return blocked_period_add(
        programme=cast.werkplaats,
        actor=cast["Nadia"],
        name=name,
        first_day=date(2027, 1, 11),
        last_day=date(2027, 1, 15),
    )


def autumn(cast: Cast) -> set[date]:
    return set(cast.werkplaats.blocked_periods.filter(name="Herfstvakantie").values_list("first_day", flat=True))


def test_region_adds_its_holidays_in_the_programme_language(cast: Cast):
    calendar_set(cast, "noord")
    assert date(2026, 10, 10) in autumn(cast)
    assert cast.werkplaats.blocked_periods.filter(name="Koningsdag", first_day=date(2027, 4, 27)).exists()


def test_new_region_replaces_holidays_and_keeps_own_days(cast: Cast):
    calendar_set(cast, "noord")
    period_make(cast)
    calendar_set(cast, "zuid")
    assert date(2026, 10, 10) not in autumn(cast)
    assert date(2026, 10, 17) in autumn(cast)
    assert cast.werkplaats.blocked_periods.filter(name="Toetsweek").exists()


def test_calendar_without_a_region_has_public_holidays_only(cast: Cast):
    calendar_set(cast, "noord")
    calendar_set(cast, "")
    assert set(cast.werkplaats.blocked_periods.values_list("kind", flat=True)) == {"public_holiday"}


def test_holidays_import_restores_removed_periods_and_is_repeatable(cast: Cast):
    calendar_set(cast)
    count = cast.werkplaats.blocked_periods.count()
    blocked_period_remove(period=cast.werkplaats.blocked_periods.all()[0], actor=cast["Nadia"])
    for _time in range(2):
        holidays_import(programme=cast.werkplaats, actor=cast["Nadia"])
        assert cast.werkplaats.blocked_periods.count() == count


def test_own_period_can_be_changed(cast: Cast):
    period = period_make(cast)
    blocked_period_change(
        period=period, actor=cast["Nadia"], name="Stage", first_day=period.first_day, last_day=period.first_day
    )
    period.refresh_from_db()
    assert (period.name, period.last_day) == ("Stage", period.first_day)


def test_new_time_zone_notifies_invitees(cast: Cast):
    calendar_set(cast)
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    calendar_set(cast, zone="Europe/London")
    meeting.refresh_from_db()
    assert meeting.sequence == 1
    assert Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"]).count() == 2


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"last_day": date(2027, 1, 10)}, "last_day"),
        ({"last_day": date(2027, 1, 11) + timedelta(days=200)}, "last_day"),
        ({"first_day": date(1999, 1, 1), "last_day": date(1999, 1, 2)}, "first_day"),
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
    ],
)
def test_invalid_period_is_refused_at_its_field(cast: Cast, fields: dict[str, Any], wrong: str):
    given: dict[str, Any] = {
        "name": "Toetsweek",
        "first_day": date(2027, 1, 11),
        "last_day": date(2027, 1, 15),
        **fields,
    }
    with pytest.raises(ValidationError) as refusal:
        blocked_period_add(programme=cast.werkplaats, actor=cast["Nadia"], **given)
    assert wrong in refusal.value.error_dict


def test_duplicate_period_is_refused(cast: Cast):
    period_make(cast)
    with pytest.raises(ValidationError):
        period_make(cast)


def test_unknown_time_zone_is_refused(cast: Cast):
    with pytest.raises(ValidationError):
        calendar_set(cast, zone="Mars/Olympus")


@pytest.mark.parametrize("name", ["Iris", "Wouter", "Pieter"])
def test_calendar_is_changed_by_programme_coordinators_only(cast: Cast, name: str):
    period = period_make(cast)
    acts = [
        lambda: programme_calendar_set(programme=cast.werkplaats, actor=cast[name], region="zuid", zone=ZONE),
        lambda: holidays_import(programme=cast.werkplaats, actor=cast[name]),
        lambda: blocked_period_remove(period=period, actor=cast[name]),
        lambda: blocked_period_change(
            period=period, actor=cast[name], name="x", first_day=period.first_day, last_day=period.last_day
        ),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_every_offered_time_zone_exists():
    assert {zone for zone, _name in ZONES} <= available_timezones()
