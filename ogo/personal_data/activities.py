"""Authors of activities, and of notes about how they went."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import ANONYMISE, DataCategory, DataGroup, PersonalData, declare, excuse
from accounts.retention import after, no_term
from meetings.personal_data import after_network
from meetings.retention import WITHOUT_TERM
from ogo.models import Activity, ActivityUse

ACTIVITIES = DataCategory(
    "ogo.activities",
    DataGroup.NETWORK,
    _("The activities you added, and what you wrote about them"),
    purpose=_("So that others can use them and know whom to ask"),
    permission="SEE_ACTIVITIES",
    seen_by=_("An activity that you add: all networks of the programme. A note that you share: their facilitators."),
)

declare(
    PersonalData(
        Activity,
        ACTIVITIES,
        person="author",
        columns={"title": _("name"), "aim": _("what for"), "created_at": _("Day")},
        on_erase=ANONYMISE,
        expires=no_term(_("As long as the programme uses them; your name is removed when you ask for it")),
        dependents="What networks did with an activity says nothing about the person who added it.",
    ),
    PersonalData(
        ActivityUse,
        ACTIVITIES,
        code="ogo.activity_notes",
        title=_("Your notes about activities"),
        person="noted_by",
        columns={
            "network": (_("Network"), "network__name"),
            "worked": _("what worked"),
            "stuck": _("what got stuck"),
            "change": _("what we would change"),
            "noted_at": _("Day"),
        },
        on_erase=ANONYMISE,
        expires=after_network("network", after("noted_at", WITHOUT_TERM)),
    ),
    PersonalData(
        ActivityUse,
        ACTIVITIES,
        code="ogo.activity_uses",
        title=_("The activities you chose"),
        person="added_by",
        columns={"network": (_("Network"), "network__name"), "on_date": _("Day")},
        on_erase=ANONYMISE,
        expires=after_network("network", after("on_date", WITHOUT_TERM)),
    ),
)

for person in ("lead", "proposed_by"):
    excuse(
        f"ogo.ActivityUse.block__{person}", "The part of the agenda that an activity was chosen for has its own people."
    )
