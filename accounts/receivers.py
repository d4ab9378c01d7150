"""Receivers for changes to accounts that concern this app."""

from typing import Any

from mailing.services import refusals_clear


def refusals_cleared(sender: Any, user: Any, **_kwargs: Any) -> None:
    """Stop showing that emails did not arrive, when a person's address changes: that was the old address."""
    refusals_clear(recipient_key=user.pk)
