"""Receivers for changes to accounts."""

from typing import Any

from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.models import User
from meetings.services.notifications import person_notify_again


@receiver(email_changed, dispatch_uid="meetings.address_changed")
def address_changed(sender: Any, user: User, **_kwargs: Any) -> None:
    """Renew the personal links of a person whose address changed, and send them to the new address."""
    person_notify_again(person=user, new_links=True)
