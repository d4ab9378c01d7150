"""The conversation in 45 minutes: what happens when, and what helps who leads it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One part of the conversation: its name, how many minutes, what happens. `number` as in the whole order."""

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
        _("Before the picture: everyone marks apart where you want to be, all at once. You mark as one of them."),
    ),
    Step(
        3,
        _("Looking in silence"),
        3,
        _("One half, then the other. Nobody speaks. You need not tell what you filled in yourself."),
    ),
    Step(4, _("In pairs, mixed"), 8, _("What do you recognise? What surprises you?")),
    Step(5, _("Choosing"), 6, _("Two dots each, equal weight: keep, strengthen or find out. You come last.")),
    Step(6, _("Talking"), 12, _("The three questions of the one you chose.")),
    Step(7, _("One thing"), 4, _("What will we try, who starts, at which meeting do we look again?")),
    Step(8, _("In our own words"), 2, _("One sentence under it. It decides who else sees picture and words.")),
]
_CARDS = Step(
    3,
    _("Laying down the cards"),
    3,
    _("The dimensions on the table. Where are you, and where do you want to be? In your own words."),
)

_GUARDS = [
    _("Somebody asks who filled something in? Say: we need not know that."),
    _("It falls silent? Leave it silent."),
    _("A student first, you last."),
]


def running_order(*, with_chart: bool = True) -> list[Step]:
    """Return the steps; without a picture they begin at the third, with cards on the table."""
    return _STEPS if with_chart else [_CARDS, *_STEPS[3:]]


def guards() -> list[Any]:
    """Return what a facilitator can fall back on."""
    return _GUARDS
