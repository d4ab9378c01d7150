"""Reading people and invitations, and what is kept of somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import AccountInvitation, Erasure, User
from accounts.registry import KeptRow, Obstacle, Section, belongings, sections
from accounts.tokens import token_fits, token_key, token_make
from jobs.rows import in_parts

EXPORT_FORMAT = "leerweb.own-data.1"
NOTHING = "–"
# What is kept of whoever has an address here, wherever they are or were.
OF_EVERYBODY = {
    *("accounts.name", "accounts.addresses", "accounts.account"),
    *("mailing.letters", "mailing.shown_messages", "audit.log"),
}


def person_get(*, pk: int) -> User:
    """Return a person as the database has them now."""
    return User.objects.get(pk=pk)


def person_by_email(*, email: str) -> User | None:
    """Return the person with an address, in any case."""
    return User.objects.filter(email__iexact=email.strip()).first()


def people_by_email(*, emails: Iterable[str]) -> dict[str, User]:
    """Return the people with addresses in small letters, by that address."""
    found = User.objects.annotate(address=Lower("email"))
    return {one.address: one for part in in_parts(list(emails)) for one in found.filter(address__in=part)}


def person_can_sign_in(*, person: User) -> bool:
    """Return whether somebody has shown that the address is theirs: from then on a mailed code lets them in."""
    return bool(EmailAddress.objects.filter(user_id=person.pk, verified=True).exists())


def invitation_token(invitation: AccountInvitation) -> str:
    """Return the token of an invitation's link. The address is part of it: a link sent elsewhere does not fit."""
    return token_make(purpose=_purpose(invitation), key=invitation.pk, version=invitation.version)


def invitation_url(invitation: AccountInvitation) -> str:
    """Return the path of the page that an invitation opens."""
    return reverse("accounts:welcome", args=[invitation_token(invitation)])


def invitation_of_token(token: str) -> AccountInvitation | None:
    """Return the invitation that a link opens, or None when it does not fit, has ended or was used."""
    key = token_key(token)
    found = AccountInvitation.objects.select_related("person", "invited_by").filter(pk=key).first() if key else None
    if found is None or not found.is_open(timezone.now()):
        return None
    fits = token_fits(token, purpose=_purpose(found), key=found.pk, version=found.version)
    return found if fits else None


def _purpose(invitation: AccountInvitation) -> str:
    return f"invitation.{invitation.person.email.lower()}"


@dataclass(frozen=True)
class KeptSection:
    """One kind of what is kept of a person, as the page shows it: each row has (column, words) pairs."""

    title: str
    columns: list[str]
    rows: list[list[tuple[str, str]]]
    erased: str
    permission: str
    page: str


def person_export(*, person: User) -> dict[str, Any]:
    """Return everything that is kept of a person: codes, dates and plain values, with titles in the active language."""
    return {
        "format": EXPORT_FORMAT,
        "language": get_language(),
        "sections": [
            {
                "code": section.code,
                "title": str(section.title),
                "fields": {key: str(name) for key, name in section.columns.items()},
                "rows": [dict(row.data) for row in section.rows(person)],
            }
            for section in sections()
        ],
    }


def kept_sections(*, person: User) -> list[KeptSection]:
    """Return the kinds of which something is kept of a person, in words."""
    found = [(section, section.rows(person)) for section in sections()]
    return [_kept_section(section, rows) for section, rows in found if rows]


def person_is_somewhere(*, person: User) -> bool:
    """Return whether anything is kept of a person but the name, the address, letters and what the log says."""
    return person.is_staff or any(s.rows(person) for s in sections() if s.code not in OF_EVERYBODY)


def people_without_account(*, made_before: datetime) -> list[User]:
    """Return who got an address here before a moment and never showed that it is theirs, as guests do not."""
    verified = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return list(User.objects.filter(~Exists(verified), joined_at__lt=made_before, is_staff=False).order_by("pk"))


def erasure_obstacles(*, person: User) -> list[Obstacle]:
    """Say what somebody has to do before they can be erased."""
    return [obstacle for belonging in belongings() for obstacle in belonging.obstacles(person)]


def person_mark(person: User) -> str:
    """Return what tells an erased account from one that got its number later."""
    return sha256(f"{person.pk} {person.joined_at.astimezone(UTC).isoformat()}".encode()).hexdigest()


def erasures() -> list[Erasure]:
    """Return the list of erasures, oldest first."""
    return list(Erasure.objects.order_by("erased_at", "pk"))


def _kept_section(section: Section, rows: list[KeptRow]) -> KeptSection:
    # What a page of its own shows already is not shown twice.
    shown = [] if section.page else rows
    columns = {key: str(name) for key, name in section.columns.items()}
    lines = [[(name, row.words.get(key) or _in_words(row.data[key])) for key, name in columns.items()] for row in shown]
    return KeptSection(
        title=str(section.title),
        columns=list(columns.values()),
        rows=lines,
        erased=str(section.erased),
        permission=section.kind.permission,
        page=section.page,
    )


def _in_words(value: Any) -> str:
    """Return a value as a reader is told it: days without times, yes or no, a dash for nothing."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or NOTHING
    return str(value) if value not in (None, "") else NOTHING
