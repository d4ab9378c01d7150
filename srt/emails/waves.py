"""The letters of the survey while it is open. Whether one is still wanted is decided when its turn comes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from mailing.rendering import text_render
from networks.models import Programme
from networks.terms import term
from srt.formatting import format_day, format_duration, format_moment
from srt.models import Wave, WaveInvitation
from srt.selectors.questionnaire import link_token, questionnaire_of
from srt.services.invitations import INVITATION_EMAIL
from srt.services.join import JOIN_EMAIL
from srt.services.reminders import REMINDER_EMAIL

if TYPE_CHECKING:
    pass


@email_type(INVITATION_EMAIL, label=gettext_lazy("invitation to the questionnaire"))
def invitation(email: Email) -> EmailContent | None:
    """Invite somebody to the questionnaire, until it closes."""
    row = _wanted(email)
    if row is None:
        return None
    return EmailContent(_("The questionnaire about learning together"), "srt/emails/invitation", _context(row))


@email_type(REMINDER_EMAIL, label=gettext_lazy("reminder of the questionnaire"))
def reminder(email: Email) -> EmailContent | None:
    """Remind somebody who has not sent anything in and did not say no."""
    row = _wanted(email)
    if row is None or row.declined or questionnaire_of(row).submitted:
        return None
    return EmailContent(_("The questionnaire is still open"), "srt/emails/reminder", _context(row))


@email_type(JOIN_EMAIL, label=gettext_lazy("your link, asked for in the room"))
def room_link(email: Email) -> EmailContent | None:
    """Send the own link to who asked for it in the room."""
    row = _wanted(email)
    if row is None:
        return None
    return EmailContent(_("Your link to the questionnaire"), "srt/emails/room_link", _context(row))


def _wanted(email: Email) -> WaveInvitation | None:
    """Return the invitation that an email speaks of while its wave is open, and None afterwards."""
    rows = WaveInvitation.objects.select_related(
        "wave_network__wave__programme", "wave_network__wave__instrument", "wave_network__network", "person"
    )
    row = rows.filter(wave_network=email.params["wave_network"], person=email.recipient_id).first()
    return row if row is not None and row.wave_network.wave.is_open() else None


def _context(row: WaveInvitation) -> dict[str, Any]:
    link = settings.LEERWEB_BASE_URL + reverse("srt:questionnaire_intro", args=[link_token(row)])
    network = row.wave_network.network.name
    return email_context(row.wave_network.wave, link=link, network=network, is_student=row.background_code == "student")


def email_context(wave: Wave, *, link: str, network: str, is_student: bool) -> dict[str, Any]:
    """Return what the emails of a wave say; also for the preview before there is a wave in the database.

    The network is named: who takes part in two gets two letters.
    """
    definition = wave.definition
    return {
        "link": link,
        "network": network,
        "text": wave.invitation_text,
        "duration": format_duration(len(definition.items)),
        "closes": format_moment(wave.closes_at),
        "closes_day": date_format(timezone.localtime(wave.closes_at), "l j F"),
        "week": f"{timezone.localtime(wave.closes_at):%V}".lstrip("0"),
        "shown_on": format_day(wave.shown_on),
        "facilitator": term(wave.programme, "facilitator"),
        "is_student": is_student,
    }


def email_preview(programme: Programme, arguments: Mapping[str, Any], reader: Any) -> str:
    """Return the invitation as it will be sent, addressed to the reader, with dots in the place of the link."""
    wave = Wave(
        programme=programme,
        instrument=arguments["instrument"],
        scope=arguments["scope"],
        invitation_text=arguments["invitation_text"],
        closes_at=arguments["closes_at"],
        shown_on=arguments["shown_on"],
    )
    link = settings.LEERWEB_BASE_URL + reverse("srt:questionnaire_intro", args=["…"])
    context = {
        "person": reader,
        **email_context(wave, link=unquote(link), network=arguments["networks"][0].name, is_student=True),
    }
    return text_render("srt/emails/invitation.txt", context)
