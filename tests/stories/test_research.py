"""A network walks through two cycles in two years, another through POINT in three, in few acts of its facilitator."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Meeting
from networks.models import Network
from ogo.models import ActivityUse, Phase, PhaseReflection
from ogo.selectors.tracks import phases_of
from tests.cast import PASSWORD, Cast, cast_make
from tests.meetings.meeting_cases import meeting_make
from tests.stories import research_steps as do
from tests.stories.clock import SiteClock
from tests.stories.hand import Hand
from tests.stories.steps import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]

BEGIN = date(2026, 9, 1)
OGO, POINT = "Ontwerpgericht onderzoek", "Onderzoek en innovatieteams"
THREE = ["Verkennen", "Ontwerpen", "Terugkijken"]
QUESTION = "Waarom zwijgen de stille kinderen bij ruzie?"
SHARPER = "Wat hebben stille kinderen nodig om bij ruzie iets te zeggen?"
DESIGN = "Het praatmuurtje"
POINTS_IN_A_MM = 72 / 25.4
# In CSS pixels, of which 96 are an inch: A4 landscape without its margins of 12 mm.
INSIDE_OF_A4: Any = {"width": 1031, "height": 703}


class Story:
    """A site whose clock the test sets, from a day in September 2026, and the devices of its people."""

    def __init__(self, clock: SiteClock, open_page: Callable[..., Page]) -> None:
        self.clock, self.open_page = clock, open_page
        clock.go_to(BEGIN)
        self.cast: Cast = cast_make()

    def device(self, name: str, **options: Any) -> Page:
        """Return a device on which a person is signed in; `options` go to `open_page`."""
        page = self.open_page(**options)
        sign_in(page, self.cast[name].email, PASSWORD)
        return page

    def has_term(self, network: Network, last_day: date) -> None:
        """Give a network a term that begins now."""
        network.starts_on, network.ends_on = BEGIN, last_day
        network.save(update_fields=["starts_on", "ends_on"])

    def meeting(self, network: Network, on_date: date, *, online: bool = False) -> Meeting:
        """Plan a meeting of a network."""
        return meeting_make(
            network,
            days=(on_date - timezone.localdate()).days,
            place="" if online else "De Rank, lokaal 4",
            mode=Meeting.Mode.ONLINE if online else Meeting.Mode.ON_SITE,
        )


@pytest.fixture
def story(site_clock: SiteClock, open_page: Callable[..., Page]) -> Story:
    """Begin on the first day, with the whole cast."""
    return Story(site_clock, open_page)


def words_in(page: Page, signs: str) -> list[str]:
    """Return the texts of these signs in the drawing of the track."""
    return page.locator(f".track-picture {signs}").all_text_contents()


# Two cycles in two years


def test_network_walks_through_two_cycles_in_two_years_and_prints_its_track(story: Story) -> None:
    network = story.cast.burgerschap
    story.has_term(network, date(2028, 7, 14))
    iris, amira = story.device("Iris"), story.device("Amira")
    do.choose_phases(iris, network, OGO)
    phases = list(phases_of(network))
    assert [phase.name_nl for phase in phases] == THREE * 2

    amira_brings_a_question(story, amira)
    a_phase_goes_by(story, iris, phases[0], "Probleemmuur")
    amira_words_it_again(story, amira, phases[1])
    the_first_version_is_made(iris, network)
    a_phase_goes_by(story, iris, phases[1], "Storyboard van een les")
    amira_adds_her_line(story, amira, phases[2])
    a_phase_goes_by(story, iris, phases[2], "Verwacht en gebeurd", reads="Ik vraag nu eerst wat iemand zag.")
    a_phase_goes_by(story, iris, phases[3], "Vijf keer waarom")
    story.clock.go_to(phases[4].first_day)
    the_second_version_names_who_helped(iris, amira, network)
    a_phase_goes_by(story, iris, phases[4], "Kritische vrienden")
    a_phase_goes_by(story, iris, phases[5], "Brief aan wie hierna komt")

    assert not phases_of(network).filter(closed_at=None).exists()
    the_track_shows_two_years(iris, network)
    the_track_prints_on_a_sheet(iris)


def amira_brings_a_question(story: Story, amira: Page) -> None:
    do.bring_question(amira, story.cast.burgerschap, QUESTION)
    expect(amira.get_by_role("heading", name=QUESTION)).to_be_visible()


def amira_words_it_again(story: Story, amira: Page, phase: Phase) -> None:
    story.clock.go_to(phase.first_day)
    do.reword_question(amira, story.cast.burgerschap, QUESTION, SHARPER)
    expect(amira.get_by_role("heading", name=SHARPER)).to_be_visible()
    amira.get_by_text("Hoe de vraag eerder luidde").click()
    expect(amira.get_by_text(QUESTION)).to_be_visible()


def amira_adds_her_line(story: Story, amira: Page, phase: Phase) -> None:
    story.clock.go_to(phase.first_day)
    do.where_we_are(amira, story.cast.burgerschap)
    hand = Hand(amira)
    hand.click(amira.get_by_role("region", name="Wat we leerden").get_by_role("link", name="Terugkijken"))
    hand.press("Jouw regel toevoegen")
    hand.fill(do.field(amira, "Wat neem jij mee"), "Ik vraag nu eerst wat iemand zag.")
    hand.press("Bewaren", "button")


def a_phase_goes_by(story: Story, iris: Page, phase: Phase, activity: str, *, reads: str = "") -> None:
    """Use an activity in a meeting of a phase, note how it went, and close the phase with what it learned."""
    network = story.cast.burgerschap
    story.clock.go_to(phase.first_day)
    do.where_we_are(iris, network)
    expect(iris.get_by_role("heading", name=phase.name_nl, exact=True)).to_be_visible()
    meeting = story.meeting(network, phase.first_day + timedelta(days=30), online=phase.stage == "looking_back")
    do.pick_for_meeting(iris, meeting, activity)
    story.clock.go_to(phase.first_day + timedelta(days=31))
    do.note(iris, network, f"{activity}: iedereen deed mee.")
    story.clock.go_to(phase.last_day)
    do.close_phase(iris, phase, learned=f"Wat {activity} ons leerde.", takes_on="Eerst kijken, dan pas iets bedenken.")
    assert activity in PhaseReflection.objects.get(phase=phase).did
    if reads:
        expect(iris.get_by_text(reads)).to_be_visible()


def the_first_version_is_made(iris: Page, network: Network) -> None:
    do.add_design(iris, network, DESIGN)
    do.fill_version(iris, "Een muurtje met briefjes in de klas", "Kinderen hangen een briefje op.")


def the_second_version_names_who_helped(iris: Page, amira: Page, network: Network) -> None:
    iris.goto(reverse("ogo:what_we_make", args=[network.pk]))
    hand = Hand(iris)
    hand.press(DESIGN)
    hand.press("Versie toevoegen")
    do.fill_version(iris, "Tekenen mag ook", "Kinderen hangen een briefje of tekening op.", contributor="Sem")
    amira.goto(reverse("ogo:what_we_make", args=[network.pk]))
    hand = Hand(amira)
    hand.press(DESIGN)
    expect(amira.get_by_text("Met inbreng van Sem")).to_be_visible()
    hand.press("Wat er veranderde in de tekst (Versie 2)")
    expect(amira.locator(".changes ins").first).to_contain_text("tekening")


def the_track_shows_two_years(iris: Page, network: Network) -> None:
    do.where_we_are(iris, network)
    assert words_in(iris, ".track-band > title") == [
        "Verkennen, 1 sep 2026 – 31 dec 2026",
        "Ontwerpen, 1 jan 2027 – 30 apr 2027",
        "Terugkijken, 1 mei 2027 – 31 jul 2027",
        "Verkennen, 1 aug 2027 – 30 nov 2027",
        "Ontwerpen, 1 dec 2027 – 30 apr 2028",
        "Terugkijken, 1 mei 2028 – 14 jul 2028",
    ]
    assert words_in(iris, ".track-cycle-name") == ["eerste cyclus", "tweede cyclus"]
    assert [len(words_in(iris, f".track-mark-{kind}")) for kind in ("on_site", "online", "version")] == [4, 2, 2]
    assert words_in(iris, ".track-today text") == ["vandaag"]
    iris.get_by_text("Als tabel lezen").click()
    expect(iris.locator("main table")).to_contain_text(f"Versie 2 van {DESIGN}")


def the_track_prints_on_a_sheet(iris: Page) -> None:
    """Print the page: the first sheet is A4 landscape, and the whole picture is on it with its table."""
    iris.emulate_media(media="print")
    iris.set_viewport_size(INSIDE_OF_A4)
    for part in (".track-picture", ".track-legend", "main table"):
        box = iris.locator(part).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= INSIDE_OF_A4["width"]
        assert box["y"] + box["height"] <= INSIDE_OF_A4["height"]
    printed = iris.pdf(format="A4", prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert [round(float(side) / POINTS_IN_A_MM) for side in sheets[0]] == [297, 210]


# POINT in three years


def test_point_runs_over_three_years_up_to_its_last_phase(story: Story) -> None:
    network = story.cast.talent
    story.has_term(network, date(2029, 7, 13))
    vera = story.device("Vera", width=375)
    do.choose_phases(vera, network, POINT)
    phases = list(phases_of(network))
    for phase in phases:
        it_is_now(story, vera, phase, phase.last_day)
        if phase.code == "research_year_one":
            do.pick_for_phase(vera, network, "Van klacht naar vraag")
        if phase.code == "prototype":
            do.add_design(vera, network, "Een spel over talent")
            do.fill_version(vera, "Van papier, om te proberen", "Twaalf kaarten.")
        do.close_phase(vera, phase, learned=f"Wat we leerden van: {phase.name_nl}.", takes_on="")

    assert [phase.code for phase in phases[2:]] == ["empathise", "define", "ideate", "prototype", "test"]
    assert PhaseReflection.objects.get(phase=phases[0]).did == "Activiteiten: Van klacht naar vraag"
    story.clock.go_to(date(2029, 7, 14))
    do.where_we_are(vera, network)
    expect(vera.get_by_role("heading", name="Alle fasen zijn geweest")).to_be_visible()
    expect(vera.get_by_text("Wat we leerden van: Onderzoek, jaar één.")).to_be_visible()
    vera.get_by_text("Bekijk het plaatje").click()
    assert [words.split(",")[0] for words in words_in(vera, ".track-band > title")] == [
        "Onderzoek",
        "Onderzoek",
        "Inleven",
        "Afbakenen",
        "Ideeën bedenken",
        "Prototype maken",
        "Uitproberen",
    ]
    assert len(words_in(vera, ".track-mark-version")) == 1


def it_is_now(story: Story, page: Page, phase: Phase, day: date) -> None:
    """Go to a day, on which a network is in this phase by the heading, the lines and the picture of its page."""
    story.clock.go_to(day)
    do.where_we_are(page, phase.cycle.track.network)
    expect(page.get_by_role("heading", name=phase.name_nl, exact=True)).to_be_visible()
    expect(page.locator(".track-line-now")).to_have_text(re.compile(rf"^{phase.name_nl}.*\bnu$"))
    expect(page.locator(".track-band-now > title")).to_contain_text(phase.name_nl)


# The acts of a facilitator in a phase


def test_phase_takes_few_acts_of_its_facilitator_on_a_phone_without_scripts(story: Story) -> None:
    network = story.cast.rekenen
    story.has_term(network, date(2027, 7, 16))
    hugo = story.device("Hugo", width=375, javascript=False)
    do.choose_phases(hugo, network, OGO)
    phase = phases_of(network)[0]
    do.pick_for_meeting(hugo, story.meeting(network, phase.first_day + timedelta(days=7)), "Probleemmuur")
    story.clock.go_to(phase.last_day)
    do.note(hugo, network, "Iedereen hing iets op.")
    do.close_phase(hugo, phase, learned="Rekenen begint bij praten.", takes_on="Een les zonder schrift.")
    assert ActivityUse.objects.get().worked == "Iedereen hing iets op."
    phase.refresh_from_db()
    assert phase.closed_at is not None
