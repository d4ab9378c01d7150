"""The deadlines in people's calendar feeds, beside meetings: a task, a questionnaire that closes.

Modules above this one add theirs: write a function that takes a person and returns `meetings.ics.Deadline`s in a fixed
number of queries, and register it with `deadline_source_register` in the app's `ready()`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from meetings.ics import Deadline

if TYPE_CHECKING:
    from accounts.models import User

Source = Callable[["User"], list[Deadline]]

_sources: list[Source] = []


def deadline_source_register(source: Source) -> Source:
    """Register and return a source. Registering it twice has no effect."""
    if source not in _sources:
        _sources.append(source)
    return source


def deadlines_for(person: "User") -> list[Deadline]:
    """Return the deadlines of a person from all sources."""
    return [deadline for source in _sources for deadline in source(person)]
