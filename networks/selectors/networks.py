"""The networks of a programme, for its coordinators."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import format_names
from networks.models import Participation, Programme
from networks.sorting import fold, name_key


@dataclass(frozen=True)
class NetworkLine:
    """A network in a list. `facilitators` is a text: their names, or that there are none yet."""

    pk: int
    name: str
    theme: str
    facilitators: str
    facilitator_count: int
    starts_on: date | None
    ends_on: date | None
    has_ended: bool


def network_lines(programme: Programme) -> list[NetworkLine]:
    """Return the networks of a programme by name, in two queries."""
    facilitator_count: dict[int, list[tuple[tuple[str, str, str], str]]] = defaultdict(list)
    running = Participation.objects.active().filter(network__programme=programme, role=Participation.Role.FACILITATOR)
    for participation in running.select_related("person"):
        person = participation.person
        key = name_key(person.first_name, person.infix, person.last_name)
        facilitator_count[participation.network_id].append((key, person.full_name or person.email))
    return sorted(
        (
            NetworkLine(
                pk=network.pk,
                name=network.name,
                theme=network.theme,
                facilitators=format_names([name for _key, name in sorted(facilitator_count[network.pk])])
                or _("Nobody yet"),
                facilitator_count=len(facilitator_count[network.pk]),
                starts_on=network.starts_on,
                ends_on=network.ends_on,
                has_ended=network.has_ended(),
            )
            for network in programme.networks.all()
        ),
        key=lambda line: (line.has_ended, fold(line.name)),
    )
