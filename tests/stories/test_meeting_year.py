"""A teacher without a password, and a facilitator with ten minutes before a meeting and three after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.urls import reverse
from icalendar import Calendar
from playwright.sync_api import expect

from mailing.models import Email
from meetings.models import Attendance, Meeting, MeetingInvitee, PreparationTick, Task
from meetings.selectors.feed import feed_link
from meetings.services.agenda import block_add
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.notes import meeting_complete
from meetings.services.notifications import INVITATION
from meetings.services.preparation import preparation_add
from meetings.tokens import invitee_token
from tests.cast import PASSWORD, Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make
from tests.stories.hand import Hand
from tests.stories.steps import sign_in

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow("a story in the browser; the whole story and the questionnaire are told every time"),
]


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """Create last week's meeting, with an agenda and completed, which Amira missed."""
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=-7)
    for title, minutes in (("Welkom", 15), ("Lessen naast elkaar", 90), ("Vooruitkijken", 30)):
        block_add(meeting=meeting, actor=cast["Iris"], title=title, minutes=minutes, lead=cast["Iris"])
    return meeting


@pytest.fixture
def coming(cast: Cast, held: Meeting) -> Meeting:
    """Create the next meeting."""
    return meeting_make(cast.burgerschap, cast["Iris"])


def link_to(meeting: Meeting, cast: Cast) -> str:
    """Return Amira's personal link to a meeting, as in her email."""
    return reverse("meetings:link_meeting", args=[invitee_token(invitee_of(meeting, cast["Amira"]))])


def labelled(page: Page, words: str) -> Locator:
    """Return the fields of the page with this label."""
    return page.locator("main").get_by_label(words)


def sign_in_by_code(page: Page, address: str) -> None:
    """Sign in with a code from an email, as a person without a password does."""
    page.get_by_label("E-mailadres").fill(address)
    page.get_by_role("button", name="Mail mij een code").click()
    page.get_by_label("Code").wait_for()
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code.group())
    page.keyboard.press("Enter")


def test_facilitator_prepares_a_meeting_from_the_last_one_in_ten_acts(open_page, cast, coming):
    page = open_page(width=375, height=800)
    sign_in(page, "iris@example.org", PASSWORD)
    page.goto(reverse("meetings:meeting", args=[coming.pk]))
    hand = Hand(page)
    hand.press("Agenda maken")
    hand.press("Begin met de agenda van de vorige keer", "button")
    hand.press("Klaar, terug naar de bijeenkomst")
    hand.press("Waarvoor")
    hand.fill(labelled(page, "Waarvoor"), "We kiezen welke les we als eerste uitproberen.")
    hand.press("Bewaren", "button")
    assert [block.title for block in coming.blocks.all()] == ["Welkom", "Lessen naast elkaar", "Vooruitkijken"]
    expect(page.get_by_text("We kiezen welke les")).to_be_visible()
    assert hand.acts <= 10


def test_facilitator_completes_a_meeting_in_four_acts(open_page, cast, held):
    page = open_page(width=375, height=800)
    sign_in(page, "iris@example.org", PASSWORD)
    page.goto(reverse("meetings:meeting", args=[held.pk]))
    hand = Hand(page)
    hand.press("Afronden")
    hand.fill(labelled(page, "Wat we deden"), "Drie lessen naast elkaar gelegd.")
    hand.fill(labelled(page, "Wie doet wat?"), "Amira: foto’s van het muurtje\nSem: koffie")
    hand.press("Afronden", "button")
    held.refresh_from_db()
    assert (held.completed_at is not None, held.notes_what) == (True, "Drie lessen naast elkaar gelegd.")
    assert Task.objects.filter(owner=cast["Amira"]).exists()
    assert hand.acts <= 4


def prepare(cast: Cast, held: Meeting, coming: Meeting) -> None:
    """Complete a meeting, record an absence, ask for preparation and change the time, as the facilitator."""
    iris, amira = cast["Iris"], cast["Amira"]
    meeting_complete(meeting=held, actor=iris, what="Drie lessen naast elkaar gelegd.", tasks="Amira: foto’s maken")
    Attendance.objects.create(invitee=invitee_of(held, amira), was_there=False, recorded_by="facilitator")
    preparation_add(meeting=coming, actor=iris, text="Lees het stuk van Noor", minutes=20)
    meeting_change(meeting=coming, actor=iris, on_date=in_days(15))


