"""Receivers for changes to accounts."""

from typing import Any

from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.models import User
from accounts.signals import links_ended
from meetings.services.old_calendar import old_calendar_clear
from meetings.services.subscription import links_renew


@receiver(email_changed, dispatch_uid="meetings.old_calendar_left")
def old_calendar_left(sender: Any, user: User, from_email_address: Any, **_kwargs: Any) -> None:
    """Take a person's meetings out of the calendar of their old address, before the new one is invited."""
    if from_email_address is not None:
        old_calendar_clear(person=user, address=from_email_address.email)


@receiver([email_changed, links_ended], dispatch_uid="meetings.links_renew")
def links_replaced(sender: Any, user: User, **_kwargs: Any) -> None:
    """Replace the personal links of a person whose address changed or who ended them."""
    links_renew(person=user)
