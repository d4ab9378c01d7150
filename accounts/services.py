"""Making and changing people, and inviting them."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.letters import INVITATION
from accounts.models import AccountInvitation, User
from accounts.selectors import person_by_email, person_can_sign_in
from audit.registry import Audience, audit_code
from audit.services import audit_write
from mailing.services import letters_write

INVITATION_DAYS = 30

PERSON_UPDATED = audit_code(
    "accounts.person_updated", gettext_lazy("changed the own name or language"), audience=Audience.PERSON
)
INVITED = audit_code("accounts.invited", gettext_lazy("invited somebody to make an account"), audience=Audience.PERSON)
ACCEPTED = audit_code(
    "accounts.invitation_accepted", gettext_lazy("accepted the invitation to make an account"), audience=Audience.PERSON
)


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
    person = User(
        email=email.strip().lower(), first_name=first_name, infix=infix, last_name=last_name, language=language
    )
    person.set_unusable_password()
    person.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    except IntegrityError:  # somebody made the same person a moment ago
        return User.objects.get(email__iexact=email.strip()), False
    return person, True


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
