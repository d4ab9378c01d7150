"""The letters of the survey while it is open. Whether one is still wanted is decided when its turn comes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind
from mailing.rendering import text_render
from networks.models import Programme
from networks.terms import term
from srt.formatting import day_in_words, duration_in_words, moment_in_words
from srt.models import Wave, WaveInvitation
from srt.selectors.questionnaire import link_token, questionnaire_of
from srt.services.invitations import INVITATION_LETTER
from srt.services.reminders import REMINDER_LETTER
from srt.services.room import ROOM_LETTER

if TYPE_CHECKING:
    from srt.definition import Sides


@letter_kind(INVITATION_LETTER, called=gettext_lazy("invitation to the questionnaire"))
def invitation(letter: Letter) -> LetterContent | None:
    """Invite somebody to the questionnaire, until it closes."""
    row = _wanted(letter)
    if row is None:
        return None
    return LetterContent(_("The questionnaire about learning together"), "srt/letters/invitation", _context(row))


@letter_kind(REMINDER_LETTER, called=gettext_lazy("reminder of the questionnaire"))
def reminder(letter: Letter) -> LetterContent | None:
    """Remind somebody who has not sent anything in and did not say no."""
    row = _wanted(letter)
    if row is None or row.no_letters or questionnaire_of(row).submitted:
        return None
    return LetterContent(_("The questionnaire is still open"), "srt/letters/reminder", _context(row))


@letter_kind(ROOM_LETTER, called=gettext_lazy("your link, asked for in the room"))
def room_link(letter: Letter) -> LetterContent | None:
    """Send the own link to who asked for it in the room."""
    row = _wanted(letter)
    if row is None:
        return None
    return LetterContent(_("Your link to the questionnaire"), "srt/letters/room_link", _context(row))


def _wanted(letter: Letter) -> WaveInvitation | None:
    """Return the invitation that a letter speaks of while its wave is open, and None afterwards."""
    rows = WaveInvitation.objects.select_related(
        "wave_network__wave__programme", "wave_network__wave__instrument", "wave_network__network", "person"
    )
    row = rows.filter(wave_network=letter.params["wave_network"], person=letter.recipient_id).first()
    return row if row is not None and row.wave_network.wave.is_open() else None


def _context(row: WaveInvitation) -> dict[str, Any]:
    link = settings.LEERWEB_BASE_URL + reverse("srt:questionnaire", args=[link_token(row)])
    network = row.wave_network.network.name
    return letter_context(
        row.wave_network.wave, link=link, network=network, is_student=row.background_code == "student"
    )


def letter_context(wave: Wave, *, link: str, network: str, is_student: bool) -> dict[str, Any]:
    """Return what the letters of a wave say; also for the preview before there is a wave in the database.

    The network is named: who takes part in two gets two letters.
    """
    definition = wave.instrument.definition.for_sides(cast("Sides", wave.sides))
    return {
        "link": link,
        "network": network,
        "text": wave.invitation_text,
        "duration": duration_in_words(len(definition.items)),
        "closes": moment_in_words(wave.closes_at),
        "closes_day": date_format(timezone.localtime(wave.closes_at), "l j F"),
        "week": f"{timezone.localtime(wave.closes_at):%V}".lstrip("0"),
        "shown_on": day_in_words(wave.shown_on),
        "facilitator": term(wave.programme, "facilitator"),
        "is_student": is_student,
    }


def letter_preview(programme: Programme, arguments: Mapping[str, Any], reader: Any) -> str:
    """Return the invitation as it will be sent, addressed to the reader, with dots in the place of the link."""
    wave = Wave(
        programme=programme,
        instrument=arguments["instrument"],
        sides=arguments["sides"],
        invitation_text=arguments["invitation_text"],
        closes_at=arguments["closes_at"],
        shown_on=arguments["shown_on"],
    )
    link = settings.LEERWEB_BASE_URL + reverse("srt:questionnaire", args=["…"])
    context = {
        "person": reader,
        **letter_context(wave, link=unquote(link), network=arguments["networks"][0].name, is_student=True),
    }
    return text_render("srt/letters/invitation.txt", context)
