"""The people of a network and of a programme, always by first name and never grouped by role."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import active_language, format_names
from mailing.selectors import refusals_of
from networks.models import Network, Participation, Programme
from networks.people_file import PeopleRow, people_row
from networks.sorting import name_key
from networks.terms import term

if TYPE_CHECKING:
    from accounts.models import User

_RELATED = ("person", "background", "organisation", "network__programme")


@dataclass(frozen=True)
class NetworkPerson:
    """A person in the list of a network. `brings` and `seeks` are empty unless the reader may see them."""

    pk: int
    person_pk: int
    name: str
    role: str
    organisation: str
    brings: str
    seeks: str
    is_facilitator: bool
    from_date: date
    until: date | None


def people_of_network(
    network: Network, *, with_needs_and_offers: bool, today: date | None = None
) -> list[NetworkPerson]:
    """Return the participants on a day, by first name; of a network that has ended, those on its last day. One query.

    `with_needs_and_offers` requires Permission.SHARE_IN_NETWORK.
    """
    today = today or timezone.localdate()
    if network.ends_on and network.has_ended(today):
        today = network.ends_on
    running = Participation.objects.active(today).filter(network=network).select_related(*_RELATED)
    return [
        _person(participation, with_needs_and_offers=with_needs_and_offers) for participation in by_first_name(running)
    ]


def upcoming_and_recently_ended(network: Network) -> tuple[list[NetworkPerson], list[NetworkPerson]]:
    """Return the future participants, and those whose end can still be undone, in one query."""
    today = timezone.localdate()
    rows = Participation.objects.filter(network=network).filter(
        Q(from_date__gt=today) | Q(until__gte=today - timedelta(days=1))
    )
    people = by_first_name(rows.select_related(*_RELATED))
    later = [_person(one, with_needs_and_offers=False) for one in people if one.from_date > today]
    ended = [
        _person(one, with_needs_and_offers=False) for one in people if one.until is not None and one.from_date <= today
    ]
    return later, ended


@dataclass(frozen=True)
class ChangeDay:
    """A day on which participants joined, or which was the last day of some."""

    day: date
    joined: list[str]
    left: list[str]

    @property
    def joined_names(self) -> str:
        """The names of those who joined, as a list in a sentence."""
        return format_names(self.joined)

    @property
    def left_names(self) -> str:
        """The names of those who left, as a list in a sentence."""
        return format_names(self.left)


def participation_changes(network: Network) -> list[ChangeDay]:
    """Return the days on which participants joined or left, newest first, in one query. Guests are left out."""
    today = timezone.localdate()
    joined: dict[date, list[str]] = defaultdict(list)
    left: dict[date, list[str]] = defaultdict(list)
    rows = Participation.objects.filter(network=network, from_date__lte=today).exclude(role=Participation.Role.GUEST)
    for participation in by_first_name(rows.select_related("person")):
        joined[participation.from_date].append(name_of(participation.person))
        if participation.until and participation.until <= today:
            left[participation.until].append(name_of(participation.person))
    days = sorted({*joined, *left}, reverse=True)
    return [ChangeDay(day, joined.get(day, []), left.get(day, [])) for day in days]


def people_of_programme(*, programme: Programme) -> list[PeopleRow]:
    """Return the participations of a programme as rows of a file of people, by network and first name."""
    rows = Participation.objects.filter(network__programme=programme).select_related(*_RELATED)
    ordered = sorted(by_first_name(rows), key=lambda participation: participation.network.slug)
    return [people_row(line, participation) for line, participation in enumerate(ordered, start=2)]


def by_first_name(participations: Iterable[Participation]) -> list[Participation]:
    """Return participations by the name of the person, in Dutch alphabetical order."""

    def key(participation: Participation) -> tuple[tuple[str, str, str], date, int]:
        person = participation.person
        names = name_key(person.first_name, person.infix, person.last_name)
        return names, participation.from_date, participation.pk

    return sorted(participations, key=key)


def name_of(person: "User") -> str:
    """Return the name of a person in a list, or the email address if there is no name."""
    return person.full_name or person.email


def format_role(participation: Participation) -> str:
    """Describe the role of a participant: "student", "lerarenopleider, coach", "schoolleider, te gast"."""
    background = participation.background.name(active_language())
    if participation.role == Participation.Role.FACILITATOR:
        return f"{background}, {term(participation.network.programme, 'facilitator')}"
    if participation.role == Participation.Role.GUEST:
        return _("%(background)s, as a guest") % {"background": background}
    return background


def _person(participation: Participation, *, with_needs_and_offers: bool) -> NetworkPerson:
    return NetworkPerson(
        pk=participation.pk,
        person_pk=participation.person_id,
        name=name_of(participation.person),
        role=format_role(participation),
        organisation=participation.organisation.name if participation.organisation else "",
        brings=participation.offers if with_needs_and_offers else "",
        seeks=participation.seeks if with_needs_and_offers else "",
        is_facilitator=participation.is_facilitator,
        from_date=participation.from_date,
        until=participation.until,
    )


@dataclass(frozen=True)
class Undelivered:
    """A person whom emails do not reach, and whether that is because their mailbox is full."""

    name: str
    is_full: bool


def undelivered_in_network(network: Network) -> list[Undelivered]:
    """Return the participants whom emails do not reach, by first name. Requires Permission.MANAGE_PEOPLE.

    People who start later are included: they have been invited already.
    """
    running = Participation.objects.unended().filter(network=network)
    refusals = refusals_of(running.values("person"))
    if not refusals:
        return []
    rows = by_first_name(running.filter(person__in=refusals).select_related(*_RELATED))
    return [Undelivered(str(row.person), refusals[row.person_id] == "full") for row in rows]
