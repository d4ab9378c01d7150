"""What accounts keep of a person, and what the floors below and the packages keep, which cannot say so themselves."""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import kept
from accounts.models import User
from accounts.registry import KeptRow, Section, deletes, leaves_out, nothing_more, rows_kept_of, section_register
from audit.selectors import entries_about
from audit.services import audit_forget
from mailing.selectors import letters_to, shown_messages_to
from mailing.services import letters_forget

DELETED = _("Is deleted.")


def _rows_of(label: str, field: str, *names: str) -> Callable[[User], list[KeptRow]]:
    """Return a reader of the rows of a person, with the fields of these names."""

    def rows(person: User) -> list[KeptRow]:
        return [_values(row, *names) for row in rows_kept_of(person, label, field)]

    return rows


def _values(row: Any, *names: str) -> KeptRow:
    return KeptRow({name: getattr(row, name) for name in names})


def _name(person: User) -> list[KeptRow]:
    words = {"language": str(person.get_language_display())}
    return [KeptRow(_values(person, "first_name", "infix", "last_name", "language").data, words)]


def _account(person: User) -> list[KeptRow]:
    account = dict(_values(person, "joined_at", "is_staff").data)
    groups = [str(group) for group in person.groups.order_by("name")]
    permissions = list(person.user_permissions.order_by("codename").values_list("codename", flat=True))
    return [KeptRow(account | {"has_password": person.has_usable_password(), "rights": [*groups, *permissions]})]


def _signed_out(person: User) -> None:
    rows = UserSession.objects.filter(user=person)
    for key in rows.values_list("session_key", flat=True):
        SessionStore(key).delete()
    rows.delete()


def _letters(person: User) -> list[KeptRow]:
    return [
        KeptRow(_values(letter, "kind", "due_at", "handled_at").data, {"kind": called})
        for letter, called in letters_to(recipient_key=person.pk)
    ]


def _shown_messages(person: User) -> list[KeptRow]:
    return [_values(message, "at", "subject", "text") for message in shown_messages_to(address=person.email)]


def _log(person: User) -> list[KeptRow]:
    return [
        KeptRow({"at": line.at, "code": line.code, "by_yourself": line.is_own_act}, {"code": line.sentence})
        for line in entries_about(person_key=person.pk)
    ]


def _admin_log_rows(person: User) -> Any:
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    return LogEntry.objects.filter(Q(user=person) | about)


def _admin_log(person: User) -> list[KeptRow]:
    return [
        KeptRow({"at": row.action_time, "about": str(row.content_type), "by_yourself": row.user_id == person.pk})
        for row in _admin_log_rows(person).select_related("content_type").order_by("pk")
    ]


def _admin_log_erase(person: User) -> None:
    _admin_log_rows(person).delete()


