"""Comparison of two versions of a questionnaire."""

from copy import deepcopy
from typing import Any

import pytest
from django.utils import translation

from srt.definition import parse_instrument
from srt.definition.comparison import Change, Comparison, compare
from tests.srt.definitions import as_file, minimal

OLD = minimal()
OLD["dimensions"][0]["items"] = [
    {"code": code, "text": {"nl": f"tekst {code}", "en": f"text {code}"}} for code in ("a1", "a2", "a3", "a4")
]


def compared(change: Any) -> Comparison:
    new = deepcopy(OLD)
    change(new)
    with translation.override("en"):
        return compare(parse_instrument(as_file(OLD)), parse_instrument(as_file(new)), "en")


def items(data: dict[str, Any], dimension: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data["dimensions"][dimension]["items"]
    return found


def only(comparison: Comparison, kind: str) -> list[Change]:
    """Return the changes of a kind, asserting that there are no others."""
    others = {name: changes for name, changes in vars(comparison).items() if name != kind and changes}
    assert not others
    found: list[Change] = getattr(comparison, kind)
    return found


def test_identical_versions_have_no_differences():
    assert compared(dict).is_empty


def test_new_statement_is_listed_with_its_text():
    found = compared(lambda data: items(data).append({"code": "a5", "text": {"nl": "nieuw", "en": "new"}}))
    assert only(found, "added") == [Change("a5, text", "", "", "new")]


def test_removed_statement_is_listed_with_its_text():
    assert only(compared(lambda data: items(data).pop(1)), "removed") == [Change("a2, text", "", "text a2", "")]


def test_changed_wording_is_listed_per_language():
    found = compared(lambda data: items(data)[0]["text"].update(nl="anders"))
    assert only(found, "wording") == [Change("a1", "nl", "tekst a1", "anders")]


def test_statement_in_another_dimension_counts_as_moved():
    def change(data):
        data["dimensions"][1]["name"] = {"nl": "twee", "en": "two"}
        items(data, 1).append(items(data).pop(0))

    assert compared(change).moved == [Change("a1", "", "text", "two")]


def test_only_the_statement_that_changed_place_counts_as_moved():
    found = compared(lambda data: items(data).append(items(data).pop(0)))
    assert only(found, "moved") == [Change("a1", "", "first", "after a4")]


def test_reversed_statement_is_listed():
    found = compared(lambda data: items(data)[1].update(reversed=True))
    assert only(found, "reversal") == [Change("a2", "", "not reversed", "reversed")]


def test_changed_pages_are_listed():
    def change(data):
        data["pages"] = [{"heading": {"nl": "Alles", "en": "All"}, "dimensions": ["one", "two"]}]

    assert only(compared(change), "pages") == [
        Change("page 1", "", "text", "All: text, text"),
        Change("page 2", "", "text", ""),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": {"nl": "naam", "en": "text"}}, Change("name", "nl", "tekst", "naam")),
        ({"provisional": True}, Change("provisional", "", "no", "yes")),
        ({"not_yet": True}, Change("“I can’t say yet” is offered", "", "no", "yes")),
        ({"period": {"nl": "dit jaar", "en": "this year"}}, Change("period", "nl", "", "dit jaar")),
    ],
)
def test_changed_texts_around_the_statements_are_listed(change, expected):
    assert expected in only(compared(lambda data: data.update(change)), "about")


def test_changed_scale_label_is_listed():
    def change(data):
        data["scale"]["labels"][1]["en"] = "never"

    assert only(compared(change), "about") == [Change("scale, 1", "en", "text", "never")]


def test_renamed_dimension_is_listed():
    def change(data):
        data["dimensions"][1]["name"]["nl"] = "twee"

    assert only(compared(change), "about") == [Change("dimension two", "nl", "tekst", "twee")]
