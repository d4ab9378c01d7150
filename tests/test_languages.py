"""Nothing on a page or in a letter stays English that was not marked for translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings as django_settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import CharField, EmailField, Model, SlugField, TextField
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from mailing import registry
from meetings.holidays.reading import FOLDER as HOLIDAYS
from networks.terms import PACKS
from srt.selectors.picture_data import picture_data
from srt.selectors.results import current_release
from tests.letters import LETTERS, MESSAGES, LetterCase, account_message
from tests.page import Page
from tests.page_world import LONG_SENTENCE, LONG_WORD, PageWorld
from tests.pages import PAGES, states_apart
from tests.pseudo import untranslated
from tests.srt.definitions import second_version
from tests.srt.wave_cases import row_of

OURS = ("accounts", "networks", "meetings", "srt", "mailing")
# What is the same in every language: names, codes, formats and our own address.
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
    # Where in a file of a questionnaire something is wrong: the keys of the format.
    "code:",
    "version:",
}
# A picture is drawn once per language that is offered when a round closes: tests of its words are below.
PICTURES = re.compile(r'<figure class="(?:result|screen)-picture">.*?</figure>', re.DOTALL)
LINK = re.compile(r"https?://[^\s<>\"]+")
IMPOLITE = re.compile(r"\b(u|uw)\b|!", re.IGNORECASE)
INSTRUMENTS = Path(django_settings.BASE_DIR) / "srt" / "instruments"


def data_of_rows() -> set[str]:
    """Return every text that stands in a row: names, themes, addresses, words, and files kept as they came."""
    found: set[str] = set(SAME_EVERYWHERE)
    for model in (model for label in OURS for model in apps.get_app_config(label).get_models()):
        for field in text_fields(model):
            for value in model.objects.values_list(field, flat=True):  # type: ignore[attr-defined]
                found |= {value, *value.splitlines(), *value.split(","), *"\n".join(LINK.split(value)).splitlines()}
    return {text.strip() for text in found if len(text.strip()) > 1}


# What the stand-in for a language is called where a page offers languages, and what a form or a file of the world says.
NAMES_OF_LANGUAGES = {"Esperanto", "eo", "Langer", "nergens", "nergens,"}
# Names in the style guide: of folders, typefaces and colours, and a person and a pattern as they stand in pages.
SAMPLES = {
    *("templates/elements", "Literata, Source Sans 3", "paper", "surface", "sunken", "accent", "process", "product"),
    *("Amira", "leraar", ", Het Kompas", "leraar, Het Kompas", "Het Kompas", "kringgesprekken", "onderzoek opzetten"),
    *("8 × 195 min", "20 min", "proces", "2026-2027", "https://leerweb.example.org/", "amira", "ooit"),
}
FILE_NAME = re.compile(r"[\w-]+\.(?:pdf|png|yaml)")


def text_fields(model: type[Model]) -> list[str]:
    kinds = (CharField, TextField, EmailField, SlugField)
    return [field.name for field in model._meta.fields if isinstance(field, kinds) and not field.choices]


def data_of_files() -> set[str]:
    """Return every text of the questionnaires, conversation questions and school holidays, in their own languages."""
    folders = (INSTRUMENTS, HOLIDAYS)
    files = [*(path.read_bytes() for folder in folders for path in folder.glob("*.yaml")), second_version()]
    return {text for data in files for text in texts(yaml.safe_load(data))}


def words_of_programmes() -> set[str]:
    """Return what a programme may call things, in both languages: chosen words, not ours to translate on a page."""
    found = set(texts({word: [pack.entry for pack in packs] for word, packs in PACKS.items()}))
    return found | {f"the {word}" for word in found} | {word.capitalize() for word in found}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in texts(one))
    else:
        yield str(value)


def open_in(language: str, page: Page, found: PageWorld) -> str:
    """Return a page as its reader sees it in a language."""
    User.objects.update(language=language)
    client: Client = page.client(found)
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    html: str = page.open(found, client).content.decode()
    return html.replace("\N{NO-BREAK SPACE}", " ")  # what stays on one line is the same words


@pytest.fixture(scope="module")
def known(_page_world_of_module: PageWorld) -> frozenset[str]:
    """Every text on a page that is data and not ours to translate."""
    return frozenset(
        data_of_rows()
        | data_of_files()
        | words_of_programmes()
        | {LONG_WORD, LONG_SENTENCE}
        | NAMES_OF_LANGUAGES
        | SAMPLES
    )


@pytest.mark.parametrize("page", states_apart(PAGES))
def test_a_page_has_no_english_that_was_never_marked(page_world, pseudo_language, page: Page, settings, known):
    settings.LEERWEB_DEMO = page.demo
    html = FILE_NAME.sub("", PICTURES.sub("", open_in(pseudo_language, page, page_world)))
    html = html.replace("\N{NO-BREAK SPACE}", " ")  # the page holds words together; the row has plain spaces
    assert f'<html lang="{pseudo_language}"' in html
    left = untranslated(html, known)
    assert not left, "\n".join(left)


# What bin/messages looks for in our own catalogue; the packages' Dutch may say "u", and a page must not.
@pytest.mark.parametrize("page", states_apart(PAGES))
def test_a_dutch_page_never_says_u_or_shouts(page_world: PageWorld, page: Page, settings, known):
    settings.LEERWEB_DEMO = page.demo
    said = [piece for piece in untranslated(open_in("nl", page, page_world), known) if IMPOLITE.search(piece)]
    assert not said, "\n".join(said)


def everything_in(message: EmailMultiAlternatives) -> str:
    """Return a letter as one page: subject, text and the HTML side."""
    html = next(str(body) for body, kind in message.alternatives if kind == "text/html")
    return (
        f"<p>{escape(str(message.subject))}</p><pre>{escape(LINK.sub('', str(message.body)))}</pre>{LINK.sub('', html)}"
    )


@pytest.mark.parametrize("case", LETTERS, ids=str)
def test_a_letter_has_no_english_that_was_never_marked(page_world: PageWorld, pseudo_language, known, case: LetterCase):
    left = untranslated(everything_in(case.message(page_world.world, pseudo_language)), known)
    assert not left, "\n".join(left)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_about_an_account_has_no_english_that_was_never_marked(page_world, pseudo_language, known, name: str):
    left = untranslated(everything_in(account_message(name, pseudo_language)), known)
    assert not left, "\n".join(left)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", LETTERS, ids=str)
def test_a_letter_greets_in_the_language_of_its_reader(page_world: PageWorld, case: LetterCase, language: str):
    message = case.message(page_world.world, language)
    assert str(message.body).startswith(f"{'Dag' if language == 'nl' else 'Dear'} {case.recipient},")
    assert not IMPOLITE.search(LINK.sub("", str(message.body)))  # a link may hold anything


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_about_an_account_greets_in_the_language_of_its_reader(page_world, name: str, language: str):
    message = account_message(name, language)
    assert str(message.body).startswith(f"{'Dag' if language == 'nl' else 'Dear'} Amira,")
    assert not IMPOLITE.search(LINK.sub("", str(message.body)))  # a link may hold anything


def test_every_kind_of_letter_is_in_the_list():
    assert {case.kind for case in LETTERS} == {kind for kind in registry._builders if not kind.startswith("test")}


def test_the_words_in_a_picture_are_translated(page_world: PageWorld, pseudo_language, known):
    row = row_of(page_world.world.prepared, page_world.world.cast.burgerschap)
    release = current_release(row)
    assert release is not None
    data = picture_data(release, pseudo_language)
    spoken = [data.title, data.description, data.caption, data.process_heading, data.product_heading, data.gap_label]
    left = untranslated("".join(f"<p>{escape(text)}</p>" for text in spoken), known)
    assert not left, "\n".join(left)
