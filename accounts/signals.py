"""Signals of accounts, sent in the transaction of the service that made the change."""

from django.dispatch import Signal

# A person ended all their personal links. Sent with `user`.
links_ended = Signal()
