"""The agenda block about the goals: offered at the first two meetings and halfway through the year (N7)."""

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.selectors.agenda import Agenda, earlier_meetings
from meetings.selectors.expectations import OfferedBlock, is_half_way


def goal_talk_offered(meeting: Meeting, agenda: Agenda) -> OfferedBlock | None:
    """Return the block to offer to the planner; None if it is on the agenda already or for any other meeting."""
    if meeting.network_id is None or meeting.kind != Meeting.Kind.NETWORK or meeting.is_cancelled or meeting.is_over():
        return None
    part = goal_talk()
    is_there = any(line.block.title == part.title for line in (*agenda.lines, *agenda.proposals))
    suits = (_is_first_or_second(meeting), is_half_way(meeting))  # both, so that the number of queries is constant
    return part if not is_there and any(suits) else None


def goal_talk() -> OfferedBlock:
    """Return the block, in the active language."""
    return OfferedBlock(
        heading=_("What our goal means"),
        question=_("Twenty minutes for what your goal and your task mean to each of you?"),
        title=_("What does our goal mean to each of us?"),
        note=_("Everyone finishes two sentences: for me this goal means …, and what I don’t quite see yet …"),
        minutes=20,
    )


def _is_first_or_second(meeting: Meeting) -> bool:
    return len(earlier_meetings(meeting)[:2]) < 2
