"""Is everything ready for online? The questions, all about the situation and none about a person, and what is told.

Nothing here knows the database. What is told of the answers is told once: the counters stand still before anybody
reads a word of them (meetings/services/conditions.py), so that no two looks differ by one person. And only in words:
"some" is the same word for two people and for twenty, so that it gives back no number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

FEWEST = 5
"""The fewest answers behind a word. With fewer, nothing is told."""
READY, NOT_YET, LEFT_OPEN = "yes", "not_yet", ""


@dataclass(frozen=True)
class Question:
    """A question about the situation; `missing` tells that some do not have it yet, with an offer."""

    code: str
    text: Any
    missing: Any
    offer: Any


QUESTIONS = (
    Question(
        "quiet_place",
        _("There is a quiet place to sit"),
        _("Some have no quiet place yet."),
        _("Is there a room free in the school?"),
    ),
    Question(
        "camera",
        _("There is a camera that works"),
        _("For some there is no camera that works yet."),
        _("Who can lend one for an afternoon?"),
    ),
    Question(
        "link",
        _("The link to the meeting opens"),
        _("For some the link does not open yet."),
        _("Shall we practise for a quarter of an hour?"),
    ),
    Question(
        "between_lessons",
        _("The time fits between the lessons"),
        _("For some the time does not fit between the lessons yet."),
        _("Shall we look at the time together?"),
    ),
    Question(
        "programme",
        _("The programme (Teams, Zoom …) is on the device"),
        _("Some do not have the programme on their device yet."),
        _("Shall we practise for a quarter of an hour?"),
    ),
)
CODES = tuple(question.code for question in QUESTIONS)


@dataclass(frozen=True)
class Tally:
    """How many said of one question that it is so, and how many that it is not yet. Never shown."""

    code: str
    ready: int
    not_yet: int


def is_told(ready: int, not_yet: int) -> bool:
    """Return whether it is told that some do not have something yet.

    Not when fewer than five answered this question; not when all said the same, for then it would tell what each of
    them said; and not when all but one did, for then that one is singled out. Whoever said "not yet" knows by the word
    that they are not the only one, and never who else. That nothing is told has several causes, which look alike.
    """
    return ready + not_yet >= FEWEST and min(ready, not_yet) >= 2


def told(tallies: Iterable[Tally]) -> list[Question]:
    """Return the questions of which it is told that some do not have it yet, in their own order."""
    codes = {tally.code for tally in tallies if is_told(tally.ready, tally.not_yet)}
    return [question for question in QUESTIONS if question.code in codes]
