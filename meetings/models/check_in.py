"""The check-in setting of a network."""

from django.db import models
from django.utils import timezone

from networks.models import Network


class NetworkCheckIn(models.Model):
    """A network in which people can check in with a code on the screen. Without a row, check-in is disabled.

    The codes themselves are derived and never stored.
    """

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="check_in")
    turned_on_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.network)
