"""The count of clicks and fields by which stories say what a task costs."""

from unittest.mock import MagicMock

import pytest

from tests.stories.hand import Hand


def test_one_act_more_than_the_most_fails():
    hand = Hand(MagicMock(), most=3)
    hand.press("Fasen kiezen")
    hand.fill(MagicMock(), "Een regel")
    hand.check(MagicMock())
    with pytest.raises(AssertionError, match="more than 3"):
        hand.click(MagicMock())
