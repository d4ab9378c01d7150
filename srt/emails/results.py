"""Emails about a results chart: to facilitators when it is ready, to everyone when it is shown."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from networks.access import Permission, may, roles_in_network
from srt.chart_access import ChartView, chart_access
from srt.formatting import format_day
from srt.models import WaveNetwork
from srt.selectors.releases import current_releases
from srt.selectors.results import chart_state
from srt.services.releases import READY_EMAIL, SHOWN_EMAIL


@email_type(READY_EMAIL, label=gettext_lazy("a picture is ready to talk about"))
def chart_ready(email: Email) -> EmailContent | None:
    """Tell a facilitator that the chart, or the conversation without a chart, is ready."""
    row = _row(email)
    if row is None or not may(roles_in_network(email.recipient, row.network), Permission.PREPARE_RESULTS):
        return None
    if _released(row):
        subject = _("The picture is ready to talk about")
        return EmailContent(subject, "srt/emails/chart_ready", _context(row), sender=row.wave.programme.sender)
    subject = _("No picture this time, but the conversation is ready")
    return EmailContent(subject, "srt/emails/no_chart", _context(row), sender=row.wave.programme.sender)


@email_type(SHOWN_EMAIL, label=gettext_lazy("a picture is available"))
def chart_shown(email: Email) -> EmailContent | None:
    """Tell a person that the chart of their network is available, if they can see it at this moment."""
    row = _row(email)
    if row is None or not _released(row):
        return None
    roles = roles_in_network(email.recipient, row.network)
    if chart_access(roles, chart_state(row), timezone.localdate()).view is not ChartView.SHOWN:
        return None
    return EmailContent(
        _("Your picture is ready"), "srt/emails/chart_shown", _context(row), sender=row.wave.programme.sender
    )


def _row(email: Email) -> WaveNetwork | None:
    rows = WaveNetwork.objects.select_related("wave__study_year", "wave__programme", "network")
    return rows.filter(pk=email.params["wave_network"]).first()


def _released(row: WaveNetwork) -> bool:
    return current_releases().filter(wave_network=row).exists()


def _context(row: WaveNetwork) -> dict[str, str]:
    return {
        "network_name": row.network.name,
        "link": settings.LEERWEB_BASE_URL + reverse("srt:result", args=[row.network_id, row.wave_id]),
        "shown_on": format_day(row.wave.shown_on),
    }
