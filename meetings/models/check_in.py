"""Whether people of a network may say themselves that they are there."""

from django.db import models
from django.utils import timezone

from networks.models import Network


class NetworkCheckIn(models.Model):
    """That a network lets people say, by a code on the screen, that they are there. Without a row it does not.

    Of the codes nothing is stored.
    """

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="check_in")
    turned_on_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.network)