def in_calendar(page: Page, address: str) -> list[tuple[date, str]]:
    """Return the day and state of every meeting in a subscribed calendar."""
    events: list[Any] = Calendar.from_ical(page.request.get(address).body()).walk("VEVENT")
    return [
        (event["DTSTART"].dt.date(), str(event.get("STATUS"))) for event in events if event["UID"].startswith("meeting")
    ]


def test_teacher_takes_part_for_a_year_without_password_or_scripts(open_page, cast, held, coming):
    amira = cast["Amira"]
    amira.set_unusable_password()
    amira.save(update_fields=["password"])
    prepare(cast, held, coming)
    page = open_page(width=375, height=800, javascript=False)
    page.goto(link_to(coming, cast))
    hand = Hand(page)

    hand.press("Ik kom", "button")
    assert MeetingInvitee.objects.get(meeting=coming, person=amira).answer == "yes"

    expect(page.get_by_role("heading", name="Vooraf (20 min)")).to_be_visible()
    hand.press("Gedaan: Lees het stuk van Noor", "button")
    assert PreparationTick.objects.filter(person=amira).exists()

    hand.press("Iets voorstellen voor de agenda")
    hand.fill(labelled(page, "Waar wil je het over hebben"), "Foto’s kijken")
    hand.press("Zet op de agenda", "button")
    assert coming.blocks.get().proposed_by == amira

    hand.press("Gedaan: Foto’s maken", "button")
    assert Task.objects.get().done_at is not None

    hand.press("Vertel wat je doet, hoe en waarom")
    sign_in_by_code(page, "amira@example.org")
    hand.fill(labelled(page, "Wat doe je, hoe en waarom?"), "Ik laat kinderen hun onenigheid tekenen.")
    hand.press("Delen", "button")
    expect(page.get_by_text("Ik laat kinderen hun onenigheid tekenen.")).to_be_visible()

    page.goto(link_to(coming, cast))
    hand.press("Dit heb je gemist (3 min)")
    expect(page.get_by_text("Drie lessen naast elkaar gelegd.")).to_be_visible()

    page.context.clear_cookies()
    page.goto(link_to(coming, cast))
    hand.press("Bijeenkomsten in je eigen agenda, en minder berichten")
    hand.press("Mail mij de link", "button")
    assert Email.objects.filter(recipient=amira, email_type="meetings.feed_link").exists()
    subscribed = feed_link(amira).url
    coming.refresh_from_db()
    assert (coming.on_date, "CONFIRMED") in in_calendar(page, subscribed)

    meeting_change(meeting=coming, actor=cast["Iris"], on_date=in_days(16))
    assert (in_days(16), "CONFIRMED") in in_calendar(page, subscribed)

    meeting_cancel(meeting=coming, actor=cast["Iris"])
    assert (in_days(16), "CANCELLED") in in_calendar(page, subscribed)
    page.goto(link_to(coming, cast))
    expect(page.get_by_text("Deze bijeenkomst gaat niet door")).to_be_visible()
    assert not amira.has_usable_password()


def test_every_change_reaches_the_calendar_of_a_teacher_without_password(cast, held, coming):
    prepare(cast, held, coming)
    meeting_cancel(meeting=coming, actor=cast["Iris"])
    told = Email.objects.filter(
        email_type=INVITATION, recipient=cast["Amira"], params__invitee=invitee_of(coming, cast["Amira"]).pk
    )
    assert told.count() == 3  # invited, moved, cancelled


def test_presenter_view_of_a_meeting_turns_by_hand_without_scripts(open_page, cast, held):
    page = open_page(width=1280, height=720, javascript=False)
    sign_in(page, "iris@example.org", PASSWORD)
    page.goto(f"{reverse('meetings:presenter', args=[held.pk])}?part=1")
    Hand(page).press("Volgende")
    expect(page.get_by_role("heading", name="Lessen naast elkaar")).to_be_visible()
    size = page.get_by_role("heading", level=1).evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 72  # readable from five metres
