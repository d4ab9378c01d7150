"""Lines that people write before looking back on a phase, and who deleted a cycle."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import ANONYMISE, DELETE, DataCategory, DataGroup, PersonalData, declare
from accounts.retention import after, purged_by
from meetings.personal_data import WITH_NETWORK, after_network
from meetings.retention import WITHOUT_TERM
from ogo.models import Cycle, ReflectionLine
from ogo.retention import DELETED_CYCLE_RETENTION
from ogo.services.cycles import cycles_purge

LINES = DataCategory(
    "ogo.lines",
    DataGroup.NETWORK,
    _("Your line before looking back on a phase"),
    purpose=_("So that everyone’s view is on the table"),
    permission="SEE_WORK",
)

declare(
    PersonalData(
        ReflectionLine,
        LINES,
        person="person",
        columns={
            "network": (_("Network"), "phase__cycle__track__network__name"),
            "text": _("your line"),
            "written_at": _("Day"),
        },
        on_erase=DELETE,
        expires=after_network("phase__cycle__track__network", after("written_at", WITHOUT_TERM), words=WITH_NETWORK),
    ),
    PersonalData(
        Cycle,
        LINES,
        code="ogo.cycles_deleted",
        title=_("The cycles you deleted"),
        person="deleted_by",
        columns={"network": (_("Network"), "track__network__name"), "deleted_at": _("Day")},
        on_erase=ANONYMISE,
        expires=purged_by(cycles_purge, period=DELETED_CYCLE_RETENTION),
        dependents="What is written in a phase says nothing about the person who deleted its cycle.",
    ),
)
