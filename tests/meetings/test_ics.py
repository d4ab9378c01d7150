"""iCalendar data: zones as rules, escaped and folded text, one event per meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from meetings.ics import CANCEL, REQUEST, Entry, Person, message_write, zone_component
from tests.meetings.calendar_cases import event_of, zone_bytes

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGINS = datetime(2026, 12, 10, 13, 30, tzinfo=AMSTERDAM)
AMSTERDAM_BYTES = (
    b"BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n"
    b"BEGIN:DAYLIGHT\r\nDTSTART:20100328T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    b"TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\nDTSTART:20101031T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
    b"TZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def entry(**values) -> Entry:
    given = {
        "uid": "meeting-1@leerweb.example",
        "sequence": 0,
        "changed_at": datetime(2026, 9, 1, 8, tzinfo=UTC),
        "begins": BEGINS,
        "ends": BEGINS + timedelta(minutes=195),
        "summary": "Burgerschap · Bijeenkomst",
        "location": "De Rank, lokaal 4",
        "description": "We kiezen welke les we als eerste uitproberen.",
        "url": "https://leerweb.example/m/1/",
        "is_off": False,
        "organizer": Person("Burgerschap", "post@leerweb.example"),
        "attendee": Person("Amira Voorbeeld", "amira@example.org"),
    }
    return Entry(**{**given, **values})


def written(method: str = REQUEST, **values) -> bytes:
    return message_write(entry(**values), method=method, zone=AMSTERDAM)


def test_amsterdam_zone_is_written_as_rules():
    assert zone_component(AMSTERDAM).to_ical() == AMSTERDAM_BYTES


@pytest.mark.parametrize("name", ["Europe/London", "America/New_York", "Australia/Sydney", "Asia/Tokyo", "UTC"])
def test_rules_of_other_time_zones_match_zoneinfo(name):
    zone = ZoneInfo(name)
    component = zone_component(zone)
    assert b"RDATE" not in component.to_ical()
    read = component.to_tz(lookup_tzid=False)
    for hours in range(0, 3 * 8766, 37):
        moment = datetime(2025, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hours)
        local = moment.astimezone(zone)
        assert local.replace(tzinfo=read).utcoffset() == local.utcoffset(), moment


def test_zone_without_yearly_rules_falls_back_to_dates():
    assert b"TZID:Africa/Casablanca" in zone_component(ZoneInfo("Africa/Casablanca")).to_ical()


def test_every_message_starts_with_the_same_zone():
    for data in (written(), written(CANCEL)):
        assert zone_bytes(data) + b"END:VTIMEZONE\r\n" == AMSTERDAM_BYTES
        assert data.index(b"VTIMEZONE") < data.index(b"VEVENT")


def test_lines_are_folded_at_75_bytes():
    data = written(description="Wat een lange zin is dit, met é en ë en 😀. " * 20)
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from(";,\\:nN\"'\n"))
)
def test_text_survives_a_round_trip(text):
    event = icalendar.Calendar.from_ical(written(description=f"x{text}x")).walk("VEVENT")[0]
    assert str(event["DESCRIPTION"]) == f"x{text}x"


@given(st.text(alphabet=st.sampled_from('BEGIN:V\r\n;,"\\ éx'), max_size=60))
def test_values_cannot_inject_lines(text):
    data = written(summary=f"x{text}", location=f"x{text}", organizer=Person(f"x{text}", "post@leerweb.example"))
    assert data.count(b"\r\nBEGIN:") == written().count(b"\r\nBEGIN:")
    assert vobject.readOne(data.decode()).vevent.summary.value == " ".join(f"x{text}".split())


def test_cancel_sets_the_event_status():
    assert [str(event_of(written(method))["STATUS"]) for method in (REQUEST, CANCEL)] == ["CONFIRMED", "CANCELLED"]


def test_meetings_have_no_recurrence_rule():
    assert "RRULE" not in event_of(written())
