"""A time zone as calendars understand it: yearly rules (RRULE), never a list of dates (RDATE).

Outlook is reported to ignore a list of dates and to show times an hour off (iCalcreator#86, #106).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# The rules must hold in all these years; the first of them is where they begin.
FIRST_YEAR, LAST_YEAR = 2010, 2037
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NEVER_BEFORE = datetime(1970, 1, 1)  # noqa: DTZ001 - onsets are written as the clock on the wall shows them
LAST = -1


@dataclass(frozen=True)
class Change:
    """The clock going forward or back: when, on the wall before it, and from which offset to which."""

    onset: datetime
    before: timedelta
    after: timedelta
    is_summer: bool
    name: str

    @property
    def place(self) -> int:
        """Which of its weekdays in the month it is: 1 to 5."""
        return (self.onset.day - 1) // 7 + 1

    @property
    def is_last(self) -> bool:
        """Whether its weekday comes no more in the month."""
        return (self.onset + timedelta(days=7)).month != self.onset.month


@lru_cache
def zone_component(zone: ZoneInfo) -> Timezone:
    """Return the VTIMEZONE of a zone. One without yearly rules is written as the library does it: a list of dates."""
    yearly = _yearly(zone)
    if yearly is None:
        return Timezone.from_tzinfo(zone)
    component = Timezone()
    component.add("tzid", zone.key)
    for changes in yearly:
        component.add_component(_part(changes))
    return component


def _yearly(zone: ZoneInfo) -> list[list[Change]] | None:
    """Return the changes of all years by the rule they follow; None when they follow none."""
    found = _changes(zone)
    if not found:
        moment = datetime(FIRST_YEAR, 1, 1, tzinfo=zone)
        offset = moment.utcoffset() or timedelta()
        return [[Change(NEVER_BEFORE, offset, offset, is_summer=False, name=moment.tzname() or zone.key)]]
    by_kind: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in found:
        clock = (change.onset.month, change.onset.weekday(), change.onset.time())
        by_kind[(*clock, change.before, change.after, change.is_summer)].append(change)
    years = LAST_YEAR - FIRST_YEAR + 1
    if len(by_kind) != 2 or any(len(each) != years or _place(each) is None for each in by_kind.values()):
        return None
    return list(by_kind.values())


def _place(changes: list[Change]) -> int | None:
    """Return which weekday of the month it is every year: the last (-1), the nth, or None when that differs."""
    if all(change.is_last for change in changes):
        return LAST
    places = {change.place for change in changes}
    return places.pop() if len(places) == 1 else None


def _part(changes: list[Change]) -> TimezoneStandard | TimezoneDaylight:
    first = changes[0]
    part = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    part.add("tzname", first.name)
    part.add("tzoffsetfrom", first.before)
    part.add("tzoffsetto", first.after)
    part.add("dtstart", first.onset)
    if len(changes) > 1:
        day = f"{_place(changes)}{WEEKDAYS[first.onset.weekday()]}"
        part.add("rrule", vRecur(freq="YEARLY", bymonth=first.onset.month, byday=day))
    return part


def _changes(zone: ZoneInfo) -> list[Change]:
    """Return every change of the clock in these years, the first first."""
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    found = []
    while moment < end:
        later = moment + timedelta(days=1)
        if _offset(moment, zone) != _offset(later, zone):
            found.append(_change(_instant(moment, later, zone), zone))
        moment = later
    return found


def _instant(moment: datetime, later: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute with the new offset, between two moments with different ones."""
    while later - moment > timedelta(minutes=1):
        middle = moment + timedelta(minutes=int((later - moment) / timedelta(minutes=2)))
        if _offset(middle, zone) == _offset(moment, zone):
            moment = middle
        else:
            later = middle
    return later


def _change(instant: datetime, zone: ZoneInfo) -> Change:
    before = _offset(instant - timedelta(minutes=1), zone)
    local = instant.astimezone(zone)
    return Change(
        onset=instant.replace(tzinfo=None) + before,
        before=before,
        after=_offset(instant, zone),
        is_summer=bool(local.dst()),
        name=local.tzname() or zone.key,
    )


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
