"""Posts that people share in their network, apart from meeting notes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import ProseField
from networks.models import Network


class Post(models.Model):
    """A short text in which a participant shares what they are doing, how and why. Only they can change it.

    Deleted a year after the term of the network (meetings/services/retention.py). Posts are never counted.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="posts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = ProseField(_("what you are doing, how and why"), max_length=1500)
    posted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-posted_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
