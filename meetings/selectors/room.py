"""The screen in the room: which part is going on, by the clock or by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from meetings.selectors.agenda import BlockLine
from meetings.selectors.page import MeetingPage


@dataclass(frozen=True)
class Room:
    """What is on the screen. `line` is None before the first part, after the last, and when there is no agenda.

    `back` and `on` are the numbers of the parts before and after, `by_hand` whether somebody chose this one.
    """

    line: BlockLine | None
    following: BlockLine | None
    back: int | None
    on: int | None
    by_hand: bool
    now: datetime

    @property
    def turns_at(self) -> datetime | None:
        """When the screen should look again; None when somebody leads by hand."""
        if self.by_hand:
            return None
        if self.line:
            return self.line.stops
        return self.following.starts if self.following else None


def room_of(page: MeetingPage, asked: Mapping[str, str], now: datetime | None = None) -> Room:
    """Return what the screen shows at a moment. `asked["part"]` is the number of a part, from 1."""
    now = (now or timezone.now()).astimezone(page.meeting.zone)
    lines = page.agenda.lines
    number = _number(asked.get("part", ""), len(lines))
    by_hand = number is not None
    if number is None:
        line = page.agenda.running(now)
        number = lines.index(line) + 1 if line else None
    if number is None:
        first = lines[0] if lines and not page.is_over else None
        return Room(None, first, None, 1 if lines else None, by_hand=False, now=now)
    following = lines[number] if number < len(lines) else None
    back = number - 1 if number > 1 else None
    return Room(lines[number - 1], following, back, number + 1 if following else None, by_hand, now)


def _number(asked: str, most: int) -> int | None:
    """Return the number of a part that exists."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= most else None
