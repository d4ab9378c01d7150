"""What people tell each other beside the notes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.models import Network


class Telling(models.Model):
    """A few lines of somebody in a network about what they are doing, how and why. Theirs to change; never counted.

    It goes a year after the term of the network (meetings/services/retention.py).
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tellings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("what you are doing, how and why"), max_length=1500)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
