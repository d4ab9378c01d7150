"""The page about data says what the code keeps to: every kind, who sees it, and each term as it is promised."""

import html

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import translation

import accounts.kept
import meetings.kept
import networks.kept
import srt.kept
from accounts.formatting import period_in_words
from accounts.registry import Part, kinds, sections
from accounts.retention import SESSIONS_KEPT_FOR
from jobs.retention import INVITATIONS_KEPT_FOR, LOGS_KEPT_FOR
from meetings.services.retention import AFTER_TERM, PRESENCE_KEPT_FOR, WITHOUT_TERM
from networks.access import Permission
from networks.services.people_import import KEPT_FOR as FILE_KEPT_FOR
from overview.selectors import kept_parts
from srt.services.instruments import KEPT_FOR as UPLOAD_KEPT_FOR
from srt.services.retention import RESPONSES_KEPT_FOR

pytestmark = pytest.mark.django_db

PRIVACY = reverse("overview:privacy")


def lines() -> dict[str, tuple[str, str, str]]:
    """Purpose, who sees it and how long, by what is kept, in the active language."""
    return {line.title: (line.purpose, line.seen_by, line.how_long) for part in kept_parts() for line in part.lines}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_that_is_kept_has_its_line(client, language):
    page = html.unescape(client.get(PRIVACY, headers={"accept-language": language}).content.decode())
    with translation.override(language):
        shown = lines()
        assert {section.kind.code for section in sections()} <= {kind.code for kind in kinds()}
        assert set(shown) == {str(kind.title) for kind in kinds()}
    for title, said in shown.items():
        assert all(words and words in page for words in (title, *said)), title


def test_two_lines_never_have_one_title_and_every_part_has_lines():
    assert len(lines()) == len(kinds())
    assert {kind.part for kind in kinds()} == set(Part)


def test_who_sees_it_is_made_from_the_table_of_rights_or_said_in_a_sentence():
    assert all(kind.permission in Permission.__members__ or (not kind.permission and kind.beside) for kind in kinds())
    assert all(section.kind.permission for section in sections())


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Antwoorden na het sluiten, zonder naam", "Vijf jaar, daarna alleen de gemiddelden"),
        ("Dat je de vragenlijst kreeg, en je rol toen", "Tot een jaar na het sluiten"),
        ("Je uitnodiging om een account te maken", "Tot een jaar na het versturen"),
        (
            "Je e-mailadres",
            "Zolang je een account hebt of in een netwerk staat. Een gast: tot een jaar na de laatste bijeenkomst",
        ),
        ("Of je komt, of je erbij was, en welke dagen je uitkomen", "Tot drie maanden na het studiejaar"),
        ("Dat er een bericht naar je ging: waarover en wanneer, niet wat erin stond", "Zes maanden"),
        ("Wat iemand veranderde, en wanneer: rollen, rondes, bijeenkomsten", "Zes maanden"),
        ("Wat er is gedaan in het beheer van Leerweb", "Zes maanden"),
        ("Werk dat de server heeft gedaan: nummers, geen namen", "Zes maanden"),
        (
            "Waar je bent ingelogd: browser, internetadres en wanneer het laatst",
            "Tot je uitlogt, en hoogstens vier weken",
        ),
        ("Wat je vertelde in je netwerken", "Tot een jaar nadat het netwerk is gestopt; zonder laatste dag vier jaar"),
        ("Bestanden met mensen die wachten tot jij ze bevestigt", "Tot je ze bevestigt, en hoogstens een dag"),
    ],
)
def test_the_terms_are_those_that_were_promised(title, term):
    with translation.override("nl"):
        assert lines()[title][2] == term


@pytest.mark.parametrize(
    ("term", "places"),
    [
        (LOGS_KEPT_FOR, 4),
        (SESSIONS_KEPT_FOR, 1),
        (INVITATIONS_KEPT_FOR, 6),
        (RESPONSES_KEPT_FOR, 1),
        (PRESENCE_KEPT_FOR, 2),
        (AFTER_TERM, 5),
        (WITHOUT_TERM, 5),
        (FILE_KEPT_FOR, 1),
        (UPLOAD_KEPT_FOR, 1),
    ],
)
def test_a_term_on_the_page_is_the_one_that_the_work_of_the_night_keeps_to(monkeypatch, term, places):
    """The very object, not a second one that says the same: put another in its place, and so many lines change."""
    before = lines()
    for module in (accounts.kept, meetings.kept, networks.kept, srt.kept):
        for name in [name for name, value in vars(module).items() if value is term]:
            monkeypatch.setattr(module, name, relativedelta(years=9))
    after = lines()
    assert sum(before[title] != after[title] for title in before) == places


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
def test_a_period_is_said_in_words(period, dutch, english):
    for language, words in (("nl", dutch), ("en", english)):
        with translation.override(language):
            assert period_in_words(period) == words


def test_the_page_says_that_guests_see_who_takes_part():
    with translation.override("nl"):
        assert "de gasten ervan" in lines()["Je naam en taal"][1]
        assert "de gasten ervan" in lines()["Je netwerk, je rol, je school, en van wanneer tot wanneer"][1]
