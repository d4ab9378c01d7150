"""Personal data of accounts, and of the packages and the layers below, which cannot declare theirs."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AccountInvitation, Erasure, User
from accounts.registry import (
    ANONYMISE,
    DELETE,
    DELETED_WITH_PARENT,
    DataCategory,
    DataGroup,
    DataRow,
    PersonalData,
    declare,
    erased_by,
    excuse,
)
from accounts.retention import after, no_term, purged_by, with_account
from accounts.selectors import has_own_data, people_without_account
from accounts.services import INVITATION_DAYS, person_expire
from accounts.sessions import USUAL
from audit.models import AuditEntry
from audit.selectors import entries_about
from audit.services import audit_anonymise
from jobs.models import Job
from jobs.retention import INVITATION_RETENTION, LOG_RETENTION, rows_purge
from mailing.models import Email, ShownMessage
from mailing.selectors import emails_to, shown_messages_to
from mailing.services import emails_delete

# The row of a session whose last day has passed stays until its cookie would have ended.
SESSION_RETENTION = timedelta(seconds=USUAL.absolute + settings.SESSION_COOKIE_AGE)


def sessions_purge() -> None:
    """Delete ended sessions, with their times and IP addresses; one of today may not have been stored yet."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    running = Session.objects.filter(session_key=OuterRef("session_key"))
    rows_purge(UserSession.objects.filter(~Exists(running), last_seen_at__lt=now - timedelta(days=1)))


def people_purge() -> None:
    """Delete people who never created an account, such as guests, once no other data about them is left."""
    for person in people_without_account(made_before=timezone.now() - INVITATION_RETENTION):
        if not has_own_data(person=person):  # checked again under a lock
            person_expire(person=person)


def sessions_end(person: User) -> None:
    """Sign a person out in every browser."""
    rows = UserSession.objects.filter(user=person)
    for key in rows.values_list("session_key", flat=True):
        SessionStore(key).delete()
    rows.delete()


def _administration_rights(person: User) -> list[str]:
    groups = [str(group) for group in person.groups.order_by("name")]
    return [*groups, *person.user_permissions.order_by("codename").values_list("codename", flat=True)]


def _emails(person: User) -> list[DataRow]:
    return [
        DataRow({"kind": email.email_type, "due_at": email.due_at, "handled_at": email.handled_at}, {"kind": label})
        for email, label in emails_to(recipient_key=person.pk)
    ]


def _shown_messages(person: User) -> list[DataRow]:
    return [
        DataRow({"at": message.at, "subject": message.subject, "text": message.text})
        for message in shown_messages_to(address=person.email)
    ]


def _log(person: User) -> list[DataRow]:
    return [
        DataRow({"at": line.at, "code": line.code, "by_yourself": line.is_own_act}, {"code": line.sentence})
        for line in entries_about(person_key=person.pk)
    ]


def _admin_log_rows(person: User) -> Any:
    about = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    return LogEntry.objects.filter(Q(user=person) | about)


def _admin_log(person: User) -> list[DataRow]:
    return [
        DataRow({"at": row.action_time, "about": str(row.content_type), "by_yourself": row.user_id == person.pk})
        for row in _admin_log_rows(person).select_related("content_type").order_by("pk")
    ]


NAME = DataCategory(
    "accounts.name",
    DataGroup.ACCOUNT,
    _("Your name and language"),
    purpose=_("So that people know who you are, and you see Leerweb in your own language"),
    permission="SEE_NETWORK",
)
ADDRESS = DataCategory(
    "accounts.address",
    DataGroup.ACCOUNT,
    _("Your email address"),
    purpose=_("To sign in with, and to send you messages"),
    permission="MANAGE_PEOPLE",
    seen_by=_("For a guest: only the person who plans that meeting."),
)
SIGN_IN = DataCategory(
    "accounts.sign_in",
    DataGroup.ACCOUNT,
    _("How you sign in: your account, second step and institution"),
    purpose=_("So that you can get in and nobody else can"),
)
EMAILS = DataCategory(
    "mailing.emails",
    DataGroup.LOGS,
    _("That you were sent a message: its subject and time, not its content"),
    purpose=_("So that nobody gets the same message twice"),
    risk="who was written to, and when, on every day",
)
WITH_PERSON = purged_by(
    people_purge,
    period=INVITATION_RETENTION,
    words=_(
        "As long as you have an account or take part in a network. For a guest: until %(period)s after the last meeting"
    ),
)
AFTER_INVITATION = after(
    "expires_at",
    INVITATION_RETENTION,
    head_start=timedelta(days=INVITATION_DAYS),
    words=_("Until %(period)s after it was sent"),
)

