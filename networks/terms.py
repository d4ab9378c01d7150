"""The words of a programme for a network, a facilitator, a study year and the research office, with article and plural.

`Programme.words` holds each word that differs from the default:
`{"network": {"nl": {"one": "werkplaats", "many": "werkplaatsen", "article": "de"}, "en": {"one": …, "many": …}}}`.
The Dutch article decides the other forms: het/dit/ons/elk netwerk, but de/deze/onze/elke werkplaats.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.language import active_language

if TYPE_CHECKING:
    from networks.models import Programme

Entry = dict[str, dict[str, str]]

WORDS = ("network", "facilitator", "year", "office")
FORMS = ("one", "many", "a", "the", "this", "our", "each")
MAX_WORD_LENGTH = 40
PLAIN = re.compile(r"[^\W\d_][\w .'’&-]*")  # starts with a letter; no markup, no line breaks

_DUTCH_FORMS = {
    "het": {"a": "een", "the": "het", "this": "dit", "our": "ons", "each": "elk"},
    "de": {"a": "een", "the": "de", "this": "deze", "our": "onze", "each": "elke"},
}


@dataclass(frozen=True)
class Pack:
    """A word that we offer: its code and its forms in both languages."""

    code: str
    entry: Entry


def _pack(code: str, article: str, dutch: tuple[str, str], english: tuple[str, str]) -> Pack:
    return Pack(
        code,
        {
            "nl": {"one": dutch[0], "many": dutch[1], "article": article},
            "en": {"one": english[0], "many": english[1]},
        },
    )


# The first pack of each list is the default.
PACKS: dict[str, list[Pack]] = {
    "network": [
        _pack("netwerk", "het", ("netwerk", "netwerken"), ("network", "networks")),
        _pack("werkplaats", "de", ("werkplaats", "werkplaatsen"), ("network", "networks")),
        _pack(
            "ontwikkelgroep", "de", ("ontwikkelgroep", "ontwikkelgroepen"), ("development group", "development groups")
        ),
        _pack("plg", "de", ("plg", "plg’s"), ("professional learning community", "professional learning communities")),
        _pack("innovatieteam", "het", ("innovatieteam", "innovatieteams"), ("innovation team", "innovation teams")),
        _pack("leerteam", "het", ("leerteam", "leerteams"), ("learning team", "learning teams")),
    ],
    "facilitator": [
        _pack("facilitator", "de", ("facilitator", "facilitators"), ("facilitator", "facilitators")),
        _pack("coach", "de", ("coach", "coaches"), ("coach", "coaches")),
        _pack("begeleider", "de", ("begeleider", "begeleiders"), ("guide", "guides")),
    ],
    "year": [
        _pack("studiejaar", "het", ("studiejaar", "studiejaren"), ("study year", "study years")),
        _pack("schooljaar", "het", ("schooljaar", "schooljaren"), ("school year", "school years")),
    ],
    "office": [
        _pack(
            "onderzoeksbureau",
            "het",
            ("onderzoeksbureau", "onderzoeksbureaus"),
            ("research office", "research offices"),
        ),
        _pack("lectoraat", "het", ("lectoraat", "lectoraten"), ("research group", "research groups")),
        _pack("onderzoeksgroep", "de", ("onderzoeksgroep", "onderzoeksgroepen"), ("research group", "research groups")),
    ],
}


def term(
    programme: "Programme", word: str, form: str = "one", *, language: str | None = None, capital: bool = False
) -> str:
    """Return a word of a programme in one of FORMS, in the active language unless another is given.

    Raises KeyError for an unknown word or form: a mistake in a template must not show as an empty space.
    """
    if form not in FORMS:
        raise KeyError(form)
    dutch = (language or active_language()).startswith("nl")
    entry = entry_of(programme, word)["nl" if dutch else "en"]
    text = entry[form] if form in {"one", "many"} else f"{_before(entry, form, dutch=dutch)} {entry['one']}"
    return text[:1].upper() + text[1:] if capital else text


def entry_of(programme: "Programme", word: str) -> Entry:
    """Return the forms of a word of a programme, or the default. Raises KeyError for an unknown word."""
    first = PACKS[word][0].entry
    own = programme.words.get(word)
    return own if isinstance(own, dict) and own else first


def pack_of(programme: "Programme", word: str) -> str:
    """Return the code of the pack that a programme uses for a word, or "" if it uses a custom word."""
    entry = entry_of(programme, word)
    return next((pack.code for pack in PACKS[word] if pack.entry == entry), "")


def _before(entry: Mapping[str, str], form: str, *, dutch: bool) -> str:
    if dutch:
        return _DUTCH_FORMS[entry["article"]][form]
    if form == "a":
        return "an" if entry["one"][:1].lower() in "aeiou" else "a"
    return form


def words_validate(words: Any) -> dict[str, Entry]:
    """Return `Programme.words` without empty entries. Raises ValidationError unless it has the shape above."""
    if not isinstance(words, dict) or set(words) - set(WORDS):
        raise ValidationError(_("You can choose words for network, facilitator, year and office."), code="words")
    return {word: _entry_validate(entry) for word, entry in words.items() if entry}


def _entry_validate(entry: Any) -> Entry:
    shape = {"nl": {"one", "many", "article"}, "en": {"one", "many"}}
    if not isinstance(entry, dict) or set(entry) != set(shape):
        raise ValidationError(_("A word needs a Dutch and an English form."), code="words")
    for language, keys in shape.items():
        forms = entry[language]
        if not isinstance(forms, dict) or set(forms) != keys:
            raise ValidationError(_("A word needs a singular, a plural and, in Dutch, an article."), code="words")
    if entry["nl"]["article"] not in _DUTCH_FORMS:
        raise ValidationError(_("The article must be “de” or “het”."), code="words")
    return {
        language: {key: word_validate(text) if key != "article" else text for key, text in entry[language].items()}
        for language in shape
    }


def word_validate(text: Any) -> str:
    """Return one form of a word, trimmed. Raises ValidationError if it is empty, too long or not a word."""
    word = text.strip() if isinstance(text, str) else ""
    if not PLAIN.fullmatch(word) or len(word) > MAX_WORD_LENGTH:
        raise ValidationError(_("Use a word of at most 40 letters, such as “werkplaats”."), code="word")
    return word
