"""The page about data shows what the apps declare: each category, who sees it, and the term that is enforced."""

import html
from io import StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from accounts.formatting import format_period
from accounts.registry import DataGroup, data_categories, own_data_sources
from networks.access import Permission
from overview.management.commands import write_data_tables
from overview.selectors import data_tables

pytestmark = pytest.mark.django_db

PRIVACY = reverse("overview:privacy")


def lines() -> dict[str, tuple[str, str, str]]:
    """Return purpose, audience and term by title, in the active language."""
    return {line.title: (line.purpose, line.seen_by, line.how_long) for table in data_tables() for line in table.lines}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_category_has_its_line(client, language):
    page = html.unescape(client.get(PRIVACY, headers={"accept-language": language}).content.decode())
    with translation.override(language):
        shown = lines()
        assert set(shown) == {str(category.title) for category in data_categories()}
    for title, said in shown.items():
        assert all(words and words in page for words in (title, *said)), title


def test_titles_are_unique_and_every_group_has_lines():
    assert len(lines()) == len(data_categories())
    assert {category.group for category in data_categories()} == set(DataGroup)


def test_audience_follows_from_a_permission_or_is_said_in_a_sentence():
    assert all(
        category.permission in Permission.__members__ or (not category.permission and category.seen_by)
        for category in data_categories()
    )
    assert all(data.category.permission for data in own_data_sources())


def test_documents_have_the_tables_of_personal_data():
    out = StringIO()
    call_command("write_data_tables", "--check", stdout=out)
    assert "up to date" in out.getvalue()


def test_outdated_document_fails_the_check_and_is_written(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    for name in write_data_tables.TABLES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Before\n{write_data_tables.BEGIN}\nold\n{write_data_tables.END}\nAfter\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"Out of date: docs/threat-model\.md, docs/nl/dpia\.md"):
        call_command("write_data_tables", "--check")
    call_command("write_data_tables")
    call_command("write_data_tables", "--check")
    written = (tmp_path / "docs/nl/dpia.md").read_text(encoding="utf-8")
    assert written.startswith("Before\n")
    assert "| Je e-mailadres |" in written
    assert "old" not in written


@pytest.mark.parametrize(
    ("title", "term"),
    [
        (
            (
                "Antwoorden na het sluiten, zonder naam. Student of niet, en de keuze over onderzoek, blijven bij een "
                "antwoord staan"
            ),
            "Vijf jaar, daarna alleen de gemiddelden",
        ),
        ("Dat je de vragenlijst kreeg, en je rol toen", "Tot een jaar na het sluiten"),
        ("Je uitnodiging om een account te maken", "Tot een jaar na het versturen"),
        (
            "Je e-mailadres",
            "Zolang je een account hebt of meedoet in een netwerk. Een gast: tot een jaar na de laatste bijeenkomst",
        ),
        ("Of je komt, of je erbij was, en welke dagen je kunt", "Tot drie maanden na het studiejaar"),
        ("Dat er een bericht naar je ging: waarover en wanneer, niet wat erin stond", "Zes maanden"),
        ("Wat mensen veranderden, en wanneer: rollen, rondes, bijeenkomsten", "Zes maanden"),
        ("Wat er is veranderd in het beheer van Leerweb", "Zes maanden"),
        ("Werk van de server: nummers, geen namen", "Zes maanden"),
        (
            "Waar je bent ingelogd: browser, internetadres en laatste bezoek",
            "Tot je uitlogt, en hoogstens vier weken",
        ),
        ("Wat je deelde met je netwerken", "Tot een jaar nadat het netwerk is gestopt; zonder laatste dag vier jaar"),
        ("Bestanden met mensen die je nog niet hebt bevestigd", "Tot je ze bevestigt, en hoogstens een dag"),
    ],
)
def test_page_promises_these_terms(title, term):
    with translation.override("nl"):
        assert lines()[title][2] == term


@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        (relativedelta(years=1), "een jaar", "a year"),
        (relativedelta(years=13), "13 jaar", "13 years"),
        (relativedelta(months=1), "een maand", "a month"),
        (relativedelta(months=6), "zes maanden", "six months"),
        (relativedelta(days=7), "een week", "a week"),
        (relativedelta(days=28), "vier weken", "four weeks"),
        (relativedelta(days=1), "een dag", "a day"),
        (relativedelta(days=10), "tien dagen", "ten days"),
    ],
)
def test_period_is_formatted_in_words(period, dutch, english):
    for language, words in (("nl", dutch), ("en", english)):
        with translation.override(language):
            assert format_period(period) == words


def test_page_says_that_guests_see_who_takes_part():
    with translation.override("nl"):
        assert "de gasten ervan" in lines()["Je naam en taal"][1]
        assert "de gasten ervan" in lines()["Je netwerk, rol en school, met je eerste en laatste dag"][1]
