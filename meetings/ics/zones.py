"""Time zones as yearly rules (RRULE) instead of lists of dates (RDATE).

Outlook is reported to ignore lists of dates and to show times an hour off (iCalcreator#86, #106).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# The rules must hold in all these years, and start in the first one.
FIRST_YEAR, LAST_YEAR = 2010, 2037
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NEVER_BEFORE = datetime(1970, 1, 1)  # noqa: DTZ001 - onsets are local times
LAST = -1


@dataclass(frozen=True)
class Change:
    """A change of the clock: the local time before it, and the offsets before and after."""

    onset: datetime
    before: timedelta
    after: timedelta
    is_summer: bool
    name: str

    @property
    def place(self) -> int:
        """Which occurrence of its weekday in the month it is: 1 to 5."""
        return (self.onset.day - 1) // 7 + 1

    @property
    def is_last(self) -> bool:
        """Whether it is the last occurrence of its weekday in the month."""
        return (self.onset + timedelta(days=7)).month != self.onset.month


@lru_cache
def zone_component(zone: ZoneInfo) -> Timezone:
    """Return the VTIMEZONE of a zone. A zone without yearly rules falls back to the library's list of dates."""
    yearly = _yearly(zone)
    if yearly is None:
        return Timezone.from_tzinfo(zone)
    component = Timezone()
    component.add("tzid", zone.key)
    for changes in yearly:
        component.add_component(_part(changes))
    return component


def _yearly(zone: ZoneInfo) -> list[list[Change]] | None:
    """Return the changes of all years, grouped by yearly rule, or None if they follow no rule."""
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
    """Return which occurrence of the weekday it is every year: the nth, the last (-1), or None if that differs."""
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
    """Return every change of the clock in these years, in order."""
    moment, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    found = []
    while moment < end:
        later = moment + timedelta(days=1)
        if _offset(moment, zone) != _offset(later, zone):
            found.append(_change(_instant(moment, later, zone), zone))
        moment = later
    return found


def _instant(moment: datetime, later: datetime, zone: ZoneInfo) -> datetime:
    """Return the first minute with the new offset between two moments with different offsets."""
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
