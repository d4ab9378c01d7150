"""Marks on the track of a network: meetings, versions of a design, rounds of the questionnaire.

An app above this one adds its own: write a function that takes a network and returns `ogo.track.Mark`s in a fixed
number of queries, and register it with `mark_source_register` in the app's `ready()`.
"""

from collections.abc import Callable

from networks.models import Network
from ogo.track.shapes import Mark

Source = Callable[[Network], list[Mark]]

_sources: list[Source] = []


def mark_source_register(source: Source) -> Source:
    """Register and return a source. Registering it twice has no effect."""
    if source not in _sources:
        _sources.append(source)
    return source


def marks_of(network: Network) -> list[Mark]:
    """Return the marks of a network from all sources, in order of day."""
    marks = [mark for source in _sources for mark in source(network)]
    return sorted(marks, key=lambda mark: (mark.day, mark.kind, mark.text))
