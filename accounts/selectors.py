"""Reads of people, invitations and their own data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import AccountInvitation, Erasure, User
from accounts.registry import Blocker, DataRow, PersonalData, dependencies, own_data_sources
from accounts.text import address_or_text
from accounts.tokens import token_create, token_is_valid, token_key
from jobs.rows import in_parts

EXPORT_FORMAT = "leerweb.own-data.1"
NOTHING = "–"


def person_get(*, pk: int) -> User:
    """Return a person, read again from the database."""
    return User.objects.get(pk=pk)


def person_by_email(*, email: str) -> User | None:
    """Return the person with this address, however it is typed, or None."""
    return User.objects.filter(email__iexact=address_or_text(email)).first()


def people_by_email(*, emails: Iterable[str]) -> dict[str, User]:
    """Return the people with these lowercase addresses, by address."""
    found = User.objects.annotate(address=Lower("email"))
    return {one.address: one for part in in_parts(list(emails)) for one in found.filter(address__in=part)}


def person_can_sign_in(*, person: User) -> bool:
    """Return whether a person has verified their address, so that they can sign in with an emailed code."""
    return bool(EmailAddress.objects.filter(user_id=person.pk, verified=True).exists())


def account_is_in_use(*, person: User) -> bool:
    """Return whether a person has signed in, or has a password or an institution's account, in whatever way."""
    return (
        person_can_sign_in(person=person)
        or person.has_usable_password()
        or bool(SocialAccount.objects.filter(user_id=person.pk).exists())
    )


def unused_accounts(*, keys: Iterable[int]) -> set[int]:
    """Return which of these people have an account that nobody has used: `account_is_in_use` for many, in one query."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    connected = SocialAccount.objects.filter(user=OuterRef("pk"))
    found = User.objects.filter(~Exists(verified), ~Exists(connected), pk__in=list(keys), is_staff=False)
    return {person.pk for person in found if not person.has_usable_password()}


def invitation_is_open(invitation: AccountInvitation) -> bool:
    """Return whether an invitation can be accepted: once the account is in use, it would be a second key to it."""
    return invitation.is_open(timezone.now()) and not account_is_in_use(person=invitation.person)


def invitation_token(invitation: AccountInvitation) -> str:
    """Return the token of an invitation's link. It depends on the address, so a link to an old address is invalid."""
    return token_create(purpose=_purpose(invitation), key=invitation.pk, version=invitation.version)


def invitation_url(invitation: AccountInvitation) -> str:
    """Return the path of an invitation's page."""
    return reverse("accounts:welcome", args=[invitation_token(invitation)])


def invitation_of_token(token: str) -> AccountInvitation | None:
    """Return the open invitation for a token, or None if the token is invalid, or the invitation expired or used."""
    key = token_key(token)
    found = AccountInvitation.objects.select_related("person", "invited_by").filter(pk=key).first() if key else None
    if found is None or not invitation_is_open(found):
        return None
    fits = token_is_valid(token, purpose=_purpose(found), key=found.pk, version=found.version)
    return found if fits else None


def _purpose(invitation: AccountInvitation) -> str:
    return f"invitation.{invitation.person.email.lower()}"


@dataclass(frozen=True)
class OwnDataSection:
    """A person's data of one kind, as the page shows it: each row is a list of (column, words) pairs."""

    title: str
    columns: list[str]
    rows: list[list[tuple[str, str]]]
    erased: str
    permission: str
    page: str


def own_data(*, person: User) -> dict[str, Any]:
    """Return all data about a person: codes, dates and plain values, with titles in the active language."""
    return {
        "format": EXPORT_FORMAT,
        "language": get_language(),
        "sections": [
            {
                "code": data.code,
                "title": str(data.title),
                "fields": data.titles,
                "rows": [dict(row.data) for row in data.read(person)],
            }
            for data in own_data_sources()
        ],
    }


def own_data_sections(*, person: User) -> list[OwnDataSection]:
    """Return the sections that have data about a person, in words."""
    found = [(data, data.read(person)) for data in own_data_sources()]
    return [_own_data_section(data, rows) for data, rows in found if rows]


def has_own_data(*, person: User) -> bool:
    """Return whether there is data about a person beyond what everyone has: name, address, emails and log."""
    return person.is_staff or any(data.read(person) for data in own_data_sources() if not data.of_everyone)


def people_without_account(*, made_before: datetime) -> list[User]:
    """Return who got an address here before a moment and never showed that it is theirs, as guests do not."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return list(User.objects.filter(~Exists(verified), joined_at__lt=made_before, is_staff=False).order_by("pk"))


def erasure_blockers(*, person: User) -> list[Blocker]:
    """Return what a person has to do before they can be erased."""
    return [blocker for dependency in dependencies() for blocker in dependency.blockers(person)]


def person_mark(person: User) -> str:
    """Return what tells an erased account from one that got its number later."""
    return sha256(f"{person.pk} {person.joined_at.astimezone(UTC).isoformat()}".encode()).hexdigest()


def erasures() -> list[Erasure]:
    """Return the list of erasures, oldest first."""
    return list(Erasure.objects.order_by("erased_at", "pk"))


def _own_data_section(data: PersonalData, rows: list[DataRow]) -> OwnDataSection:
    shown = [] if data.page else rows  # never shown twice
    lines = [
        [(title, row.words.get(key) or _format_value(row.data[key])) for key, title in data.titles.items()]
        for row in shown
    ]
    return OwnDataSection(
        title=str(data.title),
        columns=list(data.titles.values()),
        rows=lines,
        erased=str(data.on_erase.words) if data.on_erase else "",
        permission=data.category.permission,
        page=data.page,
    )


def _format_value(value: Any) -> str:
    """Return a value in words: a date without time, yes or no, or a dash if empty."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or NOTHING
    return str(value) if value not in (None, "") else NOTHING
