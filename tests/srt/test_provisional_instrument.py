"""The shipped questionnaire keeps its own rules of writing, and the questions for the conversation keep theirs."""

import re

import pytest

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
DIMENSIONS = provisional_instrument().dimensions
ITEMS = [(dimension, item) for dimension in DIMENSIONS for item in dimension.items]
QUESTIONS = [(code, question) for code, three in conversation_questions().items() for question in three]

TWO_IN_ONE = {"nl": r"\b(en|of)\b", "en": r"\b(and|or)\b"}
NEGATIVE = {
    "nl": r"\b(niet|geen|nooit|niets|zonder|nauwelijks|on\w+elijk)\b",
    "en": r"\b(not|no|never|without|\w+n[’']t)\b",
}
ABSOLUTE = {
    "nl": r"\b(altijd|iedereen|alle|regelmatig|soms|vaak|meestal)\b",
    "en": r"\b(always|everyone|everybody|all|regularly|sometimes|often|usually)\b",
}
JARGON = {
    "nl": r"\b(ogo|facilitator|coach|kwaliteit|goed|slecht|norm|score|laag|hoog|voldoende|ambitie|klas|leerlingen?)\b",
    "en": r"\b(facilitator|coach|quality|good|bad|score|low|high|sufficient|ambition|class|pupils?)\b",
}
VOICE = {
    "we": {"nl": r"\b(we|wij|ons|onze)\b", "en": r"\b(we|our|us)\b"},
    "ik": {"nl": r"\b(ik|me|mij|mijn)\b", "en": r"\b(i|me|my)\b"},
}
FORBIDDEN = [TWO_IN_ONE, NEGATIVE, ABSOLUTE, JARGON, {"nl": r"[()!;/]", "en": r"[()!;/]"}]


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text)


def ids(value: object) -> str:
    return value.code if isinstance(value, Item | Dimension) else str(value)


each_item = pytest.mark.parametrize(("dimension", "item"), ITEMS, ids=ids)
each_language = pytest.mark.parametrize("language", ["nl", "en"])


def test_the_structure_is_the_published_one() -> None:
    assert {one.code: (one.side, len(one.items)) for one in DIMENSIONS} == PUBLISHED


def test_it_says_that_it_is_provisional_and_does_not_carry_the_name_of_the_srt() -> None:
    definition = provisional_instrument()
    assert definition.provisional
    assert definition.name["nl"] == "Vragenlijst samen leren (voorlopige versie)"
    assert definition.source["nl"].startswith("opgebouwd naar de Sociale Regulatie Tool")


def test_it_offers_too_early_on_five_points_and_turns_nothing() -> None:
    definition = provisional_instrument()
    assert definition.alphabet == "12345?-"
    assert not any(item.reversed for item in definition.items)


def test_the_middle_of_the_scale_is_not_neutral() -> None:
    assert provisional_instrument().scale.labels[3]["nl"] == "deels eens, deels oneens"


def test_the_pages_are_those_of_the_page_on_words() -> None:
    assert [(page.heading["nl"], len(page.items)) for page in provisional_instrument().pages_of_items()] == [
        ("Hoe jullie werken", 8),
        ("Hoe jij je hier voelt", 5),
        ("Wat je eraan hebt", 8),
        ("Wat je ermee doet, en wat dat geeft", 8),
        ("Anders kijken", 3),
    ]


def test_my_work_and_the_period_are_explained() -> None:
    definition = provisional_instrument()
    assert "mijn werk" in definition.explain["nl"]
    assert definition.period["nl"] == "Denk aan dit studiejaar, of aan de tijd dat je meedoet."


def test_the_sources_are_named() -> None:
    assert any("10.1080/02607476.2022.2139595" in line for line in provisional_instrument().references)


@each_item
@each_language
def test_a_statement_has_at_most_fourteen_words(dimension: Dimension, item: Item, language: str) -> None:
    assert 4 <= len(words_of(item.text[language])) <= 14


@each_item
@each_language
def test_a_statement_is_one_plain_positive_thought(dimension: Dimension, item: Item, language: str) -> None:
    found = [re.findall(rule[language], item.text[language], re.IGNORECASE) for rule in FORBIDDEN]
    assert not any(found), found


@each_item
@each_language
def test_a_statement_is_one_sentence(dimension: Dimension, item: Item, language: str) -> None:
    text = item.text[language]
    assert text[0].isupper()
    assert text.endswith(".")
    assert text.count(".") == 1


@each_item
@each_language
def test_a_statement_speaks_with_the_voice_of_its_dimension(dimension: Dimension, item: Item, language: str) -> None:
    voice = "we" if dimension.code in {"practice_integration", "long_term_goals"} else "ik"
    assert item.speaks == voice
    assert re.search(VOICE[voice][language], item.text[language], re.IGNORECASE)


@each_item
def test_a_statement_says_its_facet_and_why_it_exists(dimension: Dimension, item: Item) -> None:
    assert item.facet in dimension.facets
    assert item.why


FACETS = {code: (2, count - 2) for code, (_side, count) in PUBLISHED.items()}


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=ids)
def test_both_facets_of_a_dimension_have_their_statements(dimension: Dimension) -> None:
    facets = [item.facet for item in dimension.items]
    assert (facets.count("A"), facets.count("B")) == FACETS[dimension.code]


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=ids)
def test_a_plain_line_stands_beside_the_name(dimension: Dimension) -> None:
    assert dimension.plain["nl"]
    assert dimension.plain["en"]
    assert dimension.plain["nl"].lower() != dimension.name["nl"].lower()


@pytest.mark.parametrize("code", ["realised_value", "reframed_value"])
def test_what_cannot_be_known_is_asked_as_noticing_or_bound_to_the_network(code: str) -> None:
    starts = {"realised_value": "Ik merk dat ", "reframed_value": "Door dit netwerk "}
    items = provisional_instrument().dimension(code).items
    assert all(item.text["nl"].startswith(starts[code]) for item in items)


def test_no_statement_names_a_year() -> None:
    assert not [item.code for _dimension, item in ITEMS if re.search(r"\bjaar|\byear|\d", " ".join(item.text.values()))]


def test_no_two_statements_are_the_same() -> None:
    assert len({item.text["nl"] for _dimension, item in ITEMS}) == len(ITEMS)


def test_there_are_three_questions_under_every_dimension() -> None:
    assert {code: len(three) for code, three in conversation_questions().items()} == dict.fromkeys(PUBLISHED, 3)


@pytest.mark.parametrize(("code", "question"), QUESTIONS)
def test_a_question_asks_and_never_why_who_filled_it_in_or_how_to_get_higher(
    code: str, question: dict[str, str]
) -> None:
    dutch, english = question["nl"], question["en"]
    assert "?" in dutch
    assert "?" in english
    assert not re.search(r"waarom|ingevuld|hoger|lager|[!]", dutch, re.IGNORECASE)
    assert not re.search(r"\bwhy\b|filled|higher|lower|[!]", english, re.IGNORECASE)
