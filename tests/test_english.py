"""Docstrings, comments, test names and interface texts are plain English: tests/english.py names what is refused."""

from __future__ import annotations

import pytest

from tests import english
from tests.english import COMMENT, DOCSTRING, INTERFACE, TEST_NAME, Text


def test_source_has_no_refused_patterns():
    wrong = [line for text in english.texts() if not english.allowed(text) for line in english.problems(text)]
    assert not wrong, "\n".join(wrong)


def test_every_allowed_place_is_needed():
    refused = [text for text in english.texts() if english.problems(text)]
    for path, words, reason in english.ALLOWED:
        assert reason
        assert any(text.place.startswith(path) and words in text.text for text in refused), f"{path}: {words}"


REFUSED = [
    (DOCSTRING, "Who leaves loses access."),
    (DOCSTRING, "Return the rows.\n\nWhat is past stays as it is."),
    (COMMENT, "Stored first. What was sent cannot be taken back."),
    (INTERFACE, "Who clicks twice sends once."),
    (TEST_NAME, "test_that_leaving_ends_access"),
    (TEST_NAME, "test_who_left_reads_nothing"),
    (DOCSTRING, "Return the names of who answered."),
    (COMMENT, "Sent to whoever is invited."),
    (INTERFACE, "Whoever holds the link can open it."),
    (DOCSTRING, "A guest is no participant."),
    (INTERFACE, "This is no email address."),
    (DOCSTRING, "Return the own answers."),
    (COMMENT, "An own folder for each run."),
    (DOCSTRING, "Read the file anew."),
    (INTERFACE, "Take along your data"),
    (COMMENT, "The name stands in the list."),
    (TEST_NAME, "test_invitee_is_told_about_a_change"),
    (DOCSTRING, "Raise Http404 if the meeting is gone."),
    (DOCSTRING, "Answers are kept for a year."),
    (TEST_NAME, "test_somebody_else_cannot_open_it"),
    (DOCSTRING, "Refuse everybody who left."),
]
ACCEPTED = [
    (DOCSTRING, "Return the day on which a participant left, or None."),
    (DOCSTRING, "Return False if there is no meeting. Nothing is no longer shown."),
    (COMMENT, "What is a release? See docs/glossary.md."),
    (TEST_NAME, "test_former_participant_finds_nothing"),
    (TEST_NAME, "test_message_says_what_is_wrong"),
    (INTERFACE, "What did you agree?"),
    (INTERFACE, "Who can see this"),
    (INTERFACE, "Your own data"),
    (DOCSTRING, "Keep both lists: they are kept in sync by a trigger."),
    (DOCSTRING, "The two could then be told apart."),
    (INTERFACE, "SRT stands for Social Regulation Tool."),
]


@pytest.mark.parametrize(("kind", "words"), REFUSED)
def test_check_refuses_unidiomatic_text(kind: str, words: str):
    assert english.problems(Text(kind, "srt/x.py:1", words))


@pytest.mark.parametrize(("kind", "words"), ACCEPTED)
def test_check_accepts_plain_english(kind: str, words: str):
    assert english.problems(Text(kind, "srt/x.py:1", words)) == []


def test_every_kind_of_text_is_collected():
    source = '"""A module."""\n\n\ndef test_x():\n    """Return."""\n    # First\n    # second.\n    x = 1  # third\n'
    found = {(text.kind, text.place, text.text) for text in english.python_texts("tests/a.py", source)}
    assert found == {
        (DOCSTRING, "tests/a.py:1", "A module."),
        (DOCSTRING, "tests/a.py:4", "Return."),
        (TEST_NAME, "tests/a.py:4", "test_x"),
        (COMMENT, "tests/a.py:6", "First second."),
        (COMMENT, "tests/a.py:8", "third"),
    }
    markup = [text.text for text in english.markup_texts("a.html", "{# One #}\n{% comment %}Two{% endcomment %}")]
    assert markup == ["One", "Two"]
    catalogue = 'msgid ""\nmsgstr "x"\n\nmsgid "One "\n"line"\nmsgid_plural "Lines"\nmsgstr[0] ""\n'
    assert [text.text for text in english.catalogue_texts("a.po", catalogue)] == ["One line", "Lines"]
