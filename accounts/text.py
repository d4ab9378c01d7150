"""Text as people type it, without what nobody can see: controls, invisible characters and direction overrides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
ZERO_WIDTH_JOINER, VARIATION_SELECTOR = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"
JOINERS = "\N{ZERO WIDTH NON-JOINER}" + ZERO_WIDTH_JOINER
MAX_TYPED = 1000  # far longer than any address, with what people copy around it
MOST_LOCAL, MOST_ADDRESS = 64, 254  # RFC 5321
# Other ways to write an address, so that one mailbox would have several: quotation marks, encoded words, a number for
# the domain.
_OTHER_WAYS = re.compile(r'["\[\]]|=\?')
# IDNA 2003, which mail is sent by, takes these for other letters or for nothing; in IDNA 2008 they are other domains.
_ANOTHER_DOMAIN = re.compile(f"[ßς{JOINERS}]")
_SPACES = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_BREAK = re.compile(f"\r\n|[{LINE_BREAKS}]")
# Beside some categories: what Unicode says to ignore when drawing, the blank letters and signs, and noncharacters.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufdd0-\ufdef\ufff0-\ufff8"
    "\ufffe\uffff\U00013441\U00013442\U00016fe4\U0001d159\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# Controls, formatting, halves of characters, and private use, which each font draws in another way or not at all.
_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co"}
# XML 1.0 forbids these characters even when escaped; rows from before the fields of accounts/fields.py may have them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Cleaned:
    """A text and the number of characters that were removed because nobody can see them."""

    text: str
    removed: int = 0


def line_clean(text: str) -> Cleaned:
    """Return `text` as one line in NFC: line breaks and runs of white space become one space, the ends are stripped."""
    visible = _visible(text, kept=LINE_BREAKS + "\t")
    return Cleaned(_SPACES.sub(" ", visible.text).strip(), visible.removed)


def prose_clean(text: str) -> Cleaned:
    """Return `text` as paragraphs in NFC: at most one blank line in a row, the ends are stripped."""
    visible = _visible(_LINE_BREAK.sub("\n", text), kept="\n\t")
    return Cleaned(_BLANK_LINES.sub("\n\n", visible.text).strip(), visible.removed)


def address_clean(text: str) -> Cleaned:
    """Return an email address in the one form in which we store and compare it.

    That is: without invisible characters or white space around its parts, lower case, the domain as IDNA decodes it.
    Raises ValidationError if the result is not an address, or if its domain cannot be encoded.
    """
    visible = line_clean(text[: MAX_TYPED + 1])
    if len(text) > MAX_TYPED:
        raise ValidationError(validate_email.message, code="invalid")
    local, at, domain = (part.strip() for part in visible.text.rpartition("@"))
    if not local.isascii():
        letters = ", ".join(dict.fromkeys(f"“{letter}”" for letter in local if not letter.isascii()))
        message = _("An email address can’t have %(letters)s before the @. Use a plain letter instead.")
        raise ValidationError(message % {"letters": letters}, code="invalid")
    address = f"{local.lower()}{at}{_domain(domain)}" if at else visible.text
    validate_email(address)
    if len(local) > MOST_LOCAL or len(address) > MOST_ADDRESS or _OTHER_WAYS.search(address):
        raise ValidationError(validate_email.message, code="invalid")
    return Cleaned(address, visible.removed)


def address_or_text(text: str) -> str:
    """Return an address as `address_clean` does; a text that is not an address is returned stripped, in lower case."""
    try:
        return address_clean(text).text
    except ValidationError:
        return text.strip().lower()


def xml_clean(text: str) -> str:
    """Return `text` without the characters that no XML file may hold."""
    return _NOT_XML.sub("", text)


def _domain(domain: str) -> str:
    """Return a domain as every way of writing it comes back from IDNA. Raises ValidationError if it has none.

    One that would become another owner's domain is refused: an invitation is a key.
    """
    wrong = ValidationError(_("The part after the @ is not a domain."), code="invalid")
    if _ANOTHER_DOMAIN.search(domain.lower()):
        raise wrong
    try:
        return domain.lower().encode("idna").decode("idna").lower()
    except UnicodeError as error:
        raise wrong from error


def _visible(text: str, *, kept: str) -> Cleaned:
    """Return the characters of `text` in NFC that can be seen, and those `kept`."""
    if text.isascii() and text.isprintable():
        return Cleaned(text)
    text = unicodedata.normalize("NFC", text)
    found = _accents_on_letters(one for at, one in enumerate(text) if one in kept or _can_be_seen(text, at))
    # Removing a character may put an accent beside its letter.
    return Cleaned(unicodedata.normalize("NFC", "".join(found)), len(text) - len(found))


def _accents_on_letters(characters: Iterable[str]) -> list[str]:
    """Return the characters without accents that follow no letter: they would land on whatever precedes the text."""
    found: list[str] = []
    for character in characters:
        if not unicodedata.category(character).startswith("M") or (found and not found[-1].isspace()):
            found.append(character)
    return found


def _can_be_seen(text: str, at: int) -> bool:
    character = text[at]
    if character == VARIATION_SELECTOR:
        return at > 0 and unicodedata.category(text[at - 1]) == "So"  # draws the symbol as an emoji
    if character in JOINERS:
        return _joins(text, at)
    return unicodedata.category(character) not in _INVISIBLE_CATEGORIES and not _INVISIBLE.match(character)


def _joins(text: str, at: int) -> bool:
    """Return whether a joiner is between two letters of a script that needs it, such as Persian, or between emoji."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == ZERO_WIDTH_JOINER and after and unicodedata.category(after) == "So":
        return before == VARIATION_SELECTOR or (before != "" and unicodedata.category(before) in {"So", "Sk"})
    return all(
        each
        and unicodedata.category(each)[0] in "LM"
        and not _INVISIBLE.match(each)
        and not unicodedata.name(each, "").startswith(("LATIN", "GREEK", "CYRILLIC", "COMBINING"))
        for each in (before, after)
    )
