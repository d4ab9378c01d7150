"""Emails of an open wave. Whether an email is still relevant is decided when it is sent."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, Sender, email_type
from mailing.rendering import text_render
from meetings.selectors.zones import add_zone_for
from networks.models import Programme
from networks.terms import term
from srt.formatting import format_day, format_duration, format_moment
from srt.models import Wave, WaveInvitation
from srt.selectors.questionnaire import link_token, questionnaire_of
from srt.services.invitations import INVITATION_EMAIL
from srt.services.join import JOIN_EMAIL
from srt.services.reminders import REMINDER_EMAIL


@email_type(INVITATION_EMAIL, label=gettext_lazy("invitation to the questionnaire"))
def invitation(email: Email) -> EmailContent | None:
    """Invite a person to the questionnaire, unless it has closed."""
    row = _open_invitation(email)
    if row is None:
        return None
    return EmailContent(
        _("The questionnaire about learning together"),
        "srt/emails/invitation",
        _context(row),
        sender=_sender(row),
    )


@email_type(REMINDER_EMAIL, label=gettext_lazy("reminder about the questionnaire"), confidential=True)
def reminder(email: Email) -> EmailContent | None:
    """Remind a person who has neither submitted answers nor declined."""
    row = _open_invitation(email)
    if row is None or row.declined or questionnaire_of(row).submitted:
        return None
    return EmailContent(
        _("The questionnaire is still open"),
        "srt/emails/reminder",
        _context(row),
        sender=_sender(row),
    )


@email_type(JOIN_EMAIL, label=gettext_lazy("your link, requested at a meeting"), confidential=True)
def join_link(email: Email) -> EmailContent | None:
    """Send their personal link to a person who requested it on the join page."""
    row = _open_invitation(email)
    if row is None:
        return None
    return EmailContent(
        _("Your link to the questionnaire"),
        "srt/emails/join_link",
        _context(row),
        sender=_sender(row),
    )


def _open_invitation(email: Email) -> WaveInvitation | None:
    """Return the invitation an email is about, or None if its wave is not open."""
    rows = WaveInvitation.objects.select_related(
        "wave_network__wave__programme", "wave_network__wave__instrument", "wave_network__network", "person"
    )
    row = rows.filter(wave_network=email.params["wave_network"], person=email.recipient_id).first()
    return row if row is not None and row.wave_network.wave.is_open() else None


def _sender(row: WaveInvitation) -> Sender:
    return row.wave_network.wave.programme.sender


def _context(row: WaveInvitation) -> dict[str, Any]:
    link = settings.LEERWEB_BASE_URL + reverse("srt:questionnaire_intro", args=[link_token(row)])
    network = row.wave_network.network.name
    wave, is_student = row.wave_network.wave, row.background_code == "student"
    context = email_context(wave, link=link, network=network, is_student=is_student)
    return {**context, "closes": add_zone_for(context["closes"], row.person)}


def email_context(wave: Wave, *, link: str, network: str, is_student: bool) -> dict[str, Any]:
    """Return the template context for the emails of a wave, which may be unsaved (for the preview).

    It includes the name of the network, because a person in two networks receives two emails.
    """
    return {
        "link": link,
        "network": network,
        "text": wave.invitation_text,
        "duration": format_duration(len(wave.definition.items)),
        "closes": format_moment(wave.closes_at),
        "closes_day": date_format(timezone.localtime(wave.closes_at), "l j F"),
        "week": f"{timezone.localtime(wave.closes_at):%V}".lstrip("0"),
        "shown_on": format_day(wave.shown_on),
        "facilitator": term(wave.programme, "facilitator"),
        "is_student": is_student,
    }


def email_preview(programme: Programme, arguments: Mapping[str, Any], reader: Any) -> str:
    """Return the text of the invitation, addressed to the reader and with dots instead of the link."""
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
        "sender": programme.sender,
        **email_context(wave, link=unquote(link), network=arguments["networks"][0].name, is_student=True),
    }
    return text_render("srt/emails/invitation.txt", context)