declare(
    PersonalData(
        User,
        NAME,
        person="pk",
        columns={
            "first_name": _("First name"),
            "infix": _("Middle particle"),
            "last_name": _("Last name"),
            "language": _("Language of pages and emails"),
        },
        on_erase=DELETED_WITH_PARENT,
        expires=WITH_PERSON,
        of_everyone=True,
    ),
    PersonalData(
        EmailAddress,
        ADDRESS,
        code="accounts.addresses",
        person="user",
        columns={"email": _("Email address"), "verified": _("confirmed"), "primary": _("in use")},
        on_erase=DELETE,
        expires=WITH_PERSON,
        dependents="EmailConfirmation has no rows: confirmation links are derived, not stored.",
        of_everyone=True,
    ),
    PersonalData(
        User,
        SIGN_IN,
        code="accounts.account",
        title=_("Your account"),
        person="pk",
        columns={
            "joined_at": _("Created on"),
            "has_password": (_("Has a password"), lambda person: person.has_usable_password()),
            "is_staff": _("Helps with the administration of Leerweb"),
            "rights": (_("Permissions for the administration of Leerweb"), _administration_rights),
        },
        on_erase=DELETED_WITH_PARENT,
        expires=with_account(),
        of_everyone=True,
    ),
    PersonalData(
        AccountInvitation,
        DataCategory(
            "accounts.invitation",
            DataGroup.ACCOUNT,
            _("Your invitation to create an account"),
            purpose=_("So that the link in the message works once, and only for you"),
            permission="MANAGE_PEOPLE",
            risk="a link that still opens something, and a record of where people were invited",
        ),
        person="person",
        columns={"created_at": _("Sent on"), "expires_at": _("Valid until"), "accepted_at": _("Accepted on")},
        on_erase=DELETE,
        expires=AFTER_INVITATION,
    ),
    PersonalData(
        AccountInvitation,
        DataCategory(
            "accounts.invited",
            DataGroup.ACCOUNT,
            _("The people you invited to create an account"),
            purpose=_("So that they can see who invited them"),
            seen_by=_("They see your name."),
        ),
        person="invited_by",
        columns={"created_at": _("Sent on")},
        on_erase=ANONYMISE,
        expires=AFTER_INVITATION,
    ),
    PersonalData(
        UserSession,
        DataCategory(
            "accounts.sessions",
            DataGroup.ACCOUNT,
            _("Where you are signed in: browser, internet address and last visit"),
            purpose=_("So that you notice if it is not you, and can end it"),
            risk="where people work, and when",
        ),
        title=_("Where you are signed in"),
        person="user",
        columns={
            "created_at": _("Since"),
            "last_seen_at": _("Last seen"),
            "ip": _("Internet address"),
            "user_agent": _("Browser"),
        },
        on_erase=erased_by(sessions_end, words=_("You are signed out everywhere.")),
        expires=purged_by(
            sessions_purge, period=SESSION_RETENTION, words=_("Until you sign out, and no longer than %(period)s")
        ),
        page="usersessions_list",
    ),
    PersonalData(
        Authenticator,
        SIGN_IN,
        code="mfa.authenticators",
        title=_("Your second step when you sign in"),
        person="user",
        columns={"type": _("Kind"), "created_at": _("Since"), "last_used_at": _("Last used")},
        on_erase=DELETE,
        expires=with_account(),
    ),
    PersonalData(
        SocialAccount,
        SIGN_IN,
        code="socialaccount.accounts",
        title=_("Your account at your institution"),
        person="user",
        columns={
            "provider": _("Kind"),
            "uid": _("Number there"),
            "date_joined": _("Since"),
            "last_login": _("Last used"),
            "extra_data": _("What your institution passes on"),
        },
        on_erase=DELETE,
        expires=with_account(),
        dependents="SocialToken has no rows: tokens of institutions are not stored (SOCIALACCOUNT_STORE_TOKENS).",
    ),
    PersonalData(
        Email,
        EMAILS,
        title=_("Messages to you"),
        person="recipient",
        columns={"kind": _("About"), "due_at": _("Meant for"), "handled_at": _("Dealt with on")},
        rows=_emails,
        on_erase=erased_by(lambda person: emails_delete(recipient_key=person.pk, address=person.email)),
        # An email that waits stays. Until then an email also prevents a second one with the same idempotency key.
        expires=after("handled_at", LOG_RETENTION),
        of_everyone=True,
    ),
    PersonalData(
        ShownMessage,
        EMAILS,
        code="mailing.shown_messages",
        title=_("Your mailbox in the demo"),
        columns={"at": _("Day"), "subject": _("Subject"), "text": _("Text")},
        rows=_shown_messages,
        on_erase=DELETED_WITH_PARENT,
        expires=after("at", LOG_RETENTION),
        of_everyone=True,
    ),
    PersonalData(
        AuditEntry,
        DataCategory(
            "audit.log",
            DataGroup.LOGS,
            _("Changes that people made, and when: roles, rounds, meetings"),
            purpose=_("To be able to show what was done"),
            permission="MANAGE_PROGRAMME",
            seen_by=_("Changes to your own account: only you."),
            risk="who did what and when, on every day",
        ),
        title=_("What was recorded when you or someone else changed something"),
        person="actor",
        columns={"at": _("Day"), "code": _("What was recorded"), "by_yourself": _("By yourself")},
        rows=_log,
        on_erase=erased_by(
            lambda person: audit_anonymise(person_key=person.pk),
            words=_("Stays, without your name: a programme must be able to show what was done."),
        ),
        expires=after("at", LOG_RETENTION),
        of_everyone=True,
    ),
    PersonalData(
        LogEntry,
        DataCategory(
            "admin.log",
            DataGroup.LOGS,
            _("Changes that were made in the administration of Leerweb"),
            purpose=_("To be able to show what was done"),
            seen_by=_("Administrators of Leerweb see it as well."),
            risk="as the log of a programme",
        ),
        person="user",
        columns={"at": _("Day"), "about": _("About"), "by_yourself": _("By yourself")},
        rows=_admin_log,
        on_erase=erased_by(lambda person: _admin_log_rows(person).delete()),
        expires=after("action_time", LOG_RETENTION),
    ),
    PersonalData(
        Job,
        DataCategory(
            "jobs.done",
            DataGroup.LOGS,
            _("Background work of the server: numbers, no names"),
            purpose=_("So that failures are found and work is done again"),
            permission="",
            seen_by=_("Administrators of Leerweb."),
        ),
        # A job that is not done stays, however old. Once a job is deleted the same work can be enqueued again.
        expires=after("done_at", LOG_RETENTION),
    ),
    PersonalData(
        Erasure,
        DataCategory(
            "accounts.erasures",
            DataGroup.LOGS,
            _("That someone’s data was erased: a number, no name"),
            purpose=_("So that restoring a backup brings nobody back"),
            permission="",
            seen_by=_("The people who run the server."),
            risk="none; without it an old backup brings people back",
        ),
        expires=no_term(_("For good: it has to outlast every backup")),
    ),
)
excuse("accounts.User_groups.user", "Shown with the account, and deleted with it.")
excuse("accounts.User_user_permissions.user", "Shown with the account, and deleted with it.")
