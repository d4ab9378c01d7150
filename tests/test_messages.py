"""bin/messages: the strings it finds, and the ability of its checks to fail."""

from __future__ import annotations

import gettext
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tests.pseudo import untranslated

ROOT = Path(__file__).resolve().parent.parent
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def load() -> ModuleType:
    loader = SourceFileLoader("messages_command", str(ROOT / "bin" / "messages"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    import sys

    sys.modules[loader.name] = module  # dataclasses look up their module
    loader.exec_module(module)
    return module


messages = load()


def parts(folder: Path, **texts: str):
    for name, text in texts.items():
        (folder / f"{name}.po").write_text(HEADER + text, encoding="utf-8")
    return messages.messages_in_parts(folder)


def found_in_python(source: str) -> list[tuple[str | None, str, str | None]]:
    return [(m.context, m.singular, m.plural) for m, _ in messages.messages_in_python(source)]


def found_in_template(source: str) -> list[tuple[str | None, str, str | None]]:
    return [(m.context, m.singular, m.plural) for m, _ in messages.messages_in_template(source)]


def test_python_strings_are_found_under_any_alias():
    source = (
        "from django.utils.translation import gettext_lazy as _, ngettext as n, pgettext\n"
        '_("One")\nn("a", "b", 2)\npgettext("month", "May")\n_("in " "two")\nother("no")\n_(variable)\n'
    )
    assert found_in_python(source) == [
        (None, "One", None),
        (None, "a", "b"),
        ("month", "May", None),
        (None, "in two", None),
    ]


def test_template_strings_are_found_in_tags_filters_and_arguments():
    source = (
        '<div>\n   {% translate "One" %}\n {% blocktranslate trimmed count n=n %}\n {{ n }} network\n'
        '{% plural %} {{ n }} networks {% endblocktranslate %}\n  {% include "x.html" with a=_("Two") %}'
        '{{ x|default:_("Three") }}{% translate "May" context "month" %}</div>'
    )
    assert found_in_template(source) == [
        (None, "One", None),
        (None, "%(n)s network", "%(n)s networks"),
        (None, "Two", None),
        (None, "Three", None),
        ("month", "May", None),
    ]


def test_different_dutch_for_the_same_english_names_both_files(tmp_path: Path):
    _, problems = parts(tmp_path, a='msgid "Close"\nmsgstr "Sluiten"\n', b='msgid "Close"\nmsgstr "Dichtbij"\n')
    assert len(problems) == 1
    assert "a.po" in problems[0]
    assert "b.po" in problems[0]


def test_same_dutch_or_another_context_for_the_same_english_is_accepted(tmp_path: Path):
    a = 'msgid "Close"\nmsgstr "Sluiten"\n'
    b = 'msgid "Close"\nmsgstr "Sluiten"\n\nmsgctxt "near"\nmsgid "Close"\nmsgstr "Dichtbij"\n'
    found, problems = parts(tmp_path, a=a, b=b)
    assert problems == []
    assert len(found) == 2


def test_compiled_catalogue_gives_the_dutch(tmp_path: Path):
    text = (
        'msgid "%(n)s network"\nmsgid_plural "%(n)s networks"\nmsgstr[0] "%(n)s netwerk"\nmsgstr[1] "%(n)s netwerken"\n'
    )
    found, _ = parts(tmp_path, a=text)
    messages.write(found, tmp_path, "nl")
    with (tmp_path / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.ngettext("%(n)s network", "%(n)s networks", 1) == "%(n)s netwerk"
    assert catalogue.ngettext("%(n)s network", "%(n)s networks", 0) == "%(n)s netwerken"


@pytest.mark.parametrize("dutch", ["", "Dag"])
def test_string_without_dutch_or_without_its_plural_is_missing(tmp_path: Path, dutch: str):
    found, _ = parts(tmp_path, a=f'msgid "Hi"\nmsgstr "{dutch}"\n')
    source = {(None, "Hi"): messages.Message("Hi", "His", places=["x.py:1"])}
    assert messages.missing(source, found)


@pytest.mark.parametrize(
    ("english", "dutch"), [("Hi %(name)s", "Dag %(naam)s"), ("%s of %s", "%s van"), ("<b>Hi</b>", "<i>Dag</i>")]
)
def test_different_placeholders_or_tags_are_found(english: str, dutch: str):
    assert messages.differences(messages.Message(english, dutch=(dutch,), places=["a.po:1"]))


def test_singular_in_words_may_omit_the_number():
    message = messages.Message(
        "One answer", "%(n)s answers", dutch=("Eén antwoord", "%(n)s antwoorden"), places=["a:1"]
    )
    assert messages.differences(message) == []


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
def test_forbidden_word_is_found(dutch: str):
    message = messages.Message("English", dutch=(dutch,), places=["a.po:1"])
    assert messages.forbidden_words({message.key: message}, [])


@pytest.mark.parametrize("dutch", ["Menu", "Jullie bouwen samen", "Stuur", "Achternaam", "Goedemorgen", "%(score)s"])
def test_word_that_contains_a_forbidden_one_is_accepted(dutch: str):
    message = messages.Message("English", dutch=(dutch,), places=["a.po:1"])
    assert messages.forbidden_words({message.key: message}, []) == []


def test_exception_covers_one_string_and_must_be_needed():
    message = messages.Message("Up your sleeve", dutch=("Achter de hand",), places=["a.po:1"])
    row = ("achter", "Up your sleeve", "an expression")
    assert messages.forbidden_words({message.key: message}, [row]) == []
    assert messages.forbidden_words({}, [row]) == ["allowed-words.txt: nothing needs “achter | Up your sleeve”"]


def test_pseudo_text_keeps_placeholders_tags_and_entities():
    assert messages.pseudo("Hi&nbsp;<b>%(name)s</b>, 5%%") == "⟦Ĥí&nbsp;<b>%(name)s</b>, 5%%⟧"


def test_unmarked_english_is_found_on_a_page():
    html = '<title>⟦Ĥóméš⟧</title><p>⟦Ĥéļļó ⟦ýóú⟧ <b>Amira</b>⟧ Welcome</p><img alt="A radar"><script>var no</script>'
    assert untranslated(html, data=["Amira"]) == ["Welcome", "A radar"]
