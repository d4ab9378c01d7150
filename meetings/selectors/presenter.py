"""The presenter view of a meeting: the current agenda block, by the clock or chosen by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from meetings.selectors.agenda import BlockLine
from meetings.selectors.page import MeetingPage


@dataclass(frozen=True)
class PresenterView:
    """The block in the presenter view. `line` is None before the first block, after the last and without an agenda.

    `previous` and `next` are the numbers of the blocks around it; `by_hand` tells whether this one was chosen.
    """

    line: BlockLine | None
    following: BlockLine | None
    previous: int | None
    next: int | None
    by_hand: bool
    now: datetime

    @property
    def changes_at(self) -> datetime | None:
        """When the view should reload; None while blocks are chosen by hand."""
        if self.by_hand:
            return None
        if self.line:
            return self.line.stops
        return self.following.starts if self.following else None


def presenter_view(page: MeetingPage, query: Mapping[str, str], now: datetime | None = None) -> PresenterView:
    """Return the presenter view at a moment. `query["part"]` chooses a block by its number, from 1."""
    now = (now or timezone.now()).astimezone(page.meeting.zone)
    lines = page.agenda.lines
    number = _number(query.get("part", ""), len(lines))
    by_hand = number is not None
    if number is None:
        line = page.agenda.running(now)
        number = lines.index(line) + 1 if line else None
    if number is None:
        first = lines[0] if lines and not page.is_over else None
        return PresenterView(None, first, None, 1 if lines else None, by_hand=False, now=now)
    following = lines[number] if number < len(lines) else None
    previous = number - 1 if number > 1 else None
    return PresenterView(lines[number - 1], following, previous, number + 1 if following else None, by_hand, now)


def _number(given: str, last: int) -> int | None:
    """Return the number if it is that of an existing block, otherwise None."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 and 1 <= int(given) <= last else None
