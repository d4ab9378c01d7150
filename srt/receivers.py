"""Signal receivers of the survey."""

from typing import Any

from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.models import User
from srt.services.invitations import invitations_renew


@receiver(email_changed, dispatch_uid="srt.address_changed")
def address_changed(sender: Any, user: User, **_kwargs: Any) -> None:
    """Replace the personal links of a person whose email address has changed."""
    invitations_renew(person=user)
