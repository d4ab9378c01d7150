"""What a coordinator sees of a programme: composition beside the wanted range, and who has which task."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import ngettext

from accounts.language import active_language
from networks.models import Background, Network, Participation, Programme, ProgrammeRole
from networks.selectors.people import name_of
from networks.sorting import name_key


@dataclass(frozen=True)
class CompositionLine:
    """How many people of one background take part, beside the range that the programme aims for."""

    name: str
    count: int
    target: str


def composition_of_network(network: Network) -> list[CompositionLine]:
    """Return a line per background that occurs or has a range, in the programme's order. Two queries."""
    language = active_language()
    here = Participation.objects.members().filter(network=network)
    counts = Counter(here.values_list("background_id", flat=True))
    return [
        CompositionLine(background.name(language), counts[background.pk], target(background))
        for background in Background.objects.filter(programme=network.programme_id)
        if counts[background.pk] or target(background)
    ]


def target(background: Background) -> str:
    """Say the range of a background in words; "" when it has none."""
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
    """One task of one person in a programme."""

    pk: int
    name: str
    role: str


def role_lines(programme: Programme) -> list[RoleLine]:
    """Return who has which task in a programme, by first name, in one query."""
    rows = ProgrammeRole.objects.filter(programme=programme).select_related("person")
    ordered = sorted(
        rows, key=lambda row: (name_key(row.person.first_name, row.person.infix, row.person.last_name), row.role)
    )
    return [role_line(row) for row in ordered]


def role_line(row: ProgrammeRole) -> RoleLine:
    """Return one task as a line."""
    return RoleLine(row.pk, name_of(row.person), row.get_role_display())


@dataclass(frozen=True)
class BackgroundLine:
    """A background with its range in words, and whether people take part or took part with it."""

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
