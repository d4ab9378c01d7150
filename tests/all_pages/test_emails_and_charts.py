"""Every email and every text in a chart, in the language of its reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation
from django.utils.html import escape

from mailing import registry
from srt.selectors.chart_data import chart_data
from srt.selectors.results import current_release
from tests.all_pages.known_texts import LINK
from tests.emails import EMAILS, MESSAGES, EmailCase, account_message
from tests.page_world import PageWorld
from tests.pseudo import LANGUAGE, untranslated
from tests.srt.wave_cases import row_of

IMPOLITE = re.compile(r"\b(u|uw)\b|!", re.IGNORECASE)
GREETINGS = {"nl": "Dag", "en": "Dear"}
Write = Callable[[str], EmailMultiAlternatives]


def problems_of(write: Write, recipient: str, known: frozenset[str]) -> list[str]:
    """Return what is wrong with an email, in every language. `write(language)` returns the email in that language."""
    left = untranslated(as_page(written(write, LANGUAGE)), known)
    wrong = [f"not translated: {text}" for text in left]
    for language, greeting in GREETINGS.items():
        text = LINK.sub("", str(written(write, language).body))  # a link may contain anything
        if not text.startswith(f"{greeting} {recipient},"):
            wrong.append(f"{language}: greets with {text[:40]!r}")
        if found := IMPOLITE.search(text):
            wrong.append(f"{language}: says {found.group()!r}")
    return wrong


def written(write: Write, language: str) -> EmailMultiAlternatives:
    """Return an email in a language, and undo what had to be changed for it."""
    with transaction.atomic(), translation.override(language):
        message = write(language)
        transaction.set_rollback(True)
    return message


def as_page(message: EmailMultiAlternatives) -> str:
    """Return an email as one page: subject, text and HTML."""
    html = next(str(body) for body, kind in message.alternatives if kind == "text/html")
    text = escape(LINK.sub("", str(message.body)))
    return f"<p>{escape(str(message.subject))}</p><pre>{text}</pre>{LINK.sub('', html)}"


@pytest.mark.parametrize("case", EMAILS, ids=str)
def test_email_is_in_the_language_of_its_reader(page_world: PageWorld, known: frozenset[str], case: EmailCase):
    problems = problems_of(lambda language: case.message(page_world.world, language), case.recipient, known)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", MESSAGES)
def test_account_email_is_in_the_language_of_its_reader(page_world: PageWorld, known: frozenset[str], name: str):
    problems = problems_of(lambda language: account_message(name, language), "Amira", known)
    assert not problems, "\n".join(problems)


def test_every_email_type_is_in_the_list():
    assert {case.kind for case in EMAILS} == {name for name in registry._builders if not name.startswith("test")}


def test_texts_in_a_chart_are_translated(page_world: PageWorld, known: frozenset[str]):
    release = current_release(row_of(page_world.world.prepared, page_world.world.cast.burgerschap))
    assert release is not None
    with translation.override(LANGUAGE):
        data = chart_data(release, LANGUAGE)
    spoken = [data.title, data.description, data.caption, data.process_heading, data.product_heading, data.gap_label]
    left = untranslated("".join(f"<p>{escape(text)}</p>" for text in spoken), known)
    assert not left, "\n".join(left)
