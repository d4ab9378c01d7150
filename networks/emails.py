"""Emails about networks."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mailing.models import Email
from mailing.registry import EmailContent, email_type
from networks.models import Participation

JOINED = "networks.joined"


@email_type(JOINED, label=gettext_lazy("that you take part in a network"))
def joined_email(email: Email) -> EmailContent | None:
    """Tell a person with an account about a new participation; return None if it has ended in the meantime."""
    participation = (
        Participation.objects.select_related("network__programme")
        .filter(pk=email.params["participation"], person_id=email.recipient_id)
        .first()
    )
    if participation is None or participation.has_ended():
        return None
    network = participation.network
    return EmailContent(
        subject=_("You’re taking part in %(network)s") % {"network": network.name},
        template="networks/emails/joined",
        sender=network.programme.sender,
        context={
            "network": network,
            "participation": participation,
            "link": settings.LEERWEB_BASE_URL + reverse("overview:network", args=[network.pk]),
        },
    )
