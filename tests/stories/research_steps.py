"""Acts of people with phases, activities, questions and designs: one function per act, by the words on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from playwright.sync_api import expect

from tests.stories.hand import Hand

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from meetings.models import Meeting
    from networks.models import Network
    from ogo.models import Phase

# The most that each may cost a facilitator, in clicks and fields together.
OPENS, NOTES, CLOSES, PICKS = 3, 2, 5, 3


def field(page: Page, label: str) -> Locator:
    """Return the fields of the page with this label."""
    return page.locator("main").get_by_label(label)


def where_we_are(page: Page, network: Network) -> None:
    """Open the page with the phases of a network."""
    page.goto(reverse("ogo:where_we_are", args=[network.pk]))


def choose_phases(page: Page, network: Network, scheme: str) -> None:
    """Choose the phases of a network, after a look at their dates."""
    where_we_are(page, network)
    hand = Hand(page, most=OPENS)
    hand.press("Fasen kiezen")
    hand.press(scheme)
    hand.press("Met deze fasen werken", "button")


def pick_for_meeting(page: Page, meeting: Meeting, activity: str) -> None:
    """Put an activity on the agenda of a meeting."""
    page.goto(reverse("meetings:agenda", args=[meeting.pk]))
    hand = Hand(page, most=PICKS)
    hand.press("Kies een werkvorm")
    hand.press(activity)
    hand.press("Op de agenda zetten", "button")
    expect(page.locator(".agenda").get_by_text(activity)).to_be_visible()


def pick_for_phase(page: Page, network: Network, activity: str) -> None:
    """Choose an activity for the phase that a network is in."""
    where_we_are(page, network)
    hand = Hand(page, most=PICKS)
    hand.press("Kies een werkvorm voor deze fase")
    hand.press(activity)
    hand.press("Kiezen voor deze fase", "button")


def note(page: Page, network: Network, worked: str) -> None:
    """Write what worked in the activity of the latest meeting."""
    page.goto(reverse("ogo:activity_uses", args=[network.pk]))
    hand = Hand(page, most=NOTES)
    hand.fill(field(page, "Wat werkte"), worked)
    hand.press("Bewaren", "button")
    expect(page.get_by_text(worked)).to_be_visible()


def close_phase(page: Page, phase: Phase, *, learned: str, takes_on: str) -> None:
    """Look back on the phase that a network is in, and close it."""
    where_we_are(page, phase.cycle.track.network)
    hand = Hand(page, most=CLOSES)
    hand.click(page.get_by_role("region", name="Wat we leerden").get_by_role("link", name=phase.name_nl, exact=True))
    hand.press("Opschrijven")
    hand.fill(field(page, "Wat leerden we?"), learned)
    hand.fill(field(page, "Wat nemen we mee?"), takes_on)
    hand.press("Bewaren en deze fase afsluiten", "button")
    expect(page.get_by_text("Deze fase is afgesloten.")).to_be_visible()


def bring_question(page: Page, network: Network, text: str) -> None:
    """Bring a question to the network."""
    page.goto(reverse("ogo:what_we_make", args=[network.pk]))
    hand = Hand(page)
    hand.press("Breng een vraag in")
    hand.fill(field(page, "Je vraag"), text)
    hand.press("Inbrengen", "button")


def reword_question(page: Page, network: Network, before: str, after: str) -> None:
    """Word one's own question again."""
    page.goto(reverse("ogo:what_we_make", args=[network.pk]))
    hand = Hand(page)
    hand.press(before)
    hand.press("Verander je vraag")
    hand.fill(field(page, "Je vraag"), after)
    hand.press("Bewaren", "button")


def add_design(page: Page, network: Network, title: str) -> None:
    """Give a design a name, and go on to its first version."""
    page.goto(reverse("ogo:what_we_make", args=[network.pk]))
    hand = Hand(page)
    hand.press("Ontwerp toevoegen")
    hand.fill(field(page, "Wat maken jullie?"), title)
    hand.press("Verder", "button")


def fill_version(page: Page, changed: str, text: str, *, contributor: str = "") -> None:
    """Write down a version of a design on the page for that."""
    hand = Hand(page)
    hand.fill(field(page, "Wat is er veranderd?"), changed)
    hand.fill(field(page, "Wat het nu is"), text)
    if contributor:
        hand.check(page.get_by_role("group", name="Met inbreng van").get_by_label(contributor))
    hand.press("Bewaren", "button")
