"""The questions of the online readiness check, and the rule for showing their results. Uses no database.

The questions are about the situation, not about a person. Results are shown only after answering has closed
(meetings/services/online_readiness.py), so that no two readings differ by one person. They are shown in words only:
"some" covers two people and twenty, so that no number can be derived.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

MIN_ANSWERS = 5
"""With fewer answers to a question, nothing about it is shown."""
READY, NOT_YET, UNANSWERED = "yes", "not_yet", ""


@dataclass(frozen=True)
class Question:
    """A question about the situation. `missing` says that some people do not have this yet, with an `offer`."""

    code: str
    text: Any
    missing: Any
    offer: Any


QUESTIONS = (
    Question(
        "quiet_place",
        _("There is a quiet place to sit"),
        _("Some people don’t have a quiet place yet."),
        _("Is there a free room at school?"),
    ),
    Question(
        "camera",
        _("There is a working camera"),
        _("Some people don’t have a working camera yet."),
        _("Who can lend one for an afternoon?"),
    ),
    Question(
        "link",
        _("The link to the meeting works"),
        _("For some people the link doesn’t work yet."),
        _("Shall we practise for fifteen minutes?"),
    ),
    Question(
        "between_lessons",
        _("The time fits in between lessons"),
        _("For some people the time doesn’t fit in between lessons yet."),
        _("Shall we look at the time together?"),
    ),
    Question(
        "programme",
        _("The app (Teams, Zoom …) is on the device"),
        _("Some people don’t have the app on their device yet."),
        _("Shall we practise for fifteen minutes?"),
    ),
)
CODES = tuple(question.code for question in QUESTIONS)


@dataclass(frozen=True)
class Tally:
    """The counted answers to one question. Never shown."""

    code: str
    ready: int
    not_yet: int


def is_shown(ready: int, not_yet: int) -> bool:
    """Return whether to show that some people do not have something yet.

    False if fewer than five people answered, if all gave the same answer, which would reveal everyone's answer, and if
    all but one did, which would single that person out. These cases look the same on the page. Someone who chose "not
    yet" can see that they are not the only one, but never who else did.
    """
    return ready + not_yet >= MIN_ANSWERS and min(ready, not_yet) >= 2


def questions_to_show(tallies: Iterable[Tally]) -> list[Question]:
    """Return the questions for which `is_shown`, in their fixed order."""
    codes = {tally.code for tally in tallies if is_shown(tally.ready, tally.not_yet)}
    return [question for question in QUESTIONS if question.code in codes]
