"""The order of names in a Dutch list: by first name, accents and capitals make no difference, infixes come last."""

import unicodedata


def fold(text: str) -> str:
    """Return a text as it sorts: without accents and capitals (Zoë beside Zoe, Çelik beside Celik)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip("'’\u2018 ")


def name_key(first_name: str, infix: str, last_name: str) -> tuple[str, str, str]:
    """Return the sorting key of a person: first name, then last name, then infix (Anna de Boer, Anna van Dijk)."""
    return fold(first_name), fold(last_name), fold(infix)
