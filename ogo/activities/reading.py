"""Reading the files of the starting set strictly, so that the tests find every mistake in them. No Django here.

To add an activity, add an entry to the file of its stage; tests/ogo/test_activity_files.py checks it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent
# The codes of ogo.models.Stage; an activity without a stage fits at any time.
STAGES = ("exploring", "designing", "looking_back")
ANY_TIME = "any_time"
PLACES = ("on_site", "online", "both")
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
KEYS = {"code", "title", "aim", "minutes", "group", "place", "materials", "tip", "steps"}
LONGEST = {"title": 120, "aim": 300, "materials": 300, "tip": 300, "step": 400}
# The steps of an activity become the note of an agenda block, which has room for 2,000 characters.
LONGEST_NOTE = 1_900
MOST_MINUTES_APART = 3


class ActivityFileError(ValueError):
    """A file of the starting set is invalid. The message says what was expected where."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in a language, English unless it is Dutch."""
        return self.nl if language.startswith("nl") else self.en


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an activity and the minutes it takes."""

    minutes: int
    text: Words


@dataclass(frozen=True, slots=True)
class Starter:
    """An activity of the starting set. Without stages it fits at any time."""

    code: str
    stages: tuple[str, ...]
    title: Words
    aim: Words
    materials: Words
    tip: Words
    minutes: int
    group_from: int
    group_to: int
    place: str
    steps: tuple[Step, ...]


@cache
def starters() -> dict[str, Starter]:
    """Return the starting set by code. Raises ActivityFileError if a file is invalid or a code occurs twice."""
    found: dict[str, Starter] = {}
    for name in (*STAGES, ANY_TIME):
        for one in activities_read((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name, known=found):
            found[one.code] = one
    return found


def activities_read(text: str, stage: str, known: Iterable[str] = ()) -> list[Starter]:
    """Return the activities in the file of a stage, or of "any_time".

    Raises ActivityFileError for another stage, a missing, unknown or empty field, a text in one language only, steps
    that don’t add up, and a code that occurs twice or is among those `known`.
    """
    data: Any = yaml.safe_load(text)
    _require(isinstance(data, dict) and data.get("stage") == stage, "stage", stage)
    rows = data.get("activities")
    _require(isinstance(rows, list) and bool(rows), stage, "a list of activities")
    found: list[Starter] = []
    codes = set(known)
    for row in rows:
        one = _starter(row, stage)
        _require(one.code not in codes, one.code, "a code that occurs once")
        codes.add(one.code)
        found.append(one)
    return found


def _starter(row: Any, stage: str) -> Starter:
    _require(isinstance(row, dict), stage, "an activity with fields")
    code = row.get("code")
    _require(isinstance(code, str) and bool(CODE.fullmatch(code)), f"{stage}, code", "words with hyphens")
    _require(not code.startswith("own-"), code, "another beginning than own-, which the programme’s activities have")
    _require(set(row) - {"also"} == KEYS, code, ", ".join(sorted(KEYS)))
    _require(row["place"] in PLACES, f"{code}, place", ", ".join(PLACES))
    group_from, group_to = _group(row["group"], code)
    return Starter(
        code=code,
        stages=_stages(row.get("also", []), stage, code),
        minutes=_minutes(row["minutes"], f"{code}, minutes"),
        group_from=group_from,
        group_to=group_to,
        place=row["place"],
        steps=_steps(row["steps"], row["minutes"], code),
        **{name: _words(row[name], f"{code}, {name}", LONGEST[name]) for name in ("title", "aim", "materials", "tip")},
    )


def _stages(also: Any, stage: str, code: str) -> tuple[str, ...]:
    """Return the stage of the file and the other stages an activity fits, in order."""
    _require(isinstance(also, list) and set(also) <= set(STAGES) - {stage}, f"{code}, also", "other stages")
    _require(stage in STAGES or not also, f"{code}, also", "nothing at any time")
    return tuple(one for one in STAGES if one == stage or one in also)


def _group(group: Any, code: str) -> tuple[int, int]:
    numbers = isinstance(group, list) and len(group) == 2 and all(type(one) is int for one in group)
    _require(numbers and 1 <= group[0] <= group[1], f"{code}, group", "the smallest and the largest group")
    return group[0], group[1]


def _steps(steps: Any, minutes: int, code: str) -> tuple[Step, ...]:
    where = f"{code}, steps"
    _require(isinstance(steps, list) and 4 <= len(steps) <= 8, where, "four to eight steps")
    found = []
    for number, step in enumerate(steps, 1):
        _require(isinstance(step, dict), f"{where}, {number}", "minutes, nl and en")
        texts = {name: value for name, value in step.items() if name != "minutes"}
        text = _words(texts, f"{where}, {number}", LONGEST["step"])
        found.append(Step(_minutes(step.get("minutes"), f"{where}, {number}"), text))
    total = sum(step.minutes for step in found)
    _require(abs(total - minutes) <= MOST_MINUTES_APART, where, f"{minutes} minutes together, not {total}")
    for language in ("nl", "en"):
        length = sum(len(step.text.in_language(language)) + 12 for step in found)
        _require(length <= LONGEST_NOTE, f"{where}, {language}", f"{LONGEST_NOTE} characters at most")
    return tuple(found)


def _minutes(value: Any, where: str) -> int:
    _require(type(value) is int and 1 <= value <= 240, where, "1 to 240 minutes")
    return int(value)


def _words(value: Any, where: str, longest: int) -> Words:
    _require(isinstance(value, dict) and set(value) == {"nl", "en"}, where, "nl and en")
    for language, text in value.items():
        _require(isinstance(text, str) and 0 < len(text.strip()) <= longest, f"{where}, {language}", "a text")
    return Words(value["nl"].strip(), value["en"].strip())


def _require(is_right: bool, where: str, wanted: str) -> None:
    if not is_right:
        raise ActivityFileError(f"{where}: expected {wanted}")
