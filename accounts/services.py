"""Making and changing people, inviting them, and erasing them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.letters import INVITATION
from accounts.models import AccountInvitation, Erasure, User
from accounts.registry import belongings, sections
from accounts.selectors import (
    erasure_obstacles,
    people_by_email,
    person_by_email,
    person_can_sign_in,
    person_export,
    person_is_somewhere,
    person_mark,
)
from accounts.sessions import SHORT, STARTED, guards_much, session_shorten
from audit.registry import Audience, audit_code
from audit.services import audit_write
from jobs.rows import ROWS_AT_ONCE
from mailing.services import letters_write

INVITATION_DAYS = 30
# `<number of the account> <mark> <moment>`, as an Erasure writes itself.
ERASURE_LINE = re.compile(r"(?P<key>\d{1,18}) (?P<mark>[0-9a-f]{64}) (?P<at>\S+)")

PERSON_UPDATED = audit_code(
    "accounts.person_updated", gettext_lazy("changed the own name or language"), audience=Audience.PERSON
)
INVITED = audit_code("accounts.invited", gettext_lazy("invited somebody to make an account"), audience=Audience.PERSON)
ACCEPTED = audit_code(
    "accounts.invitation_accepted", gettext_lazy("accepted the invitation to make an account"), audience=Audience.PERSON
)

EXPORTED = audit_code(
    "accounts.own_data_taken", gettext_lazy("took along what is kept of them"), audience=Audience.PERSON
)
# Without a name, and nobody as the actor: the log says that it happened and not to whom.
ERASED = audit_code("accounts.person_erased", gettext_lazy("erased what was kept of somebody who asked for it"))


class InvitationClosedError(Exception):
    """The invitation was used, renewed or ended while its page was open."""


@transaction.atomic
def person_find_or_make(
    *, email: str, first_name: str, infix: str = "", last_name: str = "", language: str = "nl"
) -> tuple[User, bool]:
    """Return the person with an address (in any case) and whether they are new. An existing account is never changed.

    Raises ValidationError for an address or name that cannot be.
    """
    known = person_by_email(email=email)
    if known is not None:
        return known, False
    person = _person_new(email=email, first_name=first_name, infix=infix, last_name=last_name, language=language)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    except IntegrityError:  # somebody made the same person a moment ago
        return User.objects.get(email__iexact=email.strip()), False
    return person, True


@dataclass(frozen=True)
class Named:
    """Somebody as a file names them."""

    email: str
    first_name: str
    infix: str = ""
    last_name: str = ""


@transaction.atomic
def people_find_or_make(*, people: Iterable[Named], language: str) -> dict[str, User]:
    """Return the people with these addresses by address in small letters: `person_find_or_make` for a whole file.

    Raises ValidationError for an address or name that cannot be, and then makes nobody.
    """
    named = {person.email.strip().lower(): person for person in people}
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
    # Whom somebody else made a moment ago is left out here and found below.
    User.objects.bulk_create(new, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    made = people_by_email(emails=[person.email for person in new])
    addresses = [EmailAddress(user=one, email=one.email, primary=True, verified=False) for one in made.values()]
    EmailAddress.objects.bulk_create(addresses, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    return found | made


def _person_new(*, email: str, first_name: str, infix: str, last_name: str, language: str) -> User:
    """Return somebody who cannot sign in yet, not saved. Raises ValidationError for what cannot be."""
    person = User(
        email=email.strip().lower(), first_name=first_name, infix=infix, last_name=last_name, language=language
    )
    person.set_unusable_password()
    person.full_clean(validate_unique=False, validate_constraints=False)
    return person


@transaction.atomic
def person_update(*, person: User, actor: User, first_name: str, infix: str, last_name: str, language: str) -> User:
    """Change somebody's own name and language. Raises PermissionDenied for anybody else."""
    if actor.pk != person.pk:
        raise PermissionDenied
    person.first_name, person.infix, person.last_name, person.language = first_name, infix, last_name, language
    person.save(update_fields=["first_name", "infix", "last_name", "language"])
    audit_write(PERSON_UPDATED, actor=actor)
    return person


def language_choose(*, person: User, language: str) -> None:
    """Remember the language that somebody chose with the switch."""
    if language != person.language:
        person.language = language
        person.save(update_fields=["language"])


