"""Receivers for changes to accounts."""

from typing import Any

from allauth.account.signals import email_changed
from django.dispatch import receiver

from accounts.models import User
from accounts.signals import links_ended
from ogo.services.asks import ask_links_renew


@receiver([email_changed, links_ended], dispatch_uid="ogo.links_renew")
def links_replaced(sender: Any, user: User, **_kwargs: Any) -> None:
    """Replace the personal links of a person whose address changed or who ended them."""
    ask_links_renew(person=user)
