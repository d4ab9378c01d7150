"""Problems in instrument files: each is reported with its place, and nothing in a file is executed or expanded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from srt.definition import YamlFileError, load_conversation, parse_instrument
from tests.srt.definitions import as_file, minimal

Change = Callable[[dict[str, Any]], object]


def problems_of(data: bytes) -> list[str]:
    with translation.override("en"), pytest.raises(YamlFileError) as raised:
        parse_instrument(data)
    return raised.value.problems


def _items(count: int, letter: str = "a") -> list[dict[str, Any]]:
    return [{"code": f"{letter}{number}", "text": {"nl": "x", "en": "x"}} for number in range(count)]


INVALID: list[tuple[Change, str]] = [
    (lambda d: d.update(dimensions=[]), "dimensions: An instrument needs at least one dimension with items."),
    (lambda d: d.pop("dimensions"), "The key “dimensions” is missing."),
    (lambda d: d["dimensions"][0].update(items=[]), "dimensions 1: This dimension has no items."),
    (
        lambda d: d["dimensions"][0].update(items=_items(11)),
        "dimensions 1: A dimension can have at most ten items; this one has 11.",
    ),
    (
        lambda d: d["dimensions"][1]["items"][0].update(code="a1"),
        "dimensions: The code “a1” is used more than once. Every code must be unique.",
    ),
    (
        lambda d: d["dimensions"][1]["items"][0].update(code="A1"),
        "dimensions: The code “a1” is used more than once. Every code must be unique.",
    ),
    (
        lambda d: d["dimensions"][1].update(code="one"),
        "dimensions: The code “one” is used more than once. Every code must be unique.",
    ),
    (
        lambda d: d["scale"].update(min=0, max=9),
        "scale: A scale can have at most nine points; this one has 10.",
    ),
    (lambda d: d["scale"].update(max=1), "scale: A scale needs at least two points: max must be higher than min."),
    (lambda d: d["scale"].update(min=-1), "scale, min: This must be a whole number from 0 to 9."),
    (lambda d: d["scale"].update(max=10), "scale, max: This must be a whole number from 0 to 9."),
    (lambda d: d["scale"].update(max=True), "scale, max: This must be a whole number from 0 to 9."),
    (lambda d: d["scale"]["labels"].pop(2), "scale, labels, 2: The label of this point is missing."),
    (lambda d: d["scale"]["labels"].update({4: "x"}), "scale, labels, 4: This is not a point on the scale."),
    (
        lambda d: d["dimensions"][0]["items"][0]["text"].pop("nl"),
        "dimensions 1, items 1, text: The text in the language “nl” is missing.",
    ),
    (
        lambda d: d["dimensions"][0]["name"].update(fr="x"),
        "dimensions 1, name: The language “fr” is not one of the languages of the name.",
    ),
    (
        lambda d: d["dimensions"][0]["items"][0]["text"].update(nl="  "),
        "dimensions 1, items 1, text, nl: The text is empty.",
    ),
    (
        lambda d: d["dimensions"][0]["items"][0]["text"].update(nl="x" * 301),
        "dimensions 1, items 1, text, nl: The text is too long: at most 300 characters.",
    ),
    (
        lambda d: d["dimensions"][0]["items"][0]["text"].update(nl="a\u202eb"),
        "dimensions 1, items 1, text, nl: The text contains invisible characters. Type it again.",
    ),
    (
        lambda d: d["dimensions"][0]["items"][0]["text"].update(nl=7),
        "dimensions 1, items 1, text, nl: This must be text. Put quotes around it.",
    ),
    (
        lambda d: d["dimensions"][0].update(side="both"),
        "dimensions 1, side: “both” is not allowed here. Choose from: process, product.",
    ),
    (
        lambda d: d["dimensions"][0]["items"][0].update(code="a 1"),
        (
            "dimensions 1, items 1, code: “a 1” cannot be a code. "
            "Start with a letter and use at most 32 letters, digits and _."
        ),
    ),
    (
        lambda d: d["dimensions"][0]["items"][0].update(code="Network"),
        "dimensions 1, items 1: “Network” is a reserved column name, so no item can have this code.",
    ),
    (
        lambda d: d.update(code="Small!"),
        "code: “Small!” cannot be a code. Use at most 50 lower-case letters, digits, - and _.",
    ),
    (lambda d: d.update(version=0), "version: This must be a whole number from 1 to 9999."),
    (lambda d: d.update(provisional="yes"), "provisional: This must be true or false."),
    (lambda d: d.update(name="x"), "name: This needs a text in each language, such as {nl: …, en: …}."),
    (
        lambda d: d.update(dimensions="x"),
        "dimensions: This needs a list with one entry per line, each starting with a dash.",
    ),
    (lambda d: d.update(revesred=True), "The key “revesred” is unknown. Remove it or check its spelling."),
    (
        lambda d: d.update(pages=[{"dimensions": ["one", "three", "two"]}]),
        "pages 1, dimensions 2: “three” is not allowed here. Choose from: one, two.",
    ),
    (lambda d: d.update(pages=[{"dimensions": ["one"]}]), "pages: The dimension “two” is not on any page."),
    (
        lambda d: d.update(pages=[{"dimensions": ["one"]}, {"dimensions": ["one", "two"]}]),
        "pages: The dimension “one” appears more than once. It can’t be split.",
    ),
    (
        lambda d: (d.update(pages=[{"dimensions": ["one", "two"]}]), d["dimensions"][0].update(items=_items(8))),
        "pages 1: A page can have at most eight items; this one has 9.",
    ),
    (
        lambda d: d.update(pages=[{"dimensions": ["one", "two"]}, {"dimensions": []}]),
        "pages 2: This page is empty.",
    ),
    (
        lambda d: d["dimensions"][0].update(facets={"aa": {"nl": "x", "en": "x"}}),
        "dimensions 1, facets, aa: “aa” cannot be a code. Use one capital letter.",
    ),
    (
        lambda d: d["dimensions"][0]["items"][0].update(speaks="you"),
        "dimensions 1, items 1, speaks: “you” is not allowed here. Choose from: we, ik.",
    ),
]


@pytest.mark.parametrize(("change", "problem"), INVALID, ids=[problem[:60] for _change, problem in INVALID])
def test_invalid_instrument_is_refused_with_exactly_one_problem(change: Change, problem: str) -> None:
    data = minimal()
    change(data)
    assert problems_of(as_file(data)) == [problem]


def test_minimal_instrument_is_valid() -> None:
    assert parse_instrument(as_file(minimal())).code == "small"


def test_all_problems_are_reported_at_once() -> None:
    data = minimal() | {"version": 0, "code": "?"}
    assert len(problems_of(as_file(data))) == 2


def test_problems_are_reported_in_dutch_too() -> None:
    with translation.override("nl"), pytest.raises(YamlFileError, match="De sleutel “dimensions” ontbreekt"):
        parse_instrument(as_file({key: value for key, value in minimal().items() if key != "dimensions"}))


UNREADABLE = {
    "nothing": (b"", "block with these keys"),
    "a list": (b"- a\n- b\n", "block with these keys"),
    "broken yaml": (b"code: small\nname: {nl: x\n", "Line 3: This is not valid YAML"),
    "two documents": (b"code: a\n---\ncode: b\n", "This is not valid YAML"),
    "a workbook": (b"PK\x03\x04\xff\xfe\x00", "not UTF-8 text"),
    "a control character": (b"code: \x07", "This is not valid YAML"),
    "a duplicate key": (b"code: a\ncode: b\n", "Line 2: The key “code” appears here twice."),
    "a list as key": (b"? [a]\n: b\n", "Line 1: A key must be"),
    "a reference": (b"code: &a x\nname: *a\n", "References with & and * are not allowed"),
    "a python object": (b"code: !!python/object/apply:os.getcwd []\n", "Tags"),
    "endless nesting": (b"[" * 100_000, "nested too deeply"),
    "too large": (b"#" * 200_001, "too large"),
}


@pytest.mark.parametrize(("data", "problem"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_file_is_refused_with_one_message(data: bytes, problem: str) -> None:
    found = problems_of(data)
    assert len(found) == 1
    assert problem in found[0]


def test_text_that_yaml_could_interpret_stays_text() -> None:
    data = as_file(minimal()).replace(b"nl: tekst", b"nl: 2024-05-01").replace(b"en: text", b"en: off")
    assert parse_instrument(data).name == {"nl": "2024-05-01", "en": "off"}


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_arbitrary_bytes_raise_no_other_error(data: bytes) -> None:
    with pytest.raises(YamlFileError) as raised:
        parse_instrument(data)
    assert raised.value.problems


@given(st.data())
@settings(deadline=None)
def test_damaged_file_gives_an_instrument_or_problems(data: st.DataObject) -> None:
    good = as_file(minimal())
    place = data.draw(st.integers(0, len(good) - 1))
    damaged = good[:place] + data.draw(st.binary(max_size=3)) + good[place + data.draw(st.integers(0, 5)) :]
    try:
        assert parse_instrument(damaged).items
    except YamlFileError as error:
        assert error.problems  # noqa: PT017 - either of the two may happen; both are checked


def test_conversation_file_with_two_questions_is_refused() -> None:
    two = [{"nl": "Wat?", "en": "What?"}] * 2
    with translation.override("en"), pytest.raises(YamlFileError, match="one: This needs exactly three questions"):
        load_conversation(as_file({"one": two}))


def test_empty_conversation_file_is_refused() -> None:
    with translation.override("en"), pytest.raises(YamlFileError, match="three questions under the code"):
        load_conversation(b"")
