"""Handing over, and buddies."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import DELETE, DataCategory, DataGroup, PersonalData, declare
from accounts.retention import after
from meetings.personal_data import WITH_NETWORK, after_network
from meetings.retention import WITHOUT_TERM
from ogo.models import Buddy, Handover

HANDOVER = DataCategory(
    "ogo.handover",
    DataGroup.NETWORK,
    _("What you hand over when you leave, and who your buddy is"),
    purpose=_("So that the network can go on, and newcomers know whom to ask"),
    permission="SEE_WORK",
)

declare(
    PersonalData(
        Handover,
        HANDOVER,
        person="participation__person",
        columns={
            "network": (_("Network"), "participation__network__name"),
            "worked_on": _("what I worked on"),
            "stands": _("where it stands"),
            "ask_until": _("ask me until"),
        },
        on_erase=DELETE,
        expires=after_network("participation__network", after("written_at", WITHOUT_TERM), words=WITH_NETWORK),
    ),
    PersonalData(
        Buddy,
        HANDOVER,
        code="ogo.buddy",
        title=_("Your buddy"),
        person="newcomer__person",
        columns={
            "network": (_("Network"), "newcomer__network__name"),
            "buddy": (_("Buddy"), "buddy__person__first_name"),
        },
        on_erase=DELETE,
        expires=after_network("newcomer__network", after("newcomer__from_date", WITHOUT_TERM), words=WITH_NETWORK),
    ),
    PersonalData(
        Buddy,
        HANDOVER,
        code="ogo.buddy_of",
        title=_("The newcomers whose buddy you are"),
        person="buddy__person",
        columns={"network": (_("Network"), "newcomer__network__name")},
        on_erase=DELETE,
        expires=after_network("newcomer__network", after("newcomer__from_date", WITHOUT_TERM), words=WITH_NETWORK),
    ),
)
