"""How meetings hear of what happens to accounts: a changed address gets new links."""

from typing import Any

from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.models import User
from meetings.services.telling import person_tell_again


@receiver(email_changed, dispatch_uid="meetings.address_changed")
def address_changed(sender: Any, user: User, **_kwargs: Any) -> None:
    """Renew the personal links of somebody whose address changed, and bring what comes to the new one."""
    person_tell_again(person=user, new_links=True)
