"""Reading people and invitations."""

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountInvitation, User
from accounts.tokens import token_fits, token_key, token_make


def person_get(*, pk: int) -> User:
    """Return a person as the database has them now."""
    return User.objects.get(pk=pk)


def person_by_email(*, email: str) -> User | None:
    """Return the person with an address, in any case."""
    return User.objects.filter(email__iexact=email.strip()).first()


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
