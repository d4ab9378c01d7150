"""The roles, backgrounds and targets of a programme, for its coordinators."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from accounts.language import active_language
from mailing.selectors import refusals_of
from networks.models import Background, Network, Participation, Programme, ProgrammeRole
from networks.selectors.people import Undelivered, name_of
from networks.sorting import name_key


@dataclass(frozen=True)
class CompositionLine:
    """The number of participants with a background, and the target of the programme."""

    name: str
    count: int
    target: str


def composition_of_network(network: Network) -> list[CompositionLine]:
    """Return a line for each background that occurs or has a target, in the order of the programme, in two queries."""
    language = active_language()
    here = Participation.objects.members().filter(network=network)
    counts = Counter(here.values_list("background_id", flat=True))
    return [
        CompositionLine(background.name(language), counts[background.pk], target(background))
        for background in Background.objects.filter(programme=network.programme_id)
        if counts[background.pk] or target(background)
    ]


def target(background: Background) -> str:
    """Return the target of a background as text, or "" if it has none."""
    low, high = background.target_min, background.target_max
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}–{high}"
    if low is not None:
        return ngettext("%(low)s or more", "%(low)s or more", low) % {"low": low}
    if high is not None:
        return ngettext("at most %(high)s", "at most %(high)s", high) % {"high": high}
    return ""


@dataclass(frozen=True)
class RoleLine:
    """A role of a person in a programme."""

    pk: int
    name: str
    role: str


def role_lines(programme: Programme) -> list[RoleLine]:
    """Return the roles in a programme by first name, in one query."""
    rows = ProgrammeRole.objects.filter(programme=programme).select_related("person")
    ordered = sorted(
        rows, key=lambda row: (name_key(row.person.first_name, row.person.infix, row.person.last_name), row.role)
    )
    return [role_line(row) for row in ordered]


def undelivered_with_role(programme: Programme) -> list[Undelivered]:
    """Return the people with a role whom emails do not reach, by first name. Requires Permission.MANAGE_PROGRAMME."""
    rows = ProgrammeRole.objects.filter(programme=programme)
    refusals = refusals_of(rows.values("person"))
    if not refusals:
        return []
    people = {row.person_id: row.person for row in rows.filter(person__in=refusals).select_related("person")}
    ordered = sorted(people.values(), key=lambda one: name_key(one.first_name, one.infix, one.last_name))
    return [Undelivered(str(one), refusals[one.pk] == "full") for one in ordered]


def role_line(row: ProgrammeRole) -> RoleLine:
    return RoleLine(row.pk, name_of(row.person), row.get_role_display())


@dataclass(frozen=True)
class BackgroundLine:
    """A background with its target as text; `in_use` if any participation has or had it."""

    pk: int
    name: str
    code: str
    target: str
    in_use: bool


def background_lines(programme: Programme) -> list[BackgroundLine]:
    """Return the backgrounds of a programme in its order, in one query."""
    used = Participation.objects.filter(background=OuterRef("pk"))
    language = active_language()
    return [
        BackgroundLine(one.pk, one.name(language), one.code, target(one), one.in_use)
        for one in programme.backgrounds.annotate(in_use=Exists(used))
    ]
