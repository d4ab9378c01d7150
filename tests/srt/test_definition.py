"""Reading instruments: what a good file gives."""

import dataclasses
import hashlib

import pytest

from srt.definition import InstrumentDefinition, conversation_questions, localised, parse_instrument
from tests.srt.definitions import SAMPLE, as_file, built, minimal, sample


def test_the_sample_has_thirty_two_items_in_the_published_structure() -> None:
    assert [len(dimension.items) for dimension in sample().dimensions] == [4, 4, 5, 4, 4, 4, 4, 3]


def test_the_hash_is_that_of_the_bytes() -> None:
    assert sample().sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def test_an_item_is_reversed_only_where_the_file_says_so() -> None:
    assert [item.code for item in sample().items if item.reversed] == ["p07"]


def test_a_definition_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        sample().version = 2  # type: ignore[misc]  # that it cannot is the point


def test_equal_files_give_definitions_that_are_one_key_of_a_dictionary() -> None:
    assert {sample(): "first"}[sample()] == "first"


def test_the_alphabet_offers_too_early_only_when_the_file_does() -> None:
    offered = parse_instrument(as_file(minimal() | {"not_yet": True}))
    assert (parse_instrument(as_file(minimal())).alphabet, offered.alphabet) == ("123-", "123?-")


def test_blank_answers_leave_every_item_open() -> None:
    assert sample().blank_answers() == "-" * 32


def test_an_item_is_found_by_its_code() -> None:
    assert sample().item_index("r01") == 13


def test_an_item_of_another_instrument_is_not_found() -> None:
    with pytest.raises(KeyError):
        sample().item_index("x01")


def test_the_answers_of_a_dimension_stand_together() -> None:
    assert sample().item_codes[sample().dimension_slice("identity_equality")] == ("p09", "p10", "p11", "p12", "p13")


def test_another_dimension_is_not_found() -> None:
    with pytest.raises(KeyError):
        sample().dimension_slice("unknown")


def _items_per_page(definition: InstrumentDefinition) -> list[int]:
    return [len(page.items) for page in definition.pages_of_items()]


def test_without_pages_whole_dimensions_fill_pages_of_at_most_eight() -> None:
    assert _items_per_page(sample()) == [8, 5, 8, 8, 3]


def test_derived_pages_have_no_headings() -> None:
    assert [page.heading for page in sample().pages] == [{}] * 5


def test_a_dimension_longer_than_a_page_keeps_a_page_to_itself() -> None:
    data = minimal()
    text = data["name"]
    data["dimensions"][0]["items"] = [{"code": f"a{number}", "text": text} for number in range(10)]
    assert _items_per_page(parse_instrument(as_file(data))) == [10, 1]


def test_the_process_side_has_its_dimensions_and_pages_only() -> None:
    process = sample().for_scope("process")
    assert (len(process.items), _items_per_page(process)) == (13, [8, 5])


def test_the_process_side_keeps_the_hash_of_the_file() -> None:
    assert sample().for_scope("process").sha256 == sample().sha256


def test_both_sides_are_the_instrument_itself() -> None:
    definition = sample()
    assert definition.for_scope("both") is definition


def test_an_instrument_without_process_has_no_process_side() -> None:
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


def test_text_in_the_readers_language() -> None:
    assert localised({"nl": "ja", "en": "yes"}, "en-gb") == "yes"


def test_text_falls_back_to_dutch_then_english_then_any() -> None:
    texts = [{"nl": "ja", "en": "yes"}, {"en": "yes", "de": "ja doch"}, {"de": "doch"}, {}]
    assert [localised(text, "fr") for text in texts] == ["ja", "yes", "doch", ""]


def test_two_thirds_of_the_items_are_needed_in_whole_numbers() -> None:
    needed = {len(one.items): one.needed for one in built(range(1, 11)).dimensions}
    assert needed == {1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 6: 4, 7: 5, 8: 6, 9: 6, 10: 7}


def test_there_are_three_questions_for_every_dimension_of_the_sample() -> None:
    questions = conversation_questions()
    assert {one.code: len(questions[one.code]) for one in sample().dimensions} == {
        one.code: 3 for one in sample().dimensions
    }
