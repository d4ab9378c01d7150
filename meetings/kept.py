"""What the page about data says of meetings."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.formatting import period_in_words
from accounts.registry import Kind, Part, kind_register
from jobs.retention import INVITATIONS_KEPT_FOR
from meetings.services.retention import AFTER_TERM, PRESENCE_KEPT_FOR, WITHOUT_TERM


def _like_an_invitation() -> str:
    words = gettext(
        "Until %(period)s after the meeting, and never shorter than who was there. What only you and some others may "
        "read stays open to you as long as you take part"
    )
    return words % {"period": period_in_words(INVITATIONS_KEPT_FOR)}


def _like_presence() -> str:
    return gettext("Until %(period)s after the study year") % {"period": period_in_words(PRESENCE_KEPT_FOR)}


def _like_the_network() -> str:
    words = gettext("Until %(period)s after the network ends; without an end, %(longest)s")
    return words % {"period": period_in_words(AFTER_TERM), "longest": period_in_words(WITHOUT_TERM)}


def _with_a_name() -> str:
    return gettext("%(how_long)s. Then it stays without your name") % {"how_long": _like_the_network()}


INVITATIONS = kind_register(
    Kind(
        code="meetings.invitations",
        part=Part.MEETINGS,
        title=_("That you are invited to a meeting"),
        purpose=_("For messages, your calendar, and reading about it later"),
        how_long=_like_an_invitation,
        permission="SEE_WHO_COMES",
    )
)
PRESENCE = kind_register(
    Kind(
        code="meetings.presence",
        part=Part.MEETINGS,
        title=_("Whether you come, were there, and which days suit you"),
        purpose=_("So that a meeting can be prepared, and you read what you missed"),
        how_long=_like_presence,
        permission="SEE_WHO_COMES",
        beside=_("Of the whole network, in a word or two: your network and its coordinators."),
    )
)
CONDITIONS = kind_register(
    Kind(
        code="meetings.conditions",
        part=Part.MEETINGS,
        title=_("That you said whether everything is ready for online; not what you said"),
        purpose=_("So that everyone is asked once"),
        how_long=_like_presence,
    )
)
AGENDA = kind_register(
    Kind(
        code="meetings.agenda",
        part=Part.MEETINGS,
        title=_("What you lead, start, put on the agenda or add as a file"),
        purpose=_("So that everyone knows whom to ask"),
        how_long=_with_a_name,
        permission="SEE_MEETING",
    )
)
TASKS = kind_register(
    Kind(
        code="meetings.tasks",
        part=Part.MEETINGS,
        title=_("What you pick up"),
        purpose=_("So that everyone knows who does what"),
        how_long=_with_a_name,
        permission="SHARE_IN_NETWORK",
    )
)
SUPPORT_NEEDS = kind_register(
    Kind(
        code="meetings.support_needs",
        part=Part.MEETINGS,
        title=_("What you arrange before a meeting online"),
        purpose=_("So that everyone can join"),
        how_long=_with_a_name,
        permission="JOIN_MEETING",
    )
)
TICKS = kind_register(
    Kind(
        code="meetings.ticks",
        part=Part.MEETINGS,
        title=_("Preparation that you ticked off"),
        purpose=_("So that you see what is left"),
        how_long=_like_the_network,
    )
)
TELLINGS = kind_register(
    Kind(
        code="meetings.tellings",
        part=Part.MEETINGS,
        title=_("What you told your networks"),
        purpose=_("So that others read what you try"),
        how_long=_like_the_network,
        permission="SHARE_IN_NETWORK",
    )
)
CHOICES = kind_register(
    Kind(
        code="meetings.choices",
        part=Part.MEETINGS,
        title=_("How you want messages about meetings, and the link to your calendar"),
        purpose=_("So that you hear of meetings in your own way"),
        how_long=lambda: gettext("As long as you have an account"),
    )
)
