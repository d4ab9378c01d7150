"""Create, update, invite and erase people, and end their sessions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.emails import ADDRESS_REPLACED, CREATED, INVITATION
from accounts.models import AccountInvitation, Erasure, User
from accounts.registry import dependencies, own_data_sources
from accounts.selectors import (
    account_is_in_use,
    erasure_blockers,
    has_own_data,
    invitation_is_open,
    own_data,
    people_by_email,
    person_by_email,
    person_can_sign_in,
    person_mark,
)
from accounts.sessions import SHORT, STARTED, has_sensitive_access, session_shorten
from accounts.signals import links_ended
from accounts.text import address_or_text
from audit.registry import Audience, audit_code
from audit.services import audit_write
from jobs.rows import ROWS_AT_ONCE
from mailing.services import emails_enqueue

INVITATION_DAYS = 30
# `<primary key> <mark> <moment>`, as str(Erasure).
ERASURE_LINE = re.compile(r"(?P<key>\d{1,18}) (?P<mark>[0-9a-f]{64}) (?P<at>\S+)")

PERSON_UPDATED = audit_code(
    "accounts.person_updated", gettext_lazy("changed their own name or language"), audience=Audience.PERSON
)
INVITED = audit_code("accounts.invited", gettext_lazy("invited someone to create an account"), audience=Audience.PERSON)
ACCEPTED = audit_code(
    "accounts.invitation_accepted",
    gettext_lazy("accepted the invitation to create an account"),
    audience=Audience.PERSON,
)

LINKS_ENDED = audit_code("accounts.links_ended", gettext_lazy("ended all their links"), audience=Audience.PERSON)
EXPORTED = audit_code("accounts.own_data_taken", gettext_lazy("downloaded their own data"), audience=Audience.PERSON)
# Without a name or an actor: the log says that it happened, not to whom.
ERASED = audit_code("accounts.person_erased", gettext_lazy("erased the data of someone who asked for it"))


def require_self(*, actor: User | None, person: User) -> None:
    """Raise PermissionDenied unless the actor is the person. Without an actor, a service runs for the administrator."""
    if actor is not None and actor.pk != person.pk:
        raise PermissionDenied


class InvitationClosedError(Exception):
    """Raised if an invitation was used, replaced or expired while its page was open."""


@transaction.atomic
def person_get_or_create(
    *, email: str, first_name: str, infix: str = "", last_name: str = "", language: str = "nl"
) -> tuple[User, bool]:
    """Return the person with this address, ignoring case, and whether they were created. Never changes an existing one.

    Raises ValidationError for an invalid address or name.
    """
    known = person_by_email(email=email)
    if known is not None:
        return known, False
    person = _person_new(email=email, first_name=first_name, infix=infix, last_name=last_name, language=language)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    except IntegrityError:  # a concurrent request created the same person
        return User.objects.get(email__iexact=person.email), False
    return person, True


@dataclass(frozen=True)
class PersonEntry:
    """The address and name of a person in a file."""

    email: str
    first_name: str
    infix: str = ""
    last_name: str = ""


@transaction.atomic
def people_get_or_create(*, people: Iterable[PersonEntry], language: str) -> dict[str, User]:
    """Return the people with these addresses by lowercase address: `person_get_or_create` for a whole file.

    Raises ValidationError, without creating anyone, for an invalid address or name.
    """
    named = {address_or_text(person.email): person for person in people}
    found = people_by_email(emails=named)
    new = [
        _person_new(
            email=email,
            first_name=person.first_name,
            infix=person.infix,
            last_name=person.last_name,
            language=language,
        )
        for email, person in named.items()
        if email not in found
    ]
    # People that a concurrent request created are skipped here and found below.
    User.objects.bulk_create(new, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    created = people_by_email(emails=[person.email for person in new])
    addresses = [EmailAddress(user=one, email=one.email, primary=True, verified=False) for one in created.values()]
    EmailAddress.objects.bulk_create(addresses, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    return found | created


def _person_new(*, email: str, first_name: str, infix: str, last_name: str, language: str) -> User:
    """Return an unsaved person without password. Raises ValidationError for an invalid address or name."""
    person = User(email=email, first_name=first_name, infix=infix, last_name=last_name, language=language)
    person.set_unusable_password()
    person.full_clean(validate_unique=False, validate_constraints=False)
    return person


@transaction.atomic
def person_update(*, person: User, actor: User, first_name: str, infix: str, last_name: str, language: str) -> User:
    """Change a person's own name and language.

    Raises PermissionDenied if `actor` is another person, and ValidationError for an invalid name.
    """
    require_self(actor=actor, person=person)
    _name_set(person, first_name=first_name, infix=infix, last_name=last_name, language=language)
    person.save(update_fields=["first_name", "infix", "last_name", "language"])
    audit_write(PERSON_UPDATED, actor=actor)
    return person


def _name_set(person: User, *, first_name: str, infix: str, last_name: str, language: str) -> None:
    """Set name and language on the instance. Raises ValidationError if they are invalid."""
    person.first_name, person.infix, person.last_name, person.language = first_name, infix, last_name, language
    person.full_clean(exclude=["email", "password"], validate_unique=False, validate_constraints=False)


def language_save(*, person: User, language: str) -> None:
    """Save the language that a person chose with the switch."""
    if language != person.language:
        person.language = language
        person.save(update_fields=["language"])


@transaction.atomic
def account_invitation_send(*, person: User, actor: User | None, programme_name: str) -> AccountInvitation | None:
    """Email a person a link to create an account, valid for thirty days. It replaces an earlier link.

    Returns None, without sending anything, if the person can sign in already. The caller checks the right to invite.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if account_is_in_use(person=person):
        return None
    now = timezone.now()
    invitation, is_new = AccountInvitation.objects.get_or_create(
        person=person, defaults={"invited_by": actor, "expires_at": now + timedelta(days=INVITATION_DAYS)}
    )
    if not is_new:
        invitation.invited_by, invitation.version, invitation.accepted_at = actor, invitation.version + 1, None
        invitation.expires_at = now + timedelta(days=INVITATION_DAYS)
        invitation.save(update_fields=["invited_by", "version", "accepted_at", "expires_at"])
    emails_enqueue(
        email_type=INVITATION,
        idempotency_key=f"{invitation.pk}.{invitation.version}",
        recipient_ids=[person.pk],
        params={"programme": programme_name, "version": invitation.version},
    )
    audit_write(INVITED, actor=actor)
    return invitation


