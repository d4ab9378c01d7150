"""Texts that may appear on a page in any language: data from rows and files, names, formats and codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, EmailField, Model, SlugField, TextField

from config.apps import APPS
from meetings.holidays.reading import FOLDER as HOLIDAYS
from networks.terms import PACKS
from ogo.activities.reading import FOLDER as ACTIVITIES
from tests.page_world import LONG_SENTENCE, LONG_WORD
from tests.srt.definitions import second_version

# Names, codes, formats and our own address.
SAME_EVERYWHERE = {
    "Leerweb",
    "NL",
    "EN",
    "Nederlands",
    "English",
    "Pseudo",
    "http://localhost:8000",
    "geen-adres",
    "ABC-DEF",
    # Keys of the questionnaire format, named in messages about a faulty file.
    "code:",
    "version:",
}
# The pseudo-language as pages name it, and values that forms and files of the world contain.
NAMES_OF_LANGUAGES = {"Esperanto", "eo", "Langer", "nergens", "nergens,"}
# Examples in the style guide: folders, typefaces, colours, people and patterns.
SAMPLES = {
    *("templates/elements", "Literata, Source Sans 3", "paper", "surface", "sunken", "accent", "process", "product"),
    *("Amira", "leraar", ", Het Kompas", "leraar, Het Kompas", "Het Kompas", "kringgesprekken", "onderzoek opzetten"),
    *("8 × 195 min", "20 min", "proces", "2026-2027", "https://leerweb.example.org/", "amira", "ooit"),
}
LINK = re.compile(r"(?:https?|webcal)://[^\s<>\"]+")
SCHEMES = Path(settings.BASE_DIR) / "ogo" / "schemes"
INSTRUMENTS = Path(settings.BASE_DIR) / "srt" / "instruments"
TEXT_FIELDS = (CharField, TextField, EmailField, SlugField)
# The audit log and the jobs hold codes only.
APPS_WITH_TEXTS = [app for app in APPS if app not in {"audit", "jobs"}]


def known_texts() -> frozenset[str]:
    """Return all known texts for the world in the database."""
    return frozenset(
        data_of_rows()
        | data_of_files()
        | terms_of_programmes()
        | SAME_EVERYWHERE
        | {LONG_WORD, LONG_SENTENCE}
        | NAMES_OF_LANGUAGES
        | SAMPLES
    )


def data_of_rows() -> set[str]:
    """Return every text in the database, whole, by line and by cell."""
    found: set[str] = set()
    for model in (model for label in APPS_WITH_TEXTS for model in apps.get_app_config(label).get_models()):
        for field in text_fields(model):
            for value in model.objects.values_list(field, flat=True):  # type: ignore[attr-defined]
                found |= {value, *value.splitlines(), *value.split(","), *"\n".join(LINK.split(value)).splitlines()}
    return {text.strip() for text in found if len(text.strip()) > 1}


def text_fields(model: type[Model]) -> list[str]:
    """Return the names of the text fields of a model, except those with choices."""
    return [field.name for field in model._meta.fields if isinstance(field, TEXT_FIELDS) and not field.choices]


def data_of_files() -> set[str]:
    """Return every text of questionnaires, conversation questions, school holidays, schemes and activities."""
    folders = (INSTRUMENTS, HOLIDAYS, SCHEMES, ACTIVITIES)
    files = [*(path.read_bytes() for folder in folders for path in folder.glob("*.yaml")), second_version()]
    return {text for data in files for text in texts(yaml.safe_load(data))}


def terms_of_programmes() -> set[str]:
    """Return the terms a programme can choose, in both languages; a page shows them untranslated."""
    found = set(texts({word: [pack.entry for pack in packs] for word, packs in PACKS.items()}))
    return found | {f"the {word}" for word in found} | {word.capitalize() for word in found}


def texts(value: Any) -> Iterator[str]:
    """Yield every scalar of a nested structure as text."""
    if isinstance(value, dict):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in texts(one))
    else:
        yield str(value)
