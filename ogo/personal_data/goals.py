"""Individual goals, and looks at goals."""

from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.registry import ANONYMISE, DELETE, DataCategory, DataGroup, PersonalData, declare
from accounts.retention import Expiry, after
from meetings.personal_data import after_network
from meetings.retention import AFTER_TERM, WITHOUT_TERM
from networks.models import Participation
from ogo.models import Goal, GoalLook

OWN_GOALS = DataCategory(
    "ogo.goals",
    DataGroup.NETWORK,
    _("Your own goals, and how they are going"),
    purpose=_("So that you can keep an eye on what you want to learn"),
    seen_by=_("You choose: only you, your facilitator too, or everyone in your network."),
    risk="a student's goals are read as a report card",
)

WITH_NETWORK = after_network("network", after("created_at", WITHOUT_TERM))


def _expired(model: type[Model]) -> Q:
    """Return the condition of goals whose owner left the network a year ago, and of goals of a network that ended."""
    still = Q(until__isnull=True) | Q(until__gte=timezone.localdate() - AFTER_TERM)
    takes_part = Participation.objects.filter(still, network=OuterRef("network"), person=OuterRef("owner"))
    ended = WITH_NETWORK.condition(model) if WITH_NETWORK.condition else Q()
    return ended | (Q(owner__isnull=False) & ~Q(Exists(takes_part)))


declare(
    PersonalData(
        Goal,
        OWN_GOALS,
        person="owner",
        columns={
            "network": (_("Network"), "network__name"),
            "text": _("Goal"),
            "outcome": _("what we want to achieve"),
            "circle": _("who may read this"),
            "look_on": _("look at it again on"),
            "state": _("where it stands"),
            "created_at": _("Day"),
        },
        on_erase=DELETE,
        expires=Expiry(
            _("Until %(period)s after you leave the network or it ends; without an end date, %(otherwise)s"),
            AFTER_TERM,
            condition=_expired,
            otherwise=WITH_NETWORK.otherwise,
        ),
        dependents="Looks at a goal are declared with their writer; they are deleted with the goal.",
    ),
    PersonalData(
        GoalLook,
        OWN_GOALS,
        code="ogo.goal_looks",
        title=_("What you wrote about how a goal is going"),
        person="written_by",
        columns={"goal": (_("Goal"), "goal__text"), "text": _("where are we"), "written_at": _("Day")},
        on_erase=ANONYMISE,
        expires=after_network("goal__network", after("written_at", WITHOUT_TERM)),
    ),
)