@transaction.atomic
def account_invitation_accept(
    *,
    invitation: AccountInvitation,
    first_name: str,
    infix: str,
    last_name: str,
    language: str,
    password: str = "",
) -> User:
    """Complete an account: name, language, password if given, and the address as verified. Return the person.

    An email notifies the person, since someone else may have opened the link.

    Raises InvitationClosedError if the link was used or has expired meanwhile, and ValidationError for an invalid name.
    """
    now = timezone.now()
    locked = AccountInvitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation_is_open(locked) or locked.version != invitation.version:
        raise InvitationClosedError
    person = locked.person
    _address_verify(person)
    locked.accepted_at = now
    locked.save(update_fields=["accepted_at"])
    _name_set(person, first_name=first_name, infix=infix, last_name=last_name, language=language)
    if password:
        person.set_password(password)
    person.save(update_fields=["first_name", "infix", "last_name", "language", "password"])
    audit_write(ACCEPTED, actor=person)
    emails_enqueue(
        email_type=CREATED,
        idempotency_key=f"{locked.pk}.{locked.version}",
        recipient_ids=[person.pk],
        params={"at": now.isoformat(), "has_password": bool(password)},
    )
    return person


def _address_verify(person: User) -> None:
    """Mark the address as verified: the invitation was emailed to it."""
    address, _created = EmailAddress.objects.get_or_create(
        user=person, email=person.email.lower(), defaults={"primary": True}
    )
    if not address.set_verified():
        raise InvitationClosedError


