"""The starting set of activities: complete in both languages, with times that add up, and read strictly."""

import re
from typing import Any

import pytest
import yaml

from ogo.activities import STAGES, ActivityFileError, activities_read, starters
from ogo.activities.reading import ANY_TIME, FOLDER
from ogo.models import Stage

# The tone of the product: nothing for better or worse, nobody addressed as “u”, and no exclamation.
AVOIDED = re.compile(
    r"\b(goede?|slechte?|hoge?|hoog|lage?|laag|score|norm|helaas|slechts|achter|u|uw|men)\b|!", re.IGNORECASE
)


def row(**changed: Any) -> dict[str, Any]:
    """Return an activity as a file has it."""
    words = {"nl": "Tekst", "en": "Text"}
    given = {
        "code": "one-two",
        **dict.fromkeys(("title", "aim", "materials", "tip"), words),
        "minutes": 20,
        "group": [2, 12],
        "place": "both",
        "steps": [{"minutes": 5, **words} for _number in range(4)],
    }
    return {**given, **changed}


def read(*rows: dict[str, Any], stage: str = "designing", known: tuple[str, ...] = ()) -> list[Any]:
    return activities_read(yaml.safe_dump({"stage": stage, "activities": list(rows)}), stage, known)


def test_starting_set_has_thirty_activities_spread_over_the_stages():
    found = starters().values()
    assert len(found) >= 30
    for stage in (*STAGES, ""):
        fitting = [one for one in found if (stage in one.stages if stage else not one.stages)]
        assert len(fitting) >= 5, stage


def test_stages_are_those_of_the_phases():
    assert list(STAGES) == Stage.values


def test_every_file_in_the_folder_is_read():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*STAGES, ANY_TIME}


def test_starting_set_has_activities_for_every_place():
    assert {one.place for one in starters().values()} == {"on_site", "online", "both"}


@pytest.mark.parametrize("code", sorted(starters()))
def test_activity_keeps_to_the_tone(code: str):
    one = starters()[code]
    texts = [one.title, one.aim, one.materials, one.tip, *(step.text for step in one.steps)]
    assert [text.nl for text in texts if AVOIDED.search(text.nl)] == []
    assert [text.en for text in texts if "!" in text.en] == []
    assert [text.nl for text in texts if text.nl == text.en] == []


@pytest.mark.parametrize("code", sorted(starters()))
def test_code_is_not_another_route(code: str):
    assert code not in {"add", "used"}


def test_activity_is_read():
    (one,) = read(row(also=["looking_back"]))
    assert (one.code, one.stages, one.minutes, len(one.steps)) == ("one-two", ("designing", "looking_back"), 20, 4)
    assert (one.title.in_language("nl"), one.title.in_language("en"), one.title.in_language("fr")) == (
        "Tekst",
        "Text",
        "Text",
    )


def test_activity_for_any_time_has_no_stage():
    assert read(row(), stage=ANY_TIME)[0].stages == ()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"code": "One two"}, "code"),
        ({"code": "own-3"}, "own-3"),
        ({"title": {"nl": "Tekst"}}, "title"),
        ({"title": {"nl": "Tekst", "en": " "}}, "title, en"),
        ({"title": {"nl": "x" * 121, "en": "Text"}}, "title, nl"),
        ({"aim": "Tekst"}, "aim"),
        ({"minutes": 24}, "steps"),
        ({"minutes": "20"}, "minutes"),
        ({"group": [12, 2]}, "group"),
        ({"group": 4}, "group"),
        ({"place": "outside"}, "place"),
        ({"also": ["designing"]}, "also"),
        ({"also": ["later"]}, "also"),
        ({"steps": row()["steps"][:3]}, "steps"),
        ({"steps": row()["steps"] * 3, "minutes": 60}, "steps"),
        ({"steps": [*row()["steps"][:3], {"minutes": 5, "nl": "Tekst"}]}, "steps, 4"),
        ({"steps": [*row()["steps"][:3], {"nl": "Tekst", "en": "Text"}]}, "steps, 4"),
        ({"level": 3}, "one-two"),
    ],
)
def test_mistake_in_a_file_is_named(wrong: dict[str, Any], where: str):
    with pytest.raises(ActivityFileError, match=where):
        read(row(**wrong))


def test_missing_field_is_refused():
    without = row()
    del without["tip"]
    with pytest.raises(ActivityFileError, match="one-two"):
        read(without)


@pytest.mark.parametrize(("rows", "known"), [((row(), row()), ()), ((row(),), ("one-two",))])
def test_code_that_occurs_twice_is_refused(rows, known):
    with pytest.raises(ActivityFileError, match="once"):
        read(*rows, known=known)


def test_steps_too_long_for_the_agenda_are_refused():
    steps = [{"minutes": 5, "nl": "x" * 399, "en": "Text"} for _number in range(5)]
    with pytest.raises(ActivityFileError, match="characters"):
        read(row(steps=steps, minutes=25))


@pytest.mark.parametrize("text", ["", "[]", "stage: exploring", "stage: designing\nactivities: []"])
def test_file_of_another_shape_is_refused(text: str):
    with pytest.raises(ActivityFileError):
        activities_read(text, "designing")
