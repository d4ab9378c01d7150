"""bin/messages: the strings it finds, and the ability of its checks to fail."""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.pseudo import untranslated

ROOT = Path(__file__).resolve().parent.parent
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def load() -> ModuleType:
    """Return bin/messages as a module."""
    loader = SourceFileLoader("messages_command", str(ROOT / "bin" / "messages"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules[loader.name] = module  # dataclasses look their module up
    loader.exec_module(module)
    return module


messages = load()


def catalogue(folder: Path, text: str):
    """Return the entries of a catalogue with these lines."""
    path = folder / "django.po"
    path.write_text(HEADER + text, encoding="utf-8")
    return messages.catalogue_messages(path)


def found(suffix: str, source: str) -> list[tuple[str | None, str, str | None]]:
    return [(m.context, m.singular, m.plural) for m in messages.file_messages(suffix, source, "x")]


def message(dutch: str, english: str = "English"):
    return messages.Message(english, dutch=(dutch,), place="a.po:1")


def test_python_strings_are_found():
    source = (
        '_("One")\nngettext("a", "b", 2)\npgettext("month", "May")\ngettext_lazy("in " "two")\n'
        'npgettext("fruit", "apple", "apples", n)\nother("no")\n_(variable)\n'
    )
    assert found(".py", source) == [
        (None, "One", None),
        (None, "a", "b"),
        ("month", "May", None),
        (None, "in two", None),
        ("fruit", "apple", "apples"),
    ]


def test_template_strings_are_found_in_tags_filters_and_arguments():
    source = (
        '<div>\n   {% translate "One" %}\n {% blocktranslate trimmed count n=n %}\n {{ n }} network\n'
        '{% plural %} {{ n }} networks {% endblocktranslate %}\n  {% include "x.html" with a=_("Two") %}'
        '{{ x|default:_("Three") }}{% translate "May" context "month" %}</div>'
    )
    assert found(".html", source) == [
        (None, "One", None),
        (None, "%(n)s network", "%(n)s networks"),
        (None, "Two", None),
        (None, "Three", None),
        ("month", "May", None),
    ]


def test_string_belongs_to_the_nearest_catalogue(tmp_path: Path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "views.py").write_text('_("In the app")', encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text('{% translate "In a template" %}', encoding="utf-8")
    app, _problems = messages.source_messages(tmp_path / "app", [tmp_path])
    root, _problems = messages.source_messages(tmp_path, [tmp_path / "app"])
    assert [key[1] for key in app] == ["In the app"]
    assert [key[1] for key in root] == ["In a template"]


def test_string_marked_inside_an_f_string_is_reported(tmp_path: Path):
    (tmp_path / "views.py").write_text("""text = f"{_('Hi')} Amira\"""", encoding="utf-8")
    assert list(messages.calls_in_f_strings(tmp_path / "views.py")) == [1]


def test_same_english_with_other_dutch_names_both_catalogues():
    one = messages.Message("Close", dutch=("Sluiten",), place="a.po:1")
    other = messages.Message("Close", dutch=("Dichtbij",), place="b.po:1")
    [line] = messages.contradictions([one, other])
    assert "a.po" in line
    assert "b.po" in line


def test_same_english_with_the_same_dutch_or_another_context_passes():
    one = messages.Message("Close", dutch=("Sluiten",))
    near = messages.Message("Close", context="near", dutch=("Dichtbij",))
    assert messages.contradictions([one, one, near]) == []


@pytest.mark.parametrize(
    "entry",
    [
        "",
        'msgid "Hi"\nmsgstr ""\n',
        'msgid "Hi"\nmsgstr "Dag"\n',
        '#, fuzzy\nmsgid "Hi"\nmsgid_plural "His"\nmsgstr[0] "Dag"\nmsgstr[1] "Dagen"\n',
    ],
    ids=["absent", "empty", "without-plural", "fuzzy"],
)
def test_string_without_complete_dutch_is_missing(tmp_path: Path, entry: str):
    source = {(None, "Hi"): messages.Message("Hi", "His", place="x.py:1")}
    assert messages.missing(source, catalogue(tmp_path, entry))


def test_entry_that_left_the_source_is_reported(tmp_path: Path):
    assert messages.left_over({}, catalogue(tmp_path, 'msgid "Hi"\nmsgstr "Dag"\n'))


@pytest.mark.parametrize(
    ("english", "dutch"), [("Hi %(name)s", "Dag %(naam)s"), ("%s of %s", "%s van"), ("<b>Hi</b>", "<i>Dag</i>")]
)
def test_different_placeholders_or_tags_are_reported(english: str, dutch: str):
    assert messages.differences(message(dutch, english))


def test_singular_in_words_may_leave_the_number_out():
    singular = messages.Message("One answer", "%(n)s answers", dutch=("Eén antwoord", "%(n)s antwoorden"))
    assert messages.differences(singular) == []


@pytest.mark.parametrize(
    "dutch",
    [
        "Jullie score",
        "Dat is goed",
        "Nulmeting",
        "Klaar!",
        "Wat vindt u",
        "uw netwerk",
        "Nog maar twee",
        "🎉",
        "men zegt",
    ],
)
def test_forbidden_word_is_reported(dutch: str):
    assert messages.forbidden_words([message(dutch)], [])


@pytest.mark.parametrize("dutch", ["Menu", "Jullie bouwen samen", "Stuur", "Achternaam", "Goedemorgen", "%(score)s"])
def test_word_that_only_resembles_a_forbidden_one_passes(dutch: str):
    assert messages.forbidden_words([message(dutch)], []) == []


def test_allowed_word_applies_to_one_string_and_is_reported_if_unused():
    row = ("achter", "Up your sleeve", "an expression")
    assert messages.forbidden_words([message("Achter de hand", "Up your sleeve")], [row]) == []
    assert messages.forbidden_words([], [row]) == ["allowed-words.txt: nothing needs “achter | Up your sleeve”"]


def test_pseudo_text_keeps_placeholders_tags_and_entities():
    assert messages.pseudo("Hi&nbsp;<b>%(name)s</b>, 5%%") == "⟦Ĥí&nbsp;<b>%(name)s</b>, 5%%⟧"


def test_unmarked_english_is_found():
    html = '<title>⟦Ĥóméš⟧</title><p>⟦Ĥéļļó ⟦ýóú⟧ <b>Amira</b>⟧ Welcome</p><img alt="A radar"><script>var no</script>'
    assert untranslated(html, data=["Amira"]) == ["Welcome", "A radar"]