@transaction.atomic
def account_invitation_send(*, person: User, actor: User | None, programme_name: str) -> AccountInvitation | None:
    """Invite somebody to make an account: a link by mail, valid for thirty days; a link sent before ends.

    Returns None, and sends nothing, when the person can sign in already. The caller checks that `actor` may invite.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person_can_sign_in(person=person):
        return None
    now = timezone.now()
    invitation, made = AccountInvitation.objects.get_or_create(
        person=person, defaults={"invited_by": actor, "expires_at": now + timedelta(days=INVITATION_DAYS)}
    )
    if not made:
        invitation.invited_by, invitation.version, invitation.accepted_at = actor, invitation.version + 1, None
        invitation.expires_at = now + timedelta(days=INVITATION_DAYS)
        invitation.save(update_fields=["invited_by", "version", "accepted_at", "expires_at"])
    letters_write(
        kind=INVITATION,
        occasion=f"{invitation.pk}.{invitation.version}",
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
    """Make the account ready: name, language, a password if one is given, and the address as shown to be theirs.

    Raises InvitationClosedError when the link has been used or has ended meanwhile.
    """
    now = timezone.now()
    locked = AccountInvitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_open(now) or locked.version != invitation.version:
        raise InvitationClosedError
    person = locked.person
    _address_verify(person)
    locked.accepted_at = now
    locked.save(update_fields=["accepted_at"])
    person.first_name, person.infix, person.last_name, person.language = first_name, infix, last_name, language
    if password:
        person.set_password(password)
    person.save(update_fields=["first_name", "infix", "last_name", "language", "password"])
    audit_write(ACCEPTED, actor=person)
    return person


def _address_verify(person: User) -> None:
    """Note that the address is the person's own: the link came by mail to it."""
    address, _made = EmailAddress.objects.get_or_create(
        user=person, email=person.email.lower(), defaults={"primary": True}
    )
    if not address.set_verified():
        raise InvitationClosedError


@transaction.atomic
def person_export_take(*, person: User, actor: User) -> dict[str, Any]:
    """Return everything that is kept of a person, for that person, and record that it was taken along.

    Raises PermissionDenied for anybody else.
    """
    if actor.pk != person.pk:
        raise PermissionDenied
    audit_write(EXPORTED, actor=actor)
    return person_export(person=person)


@transaction.atomic
def person_erase(*, person: User, actor: User | None) -> None:
    """Erase a person: everything that the sections of the registry say, then the account. It cannot be undone.

    `actor` is the person, or None for who runs the server and was asked. Raises PermissionDenied for anybody else, and
    ValidationError with what has to be done first; then nothing was changed.
    """
    if actor is not None and actor.pk != person.pk:
        raise PermissionDenied
    person = _places_lock(person)
    obstacles = erasure_obstacles(person=person)
    if obstacles:
        raise ValidationError([obstacle.sentence for obstacle in obstacles], code="obstacles")
    _erase(person, timezone.now())


@transaction.atomic
def erasures_replay(*, lines: Iterable[str] = ()) -> int:
    """Erase again whom a restored backup brought back, and return how many those were.

    `lines` are erasures of after the backup, as `manage.py list_erasures` writes them; those in the database are
    repeated as well. Raises ValueError for a line that is none.
    """
    for line in lines:
        _erasure_note(*_erasure_parts(line))
    again = 0
    for erasure in Erasure.objects.order_by("erased_at", "pk"):
        person = User.objects.filter(pk=erasure.person_key).first()
        if person is not None and person_mark(person) == erasure.mark:
            _erase(_places_lock(person), erasure.erased_at)
            again += 1
    return again


@transaction.atomic
def person_forget(*, person: User) -> bool:
    """Delete somebody who never made an account and of whom nothing else is left; return whether that was so still.

    Nobody asked for it, so it is not on the list of erasures: after a backup was restored the night does it again.
    """
    person = _places_lock(person)
    if person_can_sign_in(person=person) or person_is_somewhere(person=person):
        return False
    for section in sections():
        section.erase(person)
    person.delete()
    return True


def _places_lock(person: User) -> User:
    """Lock where somebody belongs, then the person: the order in which people are added to places."""
    for belonging in belongings():
        belonging.lock(person)
    # Without the key: a closing has the rows of the wave that we are going to want, and writes rows that refer to it.
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _erase(person: User, erased_at: datetime) -> None:
    programmes = {key for belonging in belongings() for key in belonging.programmes(person)}
    _erasure_note(person.pk, person_mark(person), erased_at)
    for section in sections():
        section.erase(person)
    person.delete()
    for key in sorted(programmes):
        audit_write(ERASED, actor=None, programme_key=key)


def _erasure_note(person_key: int, mark: str, erased_at: datetime) -> None:
    Erasure.objects.get_or_create(person_key=person_key, mark=mark, defaults={"erased_at": erased_at})


def _erasure_parts(line: str) -> tuple[int, str, datetime]:
    found = ERASURE_LINE.fullmatch(line.strip())
    if found is None:
        message = f"This is no line of a list of erasures: {line.strip()[:80]}"
        raise ValueError(message)
    return int(found["key"]), found["mark"], datetime.fromisoformat(found["at"])


@transaction.atomic
def session_end(*, person: User, key: int, current: str) -> bool:
    """Sign a person out in one of the browsers where they are signed in; return whether there was such a session.

    `current` is the session that asks: it is ended by signing out, not from here.
    """
    session = UserSession.objects.filter(user=person, pk=key).exclude(session_key=current).first()
    if session is not None:
        session.end()
    return session is not None


def sessions_shorten(*, person: User) -> None:
    """Let the limits of who can see or change much hold in every browser where somebody is signed in by now.

    For who got such a task: their sessions began under the usual limits. Changes nothing for anybody else.
    """
    if not guards_much(person):
        return
    for key in UserSession.objects.filter(user=person).values_list("session_key", flat=True):
        session = SessionStore(key)
        if STARTED in session and not session.get(SHORT):
            session_shorten(session)
            session.save(must_create=False)
