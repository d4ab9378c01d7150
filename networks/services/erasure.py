"""Erasing a person from programmes and networks. The only coordinator of a programme has to hand over first."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.registry import Blocker
from networks.events import participations_changed
from networks.models import Network, Participation, Programme, ProgrammeRole
from networks.services.locks import programme_lock


def memberships_lock(person: User) -> None:
    """Lock the programmes and networks of a person, in key order, before any of their data is erased."""
    for programme in Programme.objects.filter(pk__in=programmes_of(person)).order_by("pk"):
        programme_lock(programme)
    mine = Participation.objects.filter(person=person).values("network")
    list(Network.objects.select_for_update().filter(pk__in=mine).order_by("pk").values_list("pk"))


def programmes_of(person: User) -> set[int]:
    """Return the keys of the programmes in which a person has a role or is or was a participant."""
    found = Programme.objects.filter(Q(roles__person=person) | Q(networks__participations__person=person))
    return set(found.values_list("pk", flat=True))


def blockers_of(person: User) -> list[Blocker]:
    """Return a blocker for each programme that only this person coordinates: it needs another coordinator first."""
    coordinators = ProgrammeRole.objects.filter(role=ProgrammeRole.Role.COORDINATOR)
    alone = Programme.objects.filter(pk__in=coordinators.filter(person=person).values("programme")).exclude(
        pk__in=coordinators.exclude(person=person).values("programme")
    )
    sentence = _("You are the only coordinator of %(programme)s. Make someone else coordinator first.")
    return [
        Blocker(
            sentence=sentence % {"programme": programme.name},
            url=reverse("networks:roles", args=[programme.pk]),
            link=_("Go to the tasks in %(programme)s") % {"programme": programme.name},
        )
        for programme in alone.order_by("name")
    ]


def participations_erase(person: User) -> None:
    """Delete the participations of a person and notify the apps above, as when a participant leaves."""
    mine = Participation.objects.filter(person=person)
    left = list(Network.objects.filter(pk__in=mine.values("network")).order_by("pk"))
    mine.delete()
    participations_changed(left)
