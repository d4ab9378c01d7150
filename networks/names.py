"""Comparing the name that someone types for an address with the name of the account that has it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import unused_accounts
from networks.models import Participation, ProgrammeRole
from networks.sorting import fold


def is_same_name(person: User, first_name: str, last_name: str) -> bool:
    """Return whether a name is that of a person: the same first name, and the same last name if both have one."""
    typed, known = (first_name, last_name), (person.first_name, person.last_name)
    pairs = [(one.casefold(), other.casefold()) for one, other in zip(typed, known, strict=True)]
    return pairs[0][0] == pairs[0][1] and (not all(pairs[1]) or pairs[1][0] == pairs[1][1])


def is_whole_name(person: User, name: str) -> bool:
    """Return whether a name is all of a person's name, whatever its accents and capitals."""
    return fold(" ".join(name.split())) == fold(person.full_name)


def name_elsewhere() -> str:
    """Return what to do if a typed name is not that of an account of elsewhere, without revealing the latter."""
    return _(
        "There is an account with this address under another name. Ask this person which name is on their profile, and "
        "type all of it."
    )


def people_without_own_name(keys: Collection[int]) -> set[int]:
    """Return which of these people have a name that nobody else uses: one that a planner typed for a guest."""
    unused = unused_accounts(keys=keys) if keys else set()
    for places in (Participation.objects, ProgrammeRole.objects):
        unused -= set(places.filter(person__in=unused).values_list("person", flat=True)) if unused else set()
    return unused
