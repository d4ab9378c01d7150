"""What the page about data says of taking part."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.formatting import period_in_words
from accounts.registry import Kind, Part, kind_register
from networks.services.people_import import RETENTION

PLACE = kind_register(
    Kind(
        code="networks.place",
        part=Part.NETWORK,
        title=_("Your network, role, school, and from when until when"),
        purpose=_("So that everyone knows who takes part; what you may see follows from it"),
        how_long=lambda: gettext("As long as the network is kept"),
        permission="SEE_NETWORK",
    )
)
OWN_LINES = kind_register(
    Kind(
        code="networks.needs_and_offers",
        part=Part.NETWORK,
        title=_("What you bring and look for"),
        purpose=_("So that people find each other"),
        how_long=lambda: gettext("Until you change it"),
        permission="SHARE_IN_NETWORK",
    )
)
TASKS = kind_register(
    Kind(
        code="networks.tasks",
        part=Part.NETWORK,
        title=_("Your tasks in programmes"),
        purpose=_("What you may do there follows from it"),
        how_long=lambda: gettext("As long as you have the task"),
        permission="MANAGE_PROGRAMME",
    )
)
FILES = kind_register(
    Kind(
        code="networks.files",
        part=Part.NETWORK,
        title=_("Files of people that wait for your confirmation"),
        purpose=_("So that you see first what would change"),
        how_long=lambda: (
            gettext("Until you confirm them, and %(period)s at most") % {"period": period_in_words(RETENTION)}
        ),
        permission="MANAGE_PROGRAMME",
    )
)
