"""Instrument definitions: parsing of valid files, pages, scopes and localised texts."""

import dataclasses
import hashlib

import pytest

from srt.definition import InstrumentDefinition, conversation_questions, localised, parse_instrument
from tests.srt.definitions import SAMPLE, as_file, built, minimal, sample


def test_sample_has_the_published_structure() -> None:
    assert [len(dimension.items) for dimension in sample().dimensions] == [4, 4, 5, 4, 4, 4, 4, 3]


def test_hash_is_computed_from_the_file_bytes() -> None:
    assert sample().sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def test_item_is_reversed_only_if_the_file_says_so() -> None:
    assert [item.code for item in sample().items if item.reversed] == ["p07"]


def test_definition_is_immutable() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        sample().version = 2  # type: ignore[misc]  # the assignment must fail


def test_definitions_of_equal_files_are_equal_and_hash_equally() -> None:
    assert {sample(): "first"}[sample()] == "first"


def test_alphabet_includes_not_yet_only_if_the_file_offers_it() -> None:
    offered = parse_instrument(as_file(minimal() | {"not_yet": True}))
    assert (parse_instrument(as_file(minimal())).alphabet, offered.alphabet) == ("123-", "123?-")


def test_blank_answers_leave_every_item_unanswered() -> None:
    assert sample().blank_answers() == "-" * 32


def test_item_index_finds_an_item_by_code() -> None:
    assert sample().item_index("r01") == 13


def test_item_index_rejects_an_unknown_code() -> None:
    with pytest.raises(KeyError):
        sample().item_index("x01")


def test_dimension_slice_covers_the_items_of_the_dimension() -> None:
    assert sample().item_codes[sample().dimension_slice("identity_equality")] == ("p09", "p10", "p11", "p12", "p13")


def test_dimension_slice_rejects_an_unknown_code() -> None:
    with pytest.raises(KeyError):
        sample().dimension_slice("unknown")


def _items_per_page(definition: InstrumentDefinition) -> list[int]:
    return [len(page.items) for page in definition.pages_of_items()]


def test_derived_pages_hold_complete_dimensions_and_at_most_eight_items() -> None:
    assert _items_per_page(sample()) == [8, 5, 8, 8, 3]


def test_derived_pages_have_no_headings() -> None:
    assert [page.heading for page in sample().pages] == [{}] * 5


def test_dimension_longer_than_a_page_gets_its_own_page() -> None:
    data = minimal()
    text = data["name"]
    data["dimensions"][0]["items"] = [{"code": f"a{number}", "text": text} for number in range(10)]
    assert _items_per_page(parse_instrument(as_file(data))) == [10, 1]


def test_process_scope_has_only_process_dimensions_and_pages() -> None:
    process = sample().for_scope("process")
    assert (len(process.items), _items_per_page(process)) == (13, [8, 5])


def test_process_scope_keeps_the_hash_of_the_file() -> None:
    assert sample().for_scope("process").sha256 == sample().sha256


def test_scope_both_returns_the_instrument_itself() -> None:
    definition = sample()
    assert definition.for_scope("both") is definition


def test_process_scope_requires_a_process_dimension() -> None:
    data = minimal()
    del data["dimensions"][0]
    with pytest.raises(ValueError, match="no process"):
        parse_instrument(as_file(data)).for_scope("process")


def test_named_pages_keep_their_order_and_heading() -> None:
    heading = {"nl": "Eerst dit", "en": "This first"}
    pages = [{"heading": heading, "dimensions": ["two"]}, {"dimensions": ["one"]}]
    definition = parse_instrument(as_file(minimal() | {"pages": pages}))
    assert [(page.number, page.heading, page.items[0].code) for page in definition.pages_of_items()] == [
        (1, heading, "b1"),
        (2, {}, "a1"),
    ]


def test_localised_uses_the_language_of_the_reader() -> None:
    assert localised({"nl": "ja", "en": "yes"}, "en-gb") == "yes"


def test_localised_falls_back_to_dutch_then_english_then_any() -> None:
    texts = [{"nl": "ja", "en": "yes"}, {"en": "yes", "de": "ja doch"}, {"de": "doch"}, {}]
    assert [localised(text, "fr") for text in texts] == ["ja", "yes", "doch", ""]


def test_min_answered_is_two_thirds_of_the_items_rounded_up() -> None:
    min_answered = {len(one.items): one.min_answered for one in built(range(1, 11)).dimensions}
    assert min_answered == {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 4, 7: 5, 8: 6, 9: 6, 10: 7}


def test_every_sample_dimension_has_three_questions() -> None:
    questions = conversation_questions()
    assert {one.code: len(questions[one.code]) for one in sample().dimensions} == {
        one.code: 3 for one in sample().dimensions
    }
