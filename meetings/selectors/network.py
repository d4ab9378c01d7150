"""What a network has beside its meetings: places, what people tell, the kinds of parts of its programme."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from meetings.access import Visit
from meetings.models import BlockKind, NetworkPlaces, Telling
from networks.access import Permission, denial_message, may, roles_in_network
from networks.models import Network, Programme

SHOWN = 30


@dataclass(frozen=True)
class TellingsVisit:
    """Somebody who takes part in a network and reads or tells there; `token` is set when they came by a link."""

    network: Network
    person: User
    token: str = ""

    @classmethod
    def of_network(cls, user: Any, network: Network) -> "TellingsVisit":
        """Return the visit of who signed in; the door has looked at the right."""
        return cls(network, user)

    @classmethod
    def of_link(cls, visit: Visit) -> "TellingsVisit":
        """Return the visit of who came by personal link. Raises PermissionDenied for guests of the meeting only."""
        network = visit.meeting.network
        if network is None:
            raise Http404
        if not may(roles_in_network(visit.person, network), Permission.SHARE_IN_NETWORK):
            raise PermissionDenied(denial_message(Permission.SHARE_IN_NETWORK))
        return cls(network, visit.person, visit.token)

    def url(self, name: str, *args: Any) -> str:
        """Return the address of a page of this subject that keeps to the door somebody came by."""
        if self.token:
            return reverse(f"meetings:link_{name}", args=[self.token, *args])
        return reverse(f"meetings:{name}", args=[self.network.pk, *args])

    @property
    def back(self) -> str:
        """Where this person came from: the meeting of the link, or the meetings of the network."""
        if self.token:
            return reverse("meetings:link_meeting", args=[self.token])
        return reverse("overview:network", args=[self.network.pk])


@dataclass(frozen=True)
class TellingLine:
    """What somebody tells, and whether it is of who reads this."""

    telling: Telling
    name: str
    change_url: str


def tellings_of(visit: TellingsVisit) -> list[TellingLine]:
    """Return the latest that people of a network told, the newest first."""
    rows = Telling.objects.filter(network=visit.network).select_related("person")[:SHOWN]
    return [
        TellingLine(
            row, row.person.first_name, visit.url("telling", row.pk) if row.person_id == visit.person.pk else ""
        )
        for row in rows
    ]


def own_telling(visit: TellingsVisit, pk: int) -> Telling:
    """Return one's own telling. Raises Http404 for another network's, PermissionDenied for somebody else's."""
    found = get_object_or_404(Telling.objects.select_related("network"), pk=pk, network=visit.network)
    if found.person_id != visit.person.pk:
        raise PermissionDenied
    return found


def network_places(network: Network) -> NetworkPlaces | None:
    """Return the places that a network filled in; None when it never did."""
    return NetworkPlaces.objects.filter(network=network).first()


def kinds_of_programme(programme: Programme) -> "QuerySet[BlockKind]":
    """Return the kinds of parts of a programme, in order."""
    return BlockKind.objects.filter(programme=programme)
