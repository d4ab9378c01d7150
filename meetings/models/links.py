"""The links of a network."""

from typing import TYPE_CHECKING

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from networks.models import Network

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NETWORK_LINKS = ("call", "chat", "folder", "map")
_https_only = URLValidator(schemes=["https"], message=_("Enter an address that starts with https://."))


def _address(name: "StrPromise") -> LineField:
    return LineField(name, max_length=500, blank=True, validators=[_https_only])


class NetworkLinks(models.Model):
    """The fixed links of a network: video call, chat, folder and map. Each may be empty.

    Online meetings without a link of their own use the video call.
    """

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="links")
    call = _address(_("video call"))
    chat = _address(_("chat"))
    folder = _address(_("folder"))
    map = _address(_("map"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{name: ""}) | Q(**{f"{name}__startswith": "https://"}),
                name=f"meetings_networklinks_{name}_is_https",
            )
            for name in NETWORK_LINKS
        ]

    def __str__(self) -> str:
        return str(self.network)
