"""The parts of the track: bands for phases, marks for days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MarkKind(StrEnum):
    """The kinds of marks on the track."""

    ON_SITE = "on_site"
    ONLINE = "online"
    ROUND = "round"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Band:
    """A phase on the track, from its first to its last day. `stage` chooses the pattern; `cycle` counts from 1."""

    cycle: int
    name: str
    stage: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day: a meeting, a round of the questionnaire, a version of a design. `url` may be empty."""

    kind: MarkKind
    day: date
    text: str
    url: str = ""
