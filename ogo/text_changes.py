"""Comparison of two texts, word by word. Pure: texts in, parts out."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\S+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# How many pairs of equal words or lines are compared at most: a text of one word repeated makes millions of pairs.
MAX_PAIRS = 150_000


class Change(StrEnum):
    """The ways in which a part of a text can differ."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one of the texts. Parts of the earlier text are never ADDED, those of the later one never REMOVED."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a text, each split into parts. Joining the parts of a version reproduces it exactly."""

    earlier: list[Part]
    later: list[Part]

    @property
    def is_changed(self) -> bool:
        """Whether the texts differ."""
        return any(part.change is not Change.SAME for part in (*self.earlier, *self.later))


def compare(earlier: str, later: str) -> Comparison:
    """Return what changed between two texts, by words; by lines or as a whole if they repeat themselves very often."""
    for pattern in (_WORD, _LINE):
        words = pattern.findall(earlier), pattern.findall(later)
        if _pairs(*words) <= MAX_PAIRS:
            return _as_parts(_without_small_islands(_steps(*words)))
    return _as_parts([(False, earlier, later)] if earlier != later else [(True, earlier, later)])


def _pairs(one: list[str], other: list[str]) -> int:
    """Return how many pairs of equal words the matcher has to look at. It does not start at spaces."""
    there = Counter(other)
    return sum(count * there[word] for word, count in Counter(one).items() if not word.isspace())


def _steps(one: list[str], other: list[str]) -> list[tuple[bool, str, str]]:
    """Return the texts as steps: whether they are equal there, the earlier words and the later words."""
    matcher = SequenceMatcher(str.isspace, one, other, autojunk=False)
    return [
        (tag == "equal", "".join(one[start:end]), "".join(other[from_:until]))
        for tag, start, end, from_, until in matcher.get_opcodes()
    ]


def _without_small_islands(steps: list[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """Join changes that only a space separates, so that a rewritten sentence reads as one change."""
    joined: list[tuple[bool, str, str]] = []
    for place, (is_equal, one, other) in enumerate(steps):
        between = 0 < place < len(steps) - 1 and is_equal and not one.strip() and "\n" not in one
        if joined and (between or not is_equal) and not joined[-1][0]:
            joined[-1] = (False, joined[-1][1] + one, joined[-1][2] + other)
        else:
            joined.append((is_equal, one, other))
    return joined


def _as_parts(steps: list[tuple[bool, str, str]]) -> Comparison:
    earlier, later = [], []
    for is_equal, one, other in steps:
        if one:
            earlier.append(Part(Change.SAME if is_equal else Change.REMOVED, one))
        if other:
            later.append(Part(Change.SAME if is_equal else Change.ADDED, other))
    return Comparison(earlier, later)
