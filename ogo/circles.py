"""Circles: who may read a text that one person wrote, chosen by that person.

Models with a circle extend `Circled`; a queryset extends `CircledQuerySet` and names the lookups to the owner and the
network. Nobody but the owner changes what they wrote, whatever the circle.
"""

from datetime import date
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.models import Network, Participation


class Circle(models.TextChoices):
    """The people who may read a text, beside its owner."""

    ME = "me", _("only me")
    FACILITATOR = "facilitator", _("my facilitator and me")
    NETWORK = "network", _("everyone in this network")


class Circled(models.Model):
    """A text of one person with a circle of readers."""

    circle = models.CharField(_("who may read this"), max_length=12, choices=Circle.choices, default=Circle.NETWORK)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=models.Model)


class CircledQuerySet(models.QuerySet[Row]):
    """Rows with a circle, limited to those that a person may read."""

    owner_lookup: ClassVar[str] = "owner"

    def readable_by(self, user: Any, network: Network, today: date | None = None) -> "CircledQuerySet[Row]":
        """Return the rows that a person who may see the work of the network may read.

        The rows are those of the queryset; the caller has limited them to the network and checked the permission.
        Without an owner (the account was erased) a row is readable only if its circle is the network.
        """
        facilitates = Participation.objects.active(today).filter(network=network, person=user, role="facilitator")
        own = Q(**{self.owner_lookup: user})
        return self.filter(Q(circle=Circle.NETWORK) | own | (Q(circle=Circle.FACILITATOR) & Q(Exists(facilitates))))


def is_readable(*, circle: str, owner_id: int | None, user_id: int | None, facilitates: bool) -> bool:
    """Return whether a reader of the network's work may read a text with this circle."""
    if circle == Circle.NETWORK or (owner_id is not None and owner_id == user_id):
        return True
    return circle == Circle.FACILITATOR and facilitates


def circle_audience(circle: str, owner: str = "") -> str:
    """Name the readers of a text with this circle; `owner` is a first name, or empty if the reader wrote it."""
    if circle == Circle.NETWORK:
        return gettext("everyone in this network")
    if circle == Circle.ME:
        return owner or gettext("only you")
    return gettext("%(name)s and the facilitator") % {"name": owner} if owner else gettext("you and the facilitator")


def circle_condition(name: str) -> models.CheckConstraint:
    """Return the constraint that a circle is one of the known ones."""
    return models.CheckConstraint(condition=Q(circle__in=Circle.values), name=name)
