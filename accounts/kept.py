"""What the page about data says of accounts, and of what the floors below keep."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.formatting import period_in_words
from accounts.registry import Kind, Part, kind_register
from accounts.retention import SESSIONS_KEPT_FOR
from jobs.retention import INVITATIONS_KEPT_FOR, LOGS_KEPT_FOR


def _as_long_as_the_account() -> str:
    return gettext("As long as you have an account")


def _like_a_name() -> str:
    words = gettext(
        "As long as you have an account or stand in a network. A guest: until %(period)s after the last meeting"
    )
    return words % {"period": period_in_words(INVITATIONS_KEPT_FOR)}


def _like_an_invitation() -> str:
    return gettext("Until %(period)s after it was sent") % {"period": period_in_words(INVITATIONS_KEPT_FOR)}


def _like_a_log() -> str:
    return period_in_words(LOGS_KEPT_FOR)


NAME = kind_register(
    Kind(
        code="accounts.name",
        part=Part.ACCOUNT,
        title=_("Your name and language"),
        purpose=_("So that people know who you are, and you read your own language"),
        how_long=_like_a_name,
        permission="SEE_NETWORK",
    )
)
ADDRESS = kind_register(
    Kind(
        code="accounts.address",
        part=Part.ACCOUNT,
        title=_("Your e-mail address"),
        purpose=_("To sign in with, and for messages to you"),
        how_long=_like_a_name,
        permission="MANAGE_PEOPLE",
        beside=_("Of a guest of one meeting: who plans it."),
    )
)
SIGN_IN = kind_register(
    Kind(
        code="accounts.sign_in",
        part=Part.ACCOUNT,
        title=_("How you sign in: your account, a second step, your institution"),
        purpose=_("So that you get in and nobody else does"),
        how_long=_as_long_as_the_account,
    )
)
SESSIONS = kind_register(
    Kind(
        code="accounts.sessions",
        part=Part.ACCOUNT,
        title=_("Where you are signed in: browser, address on the internet, last time"),
        purpose=_("So that you notice when it is not you, and can end it"),
        how_long=lambda: (
            gettext("Until you sign out, and %(period)s at most") % {"period": period_in_words(SESSIONS_KEPT_FOR)}
        ),
    )
)
INVITATION = kind_register(
    Kind(
        code="accounts.invitation",
        part=Part.ACCOUNT,
        title=_("Your invitation to make an account"),
        purpose=_("So that the link in the message works, once and for you"),
        how_long=_like_an_invitation,
        permission="MANAGE_PEOPLE",
    )
)
INVITED = kind_register(
    Kind(
        code="accounts.invited",
        part=Part.ACCOUNT,
        title=_("Whom you invited to make an account"),
        purpose=_("So that they read who invites them"),
        how_long=_like_an_invitation,
        beside=_("They read your name."),
    )
)
LETTERS = kind_register(
    Kind(
        code="mailing.letters",
        part=Part.LOGS,
        title=_("That a message went to you: what about and when, not what was in it"),
        purpose=_("So that nobody gets the same message twice"),
        how_long=_like_a_log,
    )
)
LOG = kind_register(
    Kind(
        code="audit.log",
        part=Part.LOGS,
        title=_("What somebody changed, and when: roles, rounds, meetings"),
        purpose=_("So that it can be shown what was done"),
        how_long=_like_a_log,
        permission="MANAGE_PROGRAMME",
        beside=_("What you did with your own account: only you."),
    )
)
ADMIN_LOG = kind_register(
    Kind(
        code="admin.log",
        part=Part.LOGS,
        title=_("What was done in the administration of Leerweb"),
        purpose=_("So that it can be shown what was done"),
        how_long=_like_a_log,
        beside=_("Who administers Leerweb sees it as well."),
    )
)
WORK = kind_register(
    Kind(
        code="jobs.done",
        part=Part.LOGS,
        title=_("Work that the server has done: numbers, no names"),
        purpose=_("So that what goes wrong is found and done again"),
        how_long=_like_a_log,
        permission="",
        beside=_("Who administers Leerweb."),
    )
)
ERASURES = kind_register(
    Kind(
        code="accounts.erasures",
        part=Part.LOGS,
        title=_("That somebody was erased: a number, no name"),
        purpose=_("So that a backup brings nobody back"),
        how_long=lambda: gettext("For good: it has to outlast every backup"),
        permission="",
        beside=_("Who runs the server."),
    )
)
