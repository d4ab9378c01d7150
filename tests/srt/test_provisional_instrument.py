"""The provisional questionnaire follows its own rules of writing, and so do the questions for the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from srt.definition import Dimension, Item, conversation_questions, provisional_instrument

PUBLISHED = {
    "practice_integration": ("process", 4),
    "long_term_goals": ("process", 4),
    "identity_equality": ("process", 5),
    "immediate_value": ("product", 4),
    "potential_value": ("product", 4),
    "applied_value": ("product", 4),
    "realised_value": ("product", 4),
    "reframed_value": ("product", 3),
}
PAGES = [
    ("Hoe jullie werken", 8),
    ("Hoe jij je hier voelt", 5),
    ("Wat je eraan hebt", 8),
    ("Wat je ermee doet, en wat dat geeft", 8),
    ("Anders kijken", 3),
]
LANGUAGES = ("nl", "en")
# Contents that no statement may have, by language.
FORBIDDEN = {
    "two thoughts": {"nl": r"\b(en|of)\b", "en": r"\b(and|or)\b"},
    "a negative": {
        "nl": r"\b(niet|geen|nooit|niets|zonder|nauwelijks|on\w+elijk)\b",
        "en": r"\b(not|no|never|without|\w+n[’']t)\b",
    },
    "an absolute": {
        "nl": r"\b(altijd|iedereen|alle|regelmatig|soms|vaak|meestal)\b",
        "en": r"\b(always|everyone|everybody|all|regularly|sometimes|often|usually)\b",
    },
    "jargon": {
        "nl": (
            r"\b(ogo|facilitator|coach|kwaliteit|goed|slecht|norm|score|laag|hoog|voldoende|ambitie|klas|leerlingen?)\b"
        ),
        "en": r"\b(facilitator|coach|quality|good|bad|score|low|high|sufficient|ambition|class|pupils?)\b",
    },
    "punctuation": {"nl": r"[()!;/]", "en": r"[()!;/]"},
    "a year": {"nl": r"\bjaar|\d", "en": r"\byear|\d"},
}
VOICE = {
    "we": {"nl": r"\b(we|wij|ons|onze)\b", "en": r"\b(we|our|us)\b"},
    "ik": {"nl": r"\b(ik|me|mij|mijn)\b", "en": r"\b(i|me|my)\b"},
}
SPOKEN_BY_US = {"practice_integration", "long_term_goals"}
# The reader can only have noticed these, or can only say them of this network.
STARTS = {"realised_value": "Ik merk dat ", "reframed_value": "Door dit netwerk "}
NEVER_ASKED = {
    "nl": r"waarom|ingevuld|hoger|lager|!",
    "en": r"\bwhy\b|filled|higher|lower|!",
}


def wrong_with_text(text: str, language: str) -> Iterator[str]:
    """Yield what breaks a rule in the text of a statement."""
    if not 4 <= len(re.findall(r"[\w’'-]+", text)) <= 14:
        yield "is not four to fourteen words long"
    if not (text[0].isupper() and text.endswith(".") and text.count(".") == 1):
        yield "is not one sentence"
    for name, patterns in FORBIDDEN.items():
        if found := re.search(patterns[language], text, re.IGNORECASE):
            yield f"has {name}: {found.group()}"


def wrong_with_statement(dimension: Dimension, item: Item) -> Iterator[str]:
    """Yield what breaks a rule in a statement of a dimension."""
    voice = "we" if dimension.code in SPOKEN_BY_US else "ik"
    for language in LANGUAGES:
        yield from wrong_with_text(item.text[language], language)
        if not re.search(VOICE[voice][language], item.text[language], re.IGNORECASE):
            yield f"does not speak as “{voice}” in {language}"
    if item.speaks != voice:
        yield f"says that it speaks as “{item.speaks}”"
    if item.facet not in dimension.facets or not item.why:
        yield "has no facet or no reason"
    if not item.text["nl"].startswith(STARTS.get(dimension.code, "")):
        yield f"does not start with {STARTS[dimension.code]!r}"


def wrong_with_dimension(dimension: Dimension) -> Iterator[str]:
    """Yield what breaks a rule in a dimension: the size of its facets and its plain name."""
    facets = [item.facet for item in dimension.items]
    count = PUBLISHED[dimension.code][1]
    if (facets.count("A"), facets.count("B")) != (2, count - 2):
        yield f"has facets {facets}"
    if not (dimension.plain["nl"] and dimension.plain["en"]):
        yield "has no plain name"
    if dimension.plain["nl"].lower() == dimension.name["nl"].lower():
        yield "has a plain name that repeats its name"


def wrong_with_question(question: Mapping[str, str]) -> Iterator[str]:
    """Yield what breaks a rule in a question for the conversation."""
    for language, pattern in NEVER_ASKED.items():
        if "?" not in question[language]:
            yield f"asks nothing in {language}"
        if found := re.search(pattern, question[language], re.IGNORECASE):
            yield f"says {found.group()!r}"


def test_structure_is_the_published_one() -> None:
    definition = provisional_instrument()
    assert {one.code: (one.side, len(one.items)) for one in definition.dimensions} == PUBLISHED
    assert [(page.heading["nl"], len(page.items)) for page in definition.pages_of_items()] == PAGES
    assert any("10.1080/02607476.2022.2139595" in line for line in definition.references)


def test_name_and_scale_are_those_of_a_provisional_questionnaire() -> None:
    definition = provisional_instrument()
    assert definition.provisional
    assert definition.name["nl"] == "Vragenlijst samen leren (voorlopige versie)"
    assert definition.source["nl"].startswith("opgebouwd naar de Sociale Regulatie Tool")
    assert definition.alphabet == "12345?-"
    assert definition.scale.labels[3]["nl"] == "deels eens, deels oneens"
    assert "mijn werk" in definition.explain["nl"]
    assert definition.period["nl"] == "Denk aan dit studiejaar, of aan de tijd dat je meedoet."


def test_every_statement_follows_the_rules_of_writing() -> None:
    dimensions = provisional_instrument().dimensions
    statements = [(dimension, item) for dimension in dimensions for item in dimension.items]
    wrong = [f"{item.code} {problem}" for one, item in statements for problem in wrong_with_statement(one, item)]
    assert not wrong, "\n".join(wrong)
    assert not any(item.reversed for _dimension, item in statements)
    assert len({item.text["nl"] for _dimension, item in statements}) == len(statements)


def test_every_dimension_has_both_facets_and_a_plain_name() -> None:
    dimensions = provisional_instrument().dimensions
    wrong = [f"{one.code} {problem}" for one in dimensions for problem in wrong_with_dimension(one)]
    assert not wrong, "\n".join(wrong)


def test_every_dimension_has_three_questions_for_the_conversation() -> None:
    questions = conversation_questions()
    assert {code: len(three) for code, three in questions.items()} == dict.fromkeys(PUBLISHED, 3)
    asked = [(code, question) for code, three in questions.items() for question in three]
    wrong = [f"{code}: {problem}" for code, question in asked for problem in wrong_with_question(question)]
    assert not wrong, "\n".join(wrong)


def test_rules_of_writing_find_bad_statements() -> None:
    bad = ["We leren.", "we praten over ons werk.", "We praten. We leren hier veel.", "We praten en leren hier veel."]
    bad += ["We leren hier niet samen.", "We leren hier altijd samen.", "We geven het netwerk een score."]
    bad += ["We leren hier dit jaar samen.", "We leren (hier) veel samen."]
    assert [text for text in bad if not list(wrong_with_text(text, "nl"))] == []
    assert list(wrong_with_text("We learn and talk together here.", "en"))
    assert list(wrong_with_question({"nl": "Waarom is dit lager?", "en": "Say more."}))