for _section in (
    Section(
        code="accounts.name",
        kind=kept.NAME,
        title=_("Your name and language"),
        columns={
            "first_name": _("First name"),
            "infix": _("Infix"),
            "last_name": _("Last name"),
            "language": _("Language of pages and messages"),
        },
        rows=_name,
        erase=nothing_more,
        erased=DELETED,
    ),
    Section(
        code="accounts.addresses",
        kind=kept.ADDRESS,
        title=_("Your e-mail address"),
        columns={"email": _("E-mail address"), "verified": _("shown to be yours"), "primary": _("in use")},
        rows=_rows_of("account.EmailAddress", "user", "email", "verified", "primary"),
        erase=deletes("account.EmailAddress", "user"),
        erased=DELETED,
        covers=("account.EmailAddress.user",),
    ),
    Section(
        code="accounts.account",
        kind=kept.SIGN_IN,
        title=_("Your account"),
        columns={
            "joined_at": _("Made on"),
            "has_password": _("Has a password"),
            "is_staff": _("Helps with the administration of Leerweb"),
            "rights": _("Rights in that administration"),
        },
        rows=_account,
        erase=nothing_more,
        erased=DELETED,
        covers=("accounts.User_groups.user", "accounts.User_user_permissions.user"),
    ),
    Section(
        code="accounts.invitation",
        kind=kept.INVITATION,
        title=_("Your invitation to make an account"),
        columns={"created_at": _("Sent on"), "expires_at": _("Valid until"), "accepted_at": _("Accepted on")},
        rows=_rows_of("accounts.AccountInvitation", "person", "created_at", "expires_at", "accepted_at"),
        erase=deletes("accounts.AccountInvitation", "person"),
        erased=DELETED,
        covers=("accounts.AccountInvitation.person",),
    ),
    Section(
        code="accounts.invited",
        kind=kept.INVITED,
        title=_("Whom you invited to make an account"),
        columns={"created_at": _("Sent on")},
        rows=_rows_of("accounts.AccountInvitation", "invited_by", "created_at"),
        erase=leaves_out("accounts.AccountInvitation", "invited_by"),
        erased=_("Stays, without your name."),
        covers=("accounts.AccountInvitation.invited_by",),
    ),
    Section(
        code="accounts.sessions",
        kind=kept.SESSIONS,
        title=_("Where you are signed in"),
        columns={
            "created_at": _("Since"),
            "last_seen_at": _("Last seen"),
            "ip": _("Address on the internet"),
            "user_agent": _("Browser"),
        },
        rows=_rows_of("usersessions.UserSession", "user", "created_at", "last_seen_at", "ip", "user_agent"),
        erase=_signed_out,
        erased=_("You are signed out everywhere."),
        covers=("usersessions.UserSession.user",),
        page="usersessions_list",
    ),
    Section(
        code="mailing.letters",
        kind=kept.LETTERS,
        title=_("Messages to you"),
        columns={"kind": _("About"), "due_at": _("Meant for"), "handled_at": _("Dealt with on")},
        rows=_letters,
        erase=lambda person: letters_forget(recipient_key=person.pk, address=person.email),
        erased=DELETED,
        covers=("mailing.Letter.recipient",),
    ),
    Section(
        code="mailing.shown_messages",
        kind=kept.LETTERS,
        title=_("Your mailbox in the demo"),
        columns={"at": _("Day"), "subject": _("Subject"), "text": _("Text")},
        rows=_shown_messages,
        erase=nothing_more,  # goes with the letters
        erased=DELETED,
    ),
    Section(
        code="audit.log",
        kind=kept.LOG,
        title=_("What was noted when you or somebody else changed something"),
        columns={"at": _("Day"), "code": _("What was noted"), "by_yourself": _("By yourself")},
        rows=_log,
        erase=lambda person: audit_forget(person_key=person.pk),
        erased=_("Stays, without your name: who runs a programme must be able to show what was done."),
        covers=("audit.AuditEntry.actor",),
    ),
    Section(
        code="admin.log",
        kind=kept.ADMIN_LOG,
        title=_("What was done in the administration of Leerweb"),
        columns={"at": _("Day"), "about": _("About"), "by_yourself": _("By yourself")},
        rows=_admin_log,
        erase=_admin_log_erase,
        erased=DELETED,
        covers=("admin.LogEntry.user",),
    ),
):
    section_register(_section)

if apps.is_installed("allauth.mfa"):
    section_register(
        Section(
            code="mfa.authenticators",
            kind=kept.SIGN_IN,
            title=_("Your second step when you sign in"),
            columns={"type": _("Kind"), "created_at": _("Since"), "last_used_at": _("Last used")},
            rows=_rows_of("mfa.Authenticator", "user", "type", "created_at", "last_used_at"),
            erase=deletes("mfa.Authenticator", "user"),
            erased=DELETED,
            covers=("mfa.Authenticator.user",),
        )
    )
if apps.is_installed("allauth.socialaccount"):
    section_register(
        Section(
            code="socialaccount.accounts",
            kind=kept.SIGN_IN,
            title=_("Your account at your institution"),
            columns={
                "provider": _("Kind"),
                "uid": _("Number there"),
                "date_joined": _("Since"),
                "last_login": _("Last used"),
                "extra_data": _("What your institution tells"),
            },
            rows=_rows_of(
                "socialaccount.SocialAccount", "user", "provider", "uid", "date_joined", "last_login", "extra_data"
            ),
            erase=deletes("socialaccount.SocialAccount", "user"),
            erased=DELETED,
            covers=("socialaccount.SocialAccount.user",),
        )
    )
