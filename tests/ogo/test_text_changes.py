"""The comparison of two texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogo.text_changes import Change, Part, compare

WORDS = st.lists(st.sampled_from(["les", "kring", "spel", "\n", " ", "met", "een", "."]), max_size=30).map("".join)


@given(WORDS, WORDS)
def test_parts_joined_are_the_two_texts(earlier, later):
    found = compare(earlier, later)
    assert "".join(part.text for part in found.earlier) == earlier
    assert "".join(part.text for part in found.later) == later


@given(WORDS, WORDS)
def test_same_parts_are_equal_on_both_sides(earlier, later):
    found = compare(earlier, later)
    same = [[part.text for part in side if part.change is Change.SAME] for side in (found.earlier, found.later)]
    assert same[0] == same[1]
    assert found.is_changed == (earlier != later)


def test_changed_word_is_marked_on_both_sides():
    found = compare("Drie lessen in de kring.", "Vier lessen in de kring.")
    assert found.earlier == [Part(Change.REMOVED, "Drie"), Part(Change.SAME, " lessen in de kring.")]
    assert found.later == [Part(Change.ADDED, "Vier"), Part(Change.SAME, " lessen in de kring.")]


def test_rewritten_sentence_is_one_change():
    found = compare("Start. We praten samen. Einde", "Start. Zij tekenen alleen. Einde")
    assert [part.text for part in found.later] == ["Start. ", "Zij tekenen alleen.", " Einde"]


def test_new_paragraph_is_added_and_nothing_is_removed():
    found = compare("Een kring.", "Een kring.\n\nEen spel.")
    assert [part.change for part in found.earlier] == [Change.SAME]
    assert found.later[-1] == Part(Change.ADDED, "\n\nEen spel.")


@pytest.mark.parametrize("one", ["a ", "a\n", "a b ", "a"])
def test_longest_texts_that_repeat_themselves_are_compared_in_time(one):
    earlier, later = (one * 8000)[:8000], ("b " + one * 8000)[:8000]
    started = time.monotonic()
    found = compare(earlier, later)
    assert time.monotonic() - started < 3
    assert found.is_changed
