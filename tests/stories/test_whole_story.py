"""The main job from end to end, in real browsers, with real emails and a real background process."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from networks.models import Network, Programme
from srt.models import Chart, DraftResponse, Response, ScoreRun, Wave, WaveInvitation
from srt.release.rules import round_half_up
from srt.services.answers import answers_save, answers_submit
from srt.services.releases import MORNING
from tests.fixtures.worker import ROOT, Worker
from tests.srt.reference_scorer import reference_score
from tests.srt.wave_cases import answers_of
from tests.stories import steps
from tests.stories.background import DRIVER
from tests.stories.clock import time_passes
from tests.stories.mail import MailServer
from tests.stories.people import (
    AMIRA,
    COORDINATOR,
    FACILITATOR,
    NETWORK,
    PASSWORD,
    PEOPLE,
    PROGRAMME,
    address_of,
    people_file,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("background", [DRIVER], indirect=True)]

STATEMENT = "We doen het eerst zelf, en dan pas met de klas."


class Story:
    """The state that the chapters share."""

    def __init__(self, background: Worker, mail: MailServer, open_page: Callable[..., Page], folder: Path) -> None:
        self.background = background
        self.mail = mail
        self.open_page = open_page
        self.folder = folder
        self.answers: dict[str, str] = {}

    def email_link(self, address: str, path: str) -> str:
        """Wait for an email to an address with a link that begins with `path`; return the newest such link."""
        self.background.wait(lambda: self.mail.links_to(address, path), what=f"a letter to {address} with {path}")
        return self.mail.links_to(address, path)[-1]


@pytest.fixture
def story(background: Worker, mail_server: MailServer, open_page: Callable[..., Page], tmp_path: Path) -> Story:
    """Create a site with a questionnaire and a programme, and only a coordinator who has been invited."""
    call_command("load_instrument", ROOT / "srt" / "instruments" / "samen-leren-v1.yaml", verbosity=0)
    call_command("create_programme", PROGRAMME, coordinator=COORDINATOR, verbosity=0)
    return Story(background, mail_server, open_page, tmp_path)


def test_empty_programme_arrives_at_a_chart_with_a_statement(story: Story) -> None:
    coordinator = the_coordinator_signs_in_and_imports_people(story)
    wave = the_coordinator_opens_a_round(story, coordinator)
    amira = amira_answers_on_two_devices(story)
    amira_changes_an_answer(story, amira)
    the_others_answer(story, wave)
    the_coordinator_closes(story, coordinator, wave)
    iris = the_facilitator_sees_the_picture_first(story, wave)
    amira = nobody_else_sees_it_yet(story, coordinator, wave)
    on_the_named_day_everyone_who_takes_part_sees_it(story, amira, coordinator, wave)
    statement_brings_it_to_the_coordinator(story, iris, coordinator, wave)


def the_coordinator_signs_in_and_imports_people(story: Story) -> Page:
    steps.accept_invitation(story.open_page(), story.email_link(COORDINATOR, "/welcome/"), PASSWORD)
    page = story.open_page()
    steps.sign_in(page, COORDINATOR, PASSWORD)
    programme = Programme.objects.get(slug=PROGRAMME)
    steps.import_people(page, programme.pk, people_file(story.folder))
    network = Network.objects.get(programme=programme)
    assert network.name == NETWORK
    assert network.participations.count() == len(PEOPLE)
    expect(page.get_by_role("link", name=NETWORK)).to_have_count(1)
    return page


def the_coordinator_opens_a_round(story: Story, page: Page) -> Wave:
    wave = Wave.objects.get(pk=steps.open_round(page, Programme.objects.get(slug=PROGRAMME).pk))
    assert wave.is_open()
    for name, _background, _role in PEOPLE:
        story.email_link(address_of(name), "/q/")
    links = {story.email_link(address_of(name), "/q/") for name, _background, _role in PEOPLE}
    assert len(links) == len(PEOPLE)
    return wave


def amira_answers_on_two_devices(story: Story) -> Page:
    """Answer on a phone of 320 px by keyboard; the phone dies on the second page, and she continues elsewhere."""
    link = story.email_link(AMIRA, "/q/")
    phone = story.open_page(width=320, height=640)
    phone.goto(link)
    assert steps.fits_the_width(phone)
    steps.press(phone, f"form[action='{link}'] button[type=submit]", then=f"{link}page/1/")
    answer_page(story, phone, shift=0)
    steps.press(phone, "button[name=go][value=next]", then=f"{link}page/2/")
    answer_page(story, phone, shift=1, number=2)
    steps.wait_until_saved(phone)
    phone.context.close()

    tablet = story.open_page(width=320, height=640)
    tablet.goto(link)
    steps.press(tablet, f"form[action='{link}'] button[type=submit]", then=f"{link}page/2/")
    codes = steps.codes_on(tablet)
    assert steps.checked_on(tablet) == {code: story.answers[code] for code in codes[:2]}
    answer_page(story, tablet, shift=1)
    for number in (3, 4, 5):
        steps.press(tablet, "button[name=go][value=next]", then=f"{link}page/{number}/")
        assert steps.fits_the_width(tablet)
        answer_page(story, tablet, shift=number)
        steps.wait_until_saved(tablet)
    steps.press(tablet, "button[name=go][value=next]", then=f"{link}review/")
    steps.press(tablet, f"form[action='{link}review/'] button[type=submit]", then=f"{link}thanks/")
    assert sheet_of(AMIRA).submitted
    assert sheet_of(AMIRA).answers == "".join(story.answers.values())
    return tablet


def answer_page(story: Story, page: Page, *, shift: int, number: int | None = None) -> None:
    """Answer the open statements of a page (the first `number`), each differently, and once "?"."""
    done = steps.checked_on(page)
    answers = {
        code: "123?45"[(place + shift) % 6]
        for place, code in enumerate(steps.codes_on(page)[:number])
        if code not in done
    }
    steps.answer_by_keyboard(page, answers)
    story.answers |= answers


def amira_changes_an_answer(story: Story, page: Page) -> None:
    code = next(iter(story.answers))
    page.locator("main a[href$='/review/']").first.click()
    page.locator(f"a.review-change[href$='#{code}']").click()
    page.locator(f"input[name='{code}'][value='5']").check()
    page.locator("button[name=go][value=next]:not([tabindex])").click()
    page.wait_for_url("**/page/2/")
    assert story.answers[code] != "5"
    story.answers[code] = "5"
    assert sheet_of(AMIRA).submitted
    assert sheet_of(AMIRA).answers == "".join(story.answers.values())


def the_others_answer(story: Story, wave: Wave) -> None:
    """Let nine more people answer; Noor has started and not submitted, Zoë has not started."""
    invitations = WaveInvitation.objects.filter(wave_network__wave=wave).exclude(person__email=AMIRA)
    for number, invitation in enumerate(invitations.order_by("pk")):
        name = invitation.person.first_name
        if name == "Zoë":
            continue
        changes = dict(zip(wave.instrument.definition.item_codes, answers_of(number), strict=True))
        answers_save(invitation=invitation, changes=changes)
        if name != "Noor":
            answers_submit(invitation=invitation)


def the_coordinator_closes(story: Story, page: Page, wave: Wave) -> None:
    """Close, which one click does not do: it requires a tick."""
    page.goto(reverse("srt:wave", args=[wave.programme_id, wave.pk]))
    page.locator("main a[href$='/close/']").click()
    page.locator("main form button.button-primary").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert not is_closed(wave)
    page.locator("input[name=confirm]").check()
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/statements/")
    assert is_closed(wave)
    assert not DraftResponse.objects.exists()
    assert "".join(story.answers.values()) in Response.objects.values_list("answers", flat=True)


def the_facilitator_sees_the_picture_first(story: Story, wave: Wave) -> Page:
    network = Network.objects.get(name=NETWORK)
    result = reverse("srt:result", args=[network.pk, wave.pk])
    page = story.open_page()
    steps.accept_invitation(page, story.email_link(FACILITATOR, "/welcome/"), PASSWORD)
    assert story.email_link(FACILITATOR, result) == result
    story.background.wait(lambda: Chart.objects.filter(kind="radar", language="nl").exists(), what="the drawing")
    assert steps.sees_chart(page, network.pk, wave.pk)
    assert ScoreRun.objects.get().wave_id == wave.pk
    expected = means_by_hand(wave)
    assert steps.radar_points(page) == pytest.approx({code: float(mean) for code, mean in expected.items()}, abs=0.02)
    assert steps.table_means(page) == [str(mean).replace(".", ",") for mean in expected.values()]
    return page


def means_by_hand(wave: Wave) -> dict[str, Fraction]:
    """Return the published means by the slow scorer, from the answers stored at closing."""
    definition = wave.instrument.definition
    rows = list(Response.objects.values_list("answers", flat=True))
    assert len(rows) == 10
    means = {one.code: reference_score(rows, one, definition).mean for one in definition.dimensions}
    return {code: round_half_up(mean) for code, mean in means.items() if mean is not None}  # type: ignore[misc]


def nobody_else_sees_it_yet(story: Story, coordinator: Page, wave: Wave) -> Page:
    network = Network.objects.get(name=NETWORK)
    amira = story.open_page(width=320, height=640)
    steps.accept_invitation(amira, story.email_link(AMIRA, "/welcome/"))
    assert not steps.sees_chart(amira, network.pk, wave.pk)
    assert not steps.sees_chart(coordinator, network.pk, wave.pk)
    answer = amira.goto(story.email_link(AMIRA, "/q/"))
    assert answer is not None
    assert answer.status == 410
    return amira


def on_the_named_day_everyone_who_takes_part_sees_it(story: Story, amira: Page, coordinator: Page, wave: Wave) -> None:
    network = Network.objects.get(name=NETWORK)
    result = reverse("srt:result", args=[network.pk, wave.pk])
    time_passes(days=(wave.shown_on - timezone.localdate()).days - 1)
    assert not steps.sees_chart(amira, network.pk, wave.pk)
    # A day's emails are sent in the morning; the test may run at night.
    time_passes(days=1, hours=MORNING.hour)
    story.background.dispatch()
    assert story.email_link(AMIRA, result) == result
    assert steps.sees_chart(amira, network.pk, wave.pk)
    assert steps.fits_the_width(amira)
    assert not steps.sees_chart(coordinator, network.pk, wave.pk)


def statement_brings_it_to_the_coordinator(story: Story, iris: Page, coordinator: Page, wave: Wave) -> None:
    network = Network.objects.get(name=NETWORK)
    steps.sees_chart(iris, network.pk, wave.pk)
    iris.locator("form[action$='/conversation/start/'] button").click()
    assert not steps.sees_chart(coordinator, network.pk, wave.pk)
    iris.goto(reverse("srt:statement", args=[network.pk, wave.pk]))
    iris.fill("textarea[name=words]", STATEMENT)
    iris.locator("main form button.button-primary").click()
    iris.wait_for_url(f"**{reverse('srt:result', args=[network.pk, wave.pk])}")
    assert steps.sees_chart(coordinator, network.pk, wave.pk)
    expect(coordinator.get_by_text(STATEMENT)).to_have_count(1)


def is_closed(wave: Wave) -> bool:
    return Wave.objects.filter(pk=wave.pk, closed_at__isnull=False).exists()


def sheet_of(address: str) -> DraftResponse:
    return DraftResponse.objects.get(invitation__person__email=address)
