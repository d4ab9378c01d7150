"""Handovers of people who leave, and buddies of people who have just joined."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Min, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.selectors.home import ThingToDo
from networks.models import Network, Participation
from networks.selectors.people import by_first_name
from ogo.models import Buddy, Handover

if TYPE_CHECKING:
    from datetime import date

# How long someone is new in a network that had begun without them.
NEW_FOR = timedelta(days=120)
# How long before their last day people are asked to hand over.
ASKED_BEFORE = timedelta(days=42)


@dataclass(frozen=True)
class BuddyLine:
    """A participant who is new, with their buddy. The rest is about the reader."""

    newcomer: Participation
    buddy: Participation | None
    is_newcomer: bool
    is_buddy: bool
    can_offer: bool

    @property
    def name(self) -> str:
        return self.newcomer.person.first_name

    @property
    def buddy_name(self) -> str:
        return self.buddy.person.first_name if self.buddy else ""


def own_participation(network: Network, user: Any) -> Participation | None:
    """Return the participation of a person who takes part now, not as a guest, or None."""
    return Participation.objects.members().filter(network=network, person=user).first()


def handovers_of(network: Network) -> list[Handover]:
    """Return the handovers in a network, latest first, in one query."""
    rows = Handover.objects.filter(participation__network=network).select_related("participation__person")
    return list(rows.order_by("-written_at", "-pk"))


def own_handover(network: Network, user: Any) -> Handover | None:
    """Return the handover that a person wrote in their current participation, or None."""
    return Handover.objects.filter(participation__in=_members(network).filter(person=user)).first()


def handover_to_do(network: Network, user: Any) -> list[ThingToDo]:
    """Return the handover among the things to do of a person whose last day is near and who has not written one."""
    mine = _members(network).filter(person=user, until__lte=timezone.localdate() + ASKED_BEFORE, handover__isnull=True)
    return [
        ThingToDo(
            _("Hand over what you worked on"), reverse("ogo:handover", args=[network.pk]), 15, participation.until
        )
        for participation in mine
    ]


def buddies_of(network: Network, user: Any) -> list[BuddyLine]:
    """Return the people who are new in a network, and those the reader is a buddy with, by first name.

    Takes three queries, whatever the number of people.
    """
    today = timezone.localdate()
    began = network.starts_on or _first_day(network)
    pairs = Buddy.objects.filter(newcomer__network=network).select_related("buddy__person")
    buddies = {pair.newcomer_id: pair.buddy for pair in pairs if pair.buddy.is_active(today)}
    rows = by_first_name(_members(network).select_related("person", "network"))
    own = next((row for row in rows if row.person_id == user.pk), None)
    lines = []
    for row in rows:
        buddy = buddies.get(row.pk)
        is_newcomer, is_buddy = row == own, buddy is not None and buddy == own
        is_new = began is not None and row.from_date > began and row.from_date > today - NEW_FOR
        if is_new or is_buddy or (is_newcomer and buddy):
            can_offer = buddy is None and own is not None and not is_newcomer
            lines.append(BuddyLine(row, buddy, is_newcomer, is_buddy, can_offer))
    return lines


def _first_day(network: Network) -> "date | None":
    day: date | None = Participation.objects.filter(network=network).aggregate(day=Min("from_date"))["day"]
    return day


def member_of(network: Network, pk: int) -> Participation:
    """Return someone who takes part in this network now. Raises Http404 if there is no such participation."""
    found = _members(network).select_related("person", "network__programme").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def possible_buddies(newcomer: Participation) -> "QuerySet[Participation]":
    """Return the people who can be the buddy of a participant, by first name."""
    others = Participation.objects.members().filter(~Q(pk=newcomer.pk), network=newcomer.network_id)
    return others.select_related("person").order_by("person__first_name", "person__last_name", "pk")


def buddy_of(newcomer: Participation) -> Buddy | None:
    """Return the buddy of a participant, or None."""
    return Buddy.objects.filter(newcomer=newcomer).first()


def _members(network: Network) -> "QuerySet[Participation]":
    rows: QuerySet[Participation] = Participation.objects.members().filter(network=network)
    return rows
