"""Dutch alphabetical order: by first name, ignoring accents and case, with infixes last."""

import unicodedata


def fold(text: str) -> str:
    """Return the form in which a text is sorted, without accents and case (Zoë with Zoe, Çelik with Celik)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip("'’\u2018 ")


def name_key(first_name: str, infix: str, last_name: str) -> tuple[str, str, str]:
    """Return the sort key of a person: first name, then last name, then infix (Anna de Boer, Anna van Dijk)."""
    return fold(first_name), fold(last_name), fold(infix)
