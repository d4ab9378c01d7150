"""Every page of tests/pages.py, opened once in each language and handed to every check.

`LEERWEB_RECORD=1 .venv/bin/pytest tests/all_pages/test_pages.py` updates tests/query_counts.json; look at the
difference before you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import resolve

from tests.access_matrix import MATRIX
from tests.all_pages import markup, query_counts
from tests.all_pages.line_breaks import breakable
from tests.all_pages.opening import Opened, open_page
from tests.page import Page
from tests.page_world import PageWorld
from tests.pages import PAGES
from tests.pseudo import LANGUAGE, untranslated

# Routes that redirect, or that do not answer with a page.
NO_PAGE = {
    "accounts:alive",
    "accounts:ready",
    "accounts:health",
    "meetings:feed",
    "srt:own_questionnaire",
    "srt:result_progress",
    "srt:chart_file_download",
    "srt:result_table_download",
    "networks:people_import_bad_rows",
    "meetings:file",
    "ogo:version_file",
    "ogo:phase_scheme_file",
    "meetings:link_file",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    # These need an institution: tests/accounts/test_institutions.py
    "socialaccount_signup",
    "openid_connect_login",
    "openid_connect_callback",
    # These need a passkey on a device: tests/accounts/test_second_factor_browser.py
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "account_complete_password_reset",  # behind a code from an email: tests/accounts/test_passwords.py
}
# A chart is drawn once per language when a round closes: its texts are tested in test_emails_and_charts.py.
CHARTS = re.compile(r'<figure class="(?:result-picture|presenter-chart)">.*?</figure>', re.DOTALL)
FILE_NAME = re.compile(r"[\w-]+\.(?:pdf|png|yaml)")
# bin/messages checks our own catalogue; Django's and allauth's Dutch says "u", and a page must not.
IMPOLITE = re.compile(r"\b(u|uw)\b|!", re.IGNORECASE)
CHARTS_WITH_TABLE = {
    "result filled (participant)",
    "result suppressed, to prepare (facilitator)",
    "result product suppressed (other_facilitator)",
}
CLASSES = re.compile(r'class="([^"]*)"')
# Nobody in the demo or in the examples of the style guide is a real person.
NOBODY_REAL = ("demo ", "style guide")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_passes_every_check(page_world: PageWorld, known: frozenset[str], page: Page):
    pseudo = open_page(page, page_world, LANGUAGE)
    dutch = open_page(page, page_world, "nl")
    problems = [
        *wrong_response(page, dutch),
        *wrong_markup(page, dutch),
        *never_marked(pseudo, known),
        *impolite(dutch, known),
        *torn_apart(dutch, known),
        *(wrong_number_of_queries(page, dutch) if page in query_counts.COUNTED else []),
    ]
    assert not problems, "\n".join(problems)


def wrong_response(page: Page, dutch: Opened) -> list[str]:
    """Return where the status, the type or the error summary is not as the list says."""
    wrong = []
    if dutch.response.status_code != page.status:
        wrong.append(f"status {dutch.response.status_code} instead of {page.status}")
    if not dutch.response.headers["Content-Type"].startswith("text/html"):
        wrong.append(dutch.response.headers["Content-Type"])
    if page.posts is not None and "wrong" in page.state and "data-focus-on-load" not in dutch.html:
        wrong.append("no summary of what is wrong")
    return wrong


def wrong_markup(page: Page, dutch: Opened) -> list[str]:
    """Return what breaks a rule of markup.py."""
    elements = markup.parse(dutch.html)
    checks = [
        check for check in markup.CHECKS if check is not markup.audiences or not page.name.startswith(NOBODY_REAL)
    ]
    if str(page) in CHARTS_WITH_TABLE:
        checks.append(markup.chart_numbers)
    wrong = [f"{check.__doc__} {problem}" for check in checks for problem in check(elements)]
    in_dutch = bool(elements) and elements[0].attributes.get("lang") == "nl"
    return wrong + ([] if in_dutch else ["the page does not say that it is in Dutch"])


def never_marked(pseudo: Opened, known: frozenset[str]) -> list[str]:
    """Return English on the page that was never marked for translation."""
    html = FILE_NAME.sub("", CHARTS.sub("", with_plain_spaces(pseudo.html)))
    left = [f"not translated: {text}" for text in untranslated(html, known)]
    return left if f'<html lang="{LANGUAGE}"' in html else [*left, "the page is not in the pseudo-language"]


def impolite(dutch: Opened, known: frozenset[str]) -> list[str]:
    """Return Dutch that says “u” or shouts."""
    return [f"impolite: {text}" for text in untranslated(with_plain_spaces(dutch.html), known) if IMPOLITE.search(text)]


def torn_apart(dutch: Opened, known: frozenset[str]) -> list[str]:
    """Return an error for each text that has an ordinary space where a no-break space is required."""
    return [f"needs a no-break space: {text}" for text in breakable(dutch.html, known)]


def wrong_number_of_queries(page: Page, dutch: Opened) -> list[str]:
    """Return the number of queries if it is not the recorded one; record it instead with LEERWEB_RECORD."""
    if os.environ.get("LEERWEB_RECORD"):
        query_counts.record(page, dutch.queries)
    recorded = query_counts.recorded().get(str(page))
    return [] if dutch.queries == recorded else [f"{dutch.queries} queries, {recorded} recorded"]


def with_plain_spaces(html: str) -> str:
    """Return a page without no-break spaces: the same texts in the database have plain ones."""
    return html.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_every_route_with_a_page_is_in_the_list(page_world: PageWorld):
    shown = {resolve(page.address(page_world).partition("?")[0]).view_name for page in PAGES if page.state != "error"}
    assert sorted({row.name for row in MATRIX if "GET" in row.methods} - shown - NO_PAGE) == []


def test_names_of_pages_are_unique():
    assert len({str(page) for page in PAGES}) == len(PAGES)


def test_recorded_query_counts_name_exactly_the_counted_pages():
    assert set(query_counts.recorded()) == {str(page) for page in query_counts.COUNTED}


@pytest.mark.parametrize("name", sorted(CHARTS_WITH_TABLE))
def test_page_with_a_chart_and_its_table_is_in_the_list(name: str):
    assert name in {str(page) for page in PAGES}


def test_every_class_of_a_block_about_people_is_in_use():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    used = {name for path in templates for names in CLASSES.findall(path.read_text("utf-8")) for name in names.split()}
    assert used >= markup.ABOUT_PEOPLE


BROKEN = [
    (markup.inline_code, '<p style="color: red">'),
    (markup.inline_code, '<p onclick="x()">'),
    (markup.inline_code, '<a href="JavaScript:x()">'),
    (markup.inline_code, "<script>x()</script>"),
    (markup.headings, "<title>a</title>"),
    (markup.headings, "<title>a</title><h1>a</h1><h1>b</h1>"),
    (markup.headings, "<h1>a</h1>"),
    (markup.repeated_ids, '<p id="a"></p><p id="a"></p>'),
    (markup.radio_buttons, '<input type="radio">'),
    (markup.radio_buttons, '<fieldset><legend> </legend><input type="radio"></fieldset>'),
    (markup.forms, '<form><input name="csrfmiddlewaretoken"></form>'),
    (markup.forms, '<form method="post"></form>'),
    (markup.buttons, '<a class="button">'),
    (markup.tables, "<table></table>"),
    (markup.tables, "<table><caption>a</caption><tr><th>b</th></tr></table>"),
    (markup.images, "<img src=a>"),
    (markup.images, "<svg><path></svg>"),
    (markup.audiences, '<main><section><p class="person"></p></section></main>'),
    (
        markup.audiences,
        '<main><section><p class="person"></p></section><section><p data-visible-to="a"></section></main>',
    ),
    (
        markup.chart_numbers,
        '<svg class="chart-dots"><text>3,1 n = 5</text></svg><table><tr><td><strong>3,2</strong></td></tr></table>',
    ),
]


@pytest.mark.parametrize(
    ("check", "html"), BROKEN, ids=[f"{check.__name__}-{n}" for n, (check, _) in enumerate(BROKEN)]
)
def test_check_finds_broken_markup(check: markup.Check, html: str):
    assert check(markup.parse(html))


def test_audience_check_accepts_a_line_in_the_same_section():
    html = '<main><section><p class="person"></p><p data-visible-to="a"></p></section></main>'
    assert markup.audiences(markup.parse(html)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>do 10 december · online</p>",
        "<p><a>De Rank</a>\n  · online</p>",
        "<p>do 10 december\n  &nbsp;· online</p>",
        "<p>195 min</p>",
        "<p>om 13.30 uur</p>",
        "<p>ergens in week 5–7</p>",
        "<p>ingevuld door 12&nbsp;van de&nbsp;15</p>",
    ],
)
def test_line_break_check_finds_an_ordinary_space(html: str):
    assert breakable(html)


@pytest.mark.parametrize(
    "html",
    [
        "<title>Bijeenkomst · Leerweb</title>",
        "<textarea>week 50 · 195 min</textarea>",
        "<p>do 10 december&nbsp;· week&nbsp;50, 12&nbsp;van&nbsp;de&nbsp;15, 3 dagen</p>",
        "<p>Lees het stuk van 20 min</p>",
    ],
)
def test_line_break_check_accepts_titles_form_fields_and_data(html: str):
    assert breakable(html, {"Lees het stuk van 20 min"}) == []