@transaction.atomic
def address_replace(*, person: User, address: str) -> User:
    """Give an account another address, and end its sessions and links. The caller checks right and address.

    Both addresses are notified. An account that could sign in still can, with a code sent to the new address.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    old = EmailAddress(user=person, email=person.email, primary=True)
    is_verified = account_is_in_use(person=person)
    EmailAddress.objects.filter(user=person).delete()
    person.email = address
    person.save(update_fields=["email"])
    new = EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=is_verified)
    for session in UserSession.objects.filter(user=person):
        session.end()
    email_changed.send(sender=User, request=None, user=person, from_email_address=old, to_email_address=new)
    for to in (old.email, *([new.email] if is_verified else [])):
        emails_enqueue(
            email_type=ADDRESS_REPLACED,
            idempotency_key=f"{to}:{timezone.now().isoformat()}"[:120],
            recipient_ids=[person.pk],
            params={"to": to, "is_old": to == old.email},
        )
    return person


@transaction.atomic
def own_data_export(*, person: User, actor: User) -> dict[str, Any]:
    """Return all data about a person and record the download. Raises PermissionDenied if `actor` is another person."""
    require_self(actor=actor, person=person)
    audit_write(EXPORTED, actor=actor)
    return own_data(person=person)


@transaction.atomic
def person_erase(*, person: User, actor: User | None) -> None:
    """Erase a person from all declared personal data, then delete the account. This cannot be undone.

    `actor` is the person, or None for the erase_person command. Raises PermissionDenied for anyone else, and
    ValidationError, without changing anything, if the person has to do something first.
    """
    require_self(actor=actor, person=person)
    person = _memberships_lock(person)
    blockers = erasure_blockers(person=person)
    if blockers:
        raise ValidationError([blocker.sentence for blocker in blockers], code="blockers")
    _erase(person, timezone.now())


@transaction.atomic
def erasures_replay(*, lines: Iterable[str] = ()) -> int:
    """Erase the people whom a restored backup brought back, and return their number.

    `lines` are erasures since the backup, in the format of `manage.py list_erasures`; those in the database are
    repeated too. Raises ValueError for a malformed line.
    """
    for line in lines:
        _erasure_note(*_erasure_parts(line))
    again = 0
    for erasure in Erasure.objects.order_by("erased_at", "pk"):
        person = User.objects.filter(pk=erasure.person_key).first()
        if person is not None and person_mark(person) == erasure.mark:
            _erase(_memberships_lock(person), erasure.erased_at)
            again += 1
    return again


@transaction.atomic
def person_expire(*, person: User) -> bool:
    """Delete a person who never created an account and has no other data; return False if that no longer holds.

    This is not added to the list of erasures: after a backup is restored, the nightly purge does it again.
    """
    person = _memberships_lock(person)
    if person_can_sign_in(person=person) or has_own_data(person=person):
        return False
    for data in own_data_sources():
        data.erase(person)
    person.delete()
    return True


def _memberships_lock(person: User) -> User:
    """Lock the programmes and networks of a person, then the person: the order in which people are added to them."""
    for dependency in dependencies():
        dependency.lock(person)
    # NO KEY: closing a wave holds rows that the erasure needs, and inserts rows that refer to this person.
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _erase(person: User, erased_at: datetime) -> None:
    programmes = {key for dependency in dependencies() for key in dependency.programmes(person)}
    _erasure_note(person.pk, person_mark(person), erased_at)
    for data in own_data_sources():
        data.erase(person)
    person.delete()
    for key in sorted(programmes):
        audit_write(ERASED, actor=None, programme_key=key)


def _erasure_note(person_key: int, mark: str, erased_at: datetime) -> None:
    Erasure.objects.get_or_create(person_key=person_key, mark=mark, defaults={"erased_at": erased_at})


def _erasure_parts(line: str) -> tuple[int, str, datetime]:
    found = ERASURE_LINE.fullmatch(line.strip())
    if found is None:
        message = f"Not a line of a list of erasures: {line.strip()[:80]}"
        raise ValueError(message)
    return int(found["key"]), found["mark"], datetime.fromisoformat(found["at"])


@transaction.atomic
def links_end(*, person: User, actor: User) -> None:
    """End all personal links of a person. The apps above email new links to what is still to come."""
    require_self(actor=actor, person=person)
    links_ended.send(sender=User, user=person)
    audit_write(LINKS_ENDED, actor=actor)


@transaction.atomic
def session_end(*, person: User, key: int, current: str) -> bool:
    """End another session of a person; return whether it existed.

    `current` is the key of the session of this request, which is ended by signing out instead.
    """
    session = UserSession.objects.filter(user=person, pk=key).exclude(session_key=current).first()
    if session is not None:
        session.end()
    return session is not None


def sessions_shorten(*, person: User) -> None:
    """Apply the short limits to all sessions of a person who has just been given sensitive access.

    Does nothing for anyone else.
    """
    if not has_sensitive_access(person):
        return
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        session = SessionStore(key)
        if STARTED in session and not session.get(SHORT):
            session_shorten(session)
            session.save(must_create=False)
