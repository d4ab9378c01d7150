"""The emails about accounts."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccountInvitation
from accounts.selectors import invitation_is_open, invitation_url
from mailing.models import Email
from mailing.registry import EmailContent, Sender, email_type

INVITATION = "accounts.invitation"
CREATED = "accounts.created"
ADDRESS_REPLACED = "accounts.address_replaced"


@email_type(INVITATION, label=gettext_lazy("invitation to create an account"))
def invitation_email(email: Email) -> EmailContent | None:
    """Invite a person to create an account, unless the invitation was accepted, replaced or has expired."""
    invitation = (
        AccountInvitation.objects.select_related("person", "invited_by").filter(person_id=email.recipient_id).first()
    )
    if invitation is None or invitation.version != email.params["version"] or not invitation_is_open(invitation):
        return None
    programme = email.params["programme"]
    return EmailContent(
        subject=_("Your account for %(programme)s") % {"programme": programme},
        template="accounts/emails/invitation",
        sender=Sender(programme),
        context={
            "programme": programme,
            "inviter": invitation.invited_by,
            "link": settings.LEERWEB_BASE_URL + invitation_url(invitation),
            "ends_on": timezone.localdate(invitation.expires_at),
        },
    )


@email_type(CREATED, label=gettext_lazy("your account was created"))
def created_email(email: Email) -> EmailContent:
    """Notify a person that someone created their account by the link in the invitation."""
    return EmailContent(
        subject=_("Your account was created"),
        template="accounts/emails/created",
        context={"at": datetime.fromisoformat(email.params["at"]), "has_password": email.params["has_password"]},
    )


@email_type(ADDRESS_REPLACED, label=gettext_lazy("your account has another address"))
def address_replaced_email(email: Email) -> EmailContent:
    """Notify the old or the new address that coordinators gave the account another address."""
    return EmailContent(
        subject=_("Your account has another email address"),
        template="accounts/emails/address_replaced",
        context={
            "is_old": email.params["is_old"],
            "link": settings.LEERWEB_BASE_URL + reverse("account_login"),
        },
        to=email.params["to"],
    )
