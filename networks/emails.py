"""The letters about networks."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind
from networks.models import Participation

JOINED = "networks.joined"


@letter_kind(JOINED, called=gettext_lazy("that you take part in a network"))
def joined_email(letter: Letter) -> LetterContent | None:
    """Tell somebody who has an account that they take part in a network; not when that ended meanwhile."""
    participation = (
        Participation.objects.select_related("network__programme")
        .filter(pk=letter.params["participation"], person_id=letter.recipient_id)
        .first()
    )
    if participation is None or participation.has_ended():
        return None
    network = participation.network
    return LetterContent(
        subject=_("You take part in %(network)s") % {"network": network.name},
        template="networks/emails/joined",
        context={
            "network": network,
            "participation": participation,
            "link": settings.LEERWEB_BASE_URL + reverse("overview:network", args=[network.pk]),
        },
    )
