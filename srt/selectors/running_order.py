"""The running order of a conversation of 45 minutes, with advice for the facilitator."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One part of the conversation. `number` is its position in the full running order."""

    number: int
    name: Any
    minutes: int
    text: Any


_STEPS = [
    Step(1, _("What came of it?"), 5, _("Last year’s agreements, one sentence each.")),
    Step(
        2,
        _("Our wish"),
        5,
        _(
            "Before the picture: everyone marks where you want to be, individually and at the same time. You "
            "take part like everyone else."
        ),
    ),
    Step(
        3,
        _("Looking in silence"),
        3,
        _("One half, then the other. Nobody speaks. You don’t have to say what you filled in yourself."),
    ),
    Step(4, _("In mixed pairs"), 8, _("What do you recognise? What surprises you?")),
    Step(5, _("Choosing"), 6, _("Two dots each, all with equal weight: keep, strengthen or find out. You go last.")),
    Step(6, _("Talking"), 12, _("The three questions about the dimension you chose.")),
    Step(7, _("One thing"), 4, _("What will we try, who will start, and at which meeting will we look back?")),
    Step(
        8,
        _("In our own words"),
        2,
        _("One sentence below the picture. It decides who else sees the picture and the words."),
    ),
]
_CARDS = Step(
    3,
    _("Setting out the cards"),
    3,
    _("The dimensions are on the table. Where are you now, and where do you want to be? In your own words."),
)

_ADVICE = [
    _("Does someone ask who filled something in? Say: we don’t need to know."),
    _("Does it go quiet? Let it be quiet."),
    _("A student goes first, you go last."),
]


def running_order(*, with_chart: bool = True) -> list[Step]:
    """Return the steps; without a chart they start at the third, with cards on the table."""
    return _STEPS if with_chart else [_CARDS, *_STEPS[3:]]


def advice() -> list[Any]:
    """Return advice for the facilitator."""
    return _ADVICE
