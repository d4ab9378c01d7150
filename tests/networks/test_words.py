"""The words of a programme."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from networks.models import Programme
from networks.terms import PACKS, WORDS, pack_of, term, words_validate

COACH = {"nl": {"one": "coach", "many": "coaches", "article": "de"}, "en": {"one": "coach", "many": "coaches"}}


def programme(**words):
    return Programme(slug="p", name="P", words=words)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("one", "netwerk"),
        ("many", "netwerken"),
        ("a", "een netwerk"),
        ("the", "het netwerk"),
        ("this", "dit netwerk"),
        ("our", "ons netwerk"),
        ("each", "elk netwerk"),
    ],
)
def test_het_word_takes_het_dit_ons_elk(form, expected):
    assert term(programme(), "network", form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("the", "de werkplaats"), ("this", "deze werkplaats"), ("our", "onze werkplaats"), ("each", "elke werkplaats")],
)
def test_de_word_takes_de_deze_onze_elke(form, expected):
    werkplaats = PACKS["network"][1].entry
    assert term(programme(network=werkplaats), "network", form) == expected


def test_english_word_takes_a_or_an():
    office = {"nl": {"one": "bureau", "many": "bureaus", "article": "het"}, "en": {"one": "office", "many": "offices"}}
    with translation.override("en"):
        assert term(programme(office=office), "office", "a") == "an office"
        assert term(programme(), "network", "a") == "a network"


def test_word_can_be_capitalised():
    assert term(programme(), "network", "our", capital=True) == "Ons netwerk"


def test_tag_returns_the_word():
    template = Template(
        '{% load term_tags %}{% term programme "facilitator" form="the" %}, '
        '{% term programme "facilitator" form="many" %}'
    )
    assert template.render(Context({"programme": programme(facilitator=COACH)})) == "de coach, coaches"


@pytest.mark.parametrize(("word", "form"), [("netwerk", "one"), ("network", "plural")])
def test_unknown_word_or_form_is_an_error(word, form):
    with pytest.raises(KeyError):
        term(programme(), word, form)


def test_pack_in_use_is_recognised():
    assert pack_of(programme(), "network") == "netwerk"
    assert pack_of(programme(facilitator=COACH), "facilitator") == "coach"
    own = {**COACH, "en": {"one": "helper", "many": "helpers"}}
    assert pack_of(programme(facilitator=own), "facilitator") == ""


@pytest.mark.parametrize("word", WORDS)
def test_every_pack_is_valid(word):
    for pack in PACKS[word]:
        assert words_validate({word: pack.entry}) == {word: pack.entry}


@pytest.mark.parametrize(
    "words",
    [
        "netwerk",
        {"netwerk": COACH},
        {"network": {"nl": COACH["nl"]}},
        {"network": {**COACH, "nl": {"one": "a", "many": "b"}}},
        {"network": {**COACH, "nl": {"one": "a", "many": "b", "article": "den"}}},
        {"network": {**COACH, "en": {"one": "<b>x</b>", "many": "b"}}},
        {"network": {**COACH, "en": {"one": " ", "many": "b"}}},
        {"network": {**COACH, "en": {"one": "x" * 41, "many": "b"}}},
        {"network": {**COACH, "en": {"one": 3, "many": "b"}}},
    ],
)
def test_other_shapes_are_refused(words):
    with pytest.raises(ValidationError):
        words_validate(words)
