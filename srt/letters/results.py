"""Letters about a picture: to facilitators when it is ready, to everyone when it is shown."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind
from networks.access import Permission, may, roles_in_network
from srt.formatting import day_in_words
from srt.models import WaveNetwork
from srt.picture_access import PictureView, picture_access
from srt.selectors.releases import current_releases
from srt.selectors.results import picture_state
from srt.services.releases import READY_LETTER, SHOWN_LETTER


@letter_kind(READY_LETTER, called=gettext_lazy("that a picture is ready to be talked about"))
def picture_ready(letter: Letter) -> LetterContent | None:
    """Tell a facilitator that the picture, or the conversation without one, is ready."""
    row = _row(letter)
    if row is None or not may(roles_in_network(letter.recipient, row.network), Permission.PREPARE_PICTURE):
        return None
    if _released(row):
        subject = _("The picture is ready to be talked about")
        return LetterContent(subject, "srt/letters/picture_ready", _context(row))
    subject = _("No picture this time, the conversation is ready")
    return LetterContent(subject, "srt/letters/no_picture", _context(row))


@letter_kind(SHOWN_LETTER, called=gettext_lazy("that a picture can be seen"))
def picture_shown(letter: Letter) -> LetterContent | None:
    """Tell somebody that the picture of the network can be seen; not any more to who may not see it now."""
    row = _row(letter)
    if row is None or not _released(row):
        return None
    roles = roles_in_network(letter.recipient, row.network)
    if picture_access(roles, picture_state(row), timezone.localdate()).view is not PictureView.SHOWN:
        return None
    return LetterContent(_("Your picture is there"), "srt/letters/picture_shown", _context(row))


def _row(letter: Letter) -> WaveNetwork | None:
    rows = WaveNetwork.objects.select_related("wave__study_year", "network")
    return rows.filter(pk=letter.params["wave_network"]).first()


def _released(row: WaveNetwork) -> bool:
    return current_releases().filter(wave_network=row).exists()


def _context(row: WaveNetwork) -> dict[str, str]:
    return {
        "network_name": row.network.name,
        "link": settings.LEERWEB_BASE_URL + reverse("srt:result", args=[row.network_id, row.wave_id]),
        "shown_on": day_in_words(row.wave.shown_on),
    }
