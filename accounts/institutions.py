"""Sign-in with an institution's account (OpenID Connect). It authenticates people and grants no permissions.

Membership is by invitation only. Only `sub` links an account at the institution to a person here: email addresses and
affiliations are ignored, since a gateway calls every address verified. The holder of an open invitation may accept it
by signing in there. The invitation identifies the person, and is stored in the state of that sign-in on the server.
"""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

from typing import Any, NoReturn, TypeGuard
from urllib.parse import quote_plus

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from requests import RequestException
from requests.auth import HTTPBasicAuth

from accounts.language import language_activate
from accounts.models import AccountInvitation, User
from accounts.selectors import invitation_of_token
from accounts.services import InvitationClosedError, account_invitation_accept
from accounts.sessions import has_sensitive_access
from audit.registry import Audience, audit_code
from audit.services import audit_write

CONNECTED = audit_code(
    "accounts.institution_connected",
    gettext_lazy("connected their account at %(institution)s"),
    audience=Audience.PERSON,
)
DISCONNECTED = audit_code(
    "accounts.institution_disconnected",
    gettext_lazy("disconnected their account at %(institution)s"),
    audience=Audience.PERSON,
)
RELINKED = audit_code(
    "accounts.institution_relinked",
    gettext_lazy("relinked the account of %(person)s at %(institution)s on the server"),
    audience=Audience.PERSON,
)

# Key in the state of a sign-in, stored in the session: the token of the invitation to accept.
INVITATION = "invitation"
# OpenID Connect Core 1.0 (2): at most 255 characters.
SUBJECT_LENGTH = 255
# Key in a session: the person for whom the institution checked a second factor.
STEPPED_UP = "leerweb_stepped_up"


class RelinkError(Exception):
    """Raised if a person has no account at the institution, or the new `sub` is impossible or of another person."""


def institutions() -> list[dict[str, Any]]:
    """Return the institutions in the settings."""
    return list(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


def connected_accounts(*, person: User) -> dict[str, SocialAccount]:
    """Return a person's connected accounts by the id of the institution."""
    return {account.provider: account for account in SocialAccount.objects.filter(user_id=person.pk)}


@transaction.atomic
def identity_relink(*, person: User, institution: str, sub: str) -> None:
    """Link a person's account at an institution to the new `sub` that the institution has given them.

    Raises RelinkError if the person has no account there, or the new `sub` is impossible or of another person.
    """
    account = SocialAccount.objects.select_for_update().filter(user_id=person.pk, provider=institution).first()
    if account is None or not _can_be_stored(sub):
        raise RelinkError
    if SocialAccount.objects.filter(provider=institution, uid=sub).exists():
        raise RelinkError
    account.uid = sub
    account.save(update_fields=["uid"])
    audit_write(RELINKED, actor=None, person=str(person), person_key=person.pk, institution=institution)


@transaction.atomic
def invitation_accept_with_identity(*, invitation: AccountInvitation, institution: str, sub: str) -> SocialAccount:
    """Accept an invitation for a person who signed in at an institution, and link their `sub` to the invited person.

    The name stays as the inviter entered it. Raises InvitationClosedError if the invitation was used or has expired
    meanwhile, and IntegrityError if the `sub` is linked already; nothing is changed then.
    """
    invited = invitation.person
    person = account_invitation_accept(
        invitation=invitation,
        first_name=invited.first_name,
        infix=invited.infix,
        last_name=invited.last_name,
        language=invited.language,
    )
    account: SocialAccount = SocialAccount.objects.create(user=person, provider=institution, uid=sub)
    audit_write(CONNECTED, actor=person, institution=institution)
    return account


def institution_redirect(request: HttpRequest, *, institution: str, invitation: str) -> HttpResponse:
    """Redirect to an institution, with an invitation to accept on return."""
    provider = get_adapter(request).get_provider(request, institution)
    try:
        response: HttpResponse = provider.redirect(request, process="login", **{INVITATION: invitation})
    except RequestException as error:
        response = render_authentication_error(request, provider, exception=error)
    return response


def stepped_up(request: HttpRequest) -> bool:
    """Return whether the institution checked a second factor for the person who is signed in."""
    return bool(request.session.get(STEPPED_UP) == request.user.pk)


def signed_in_with(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Record in the new session that the institution checked a second factor; welcome a person who was invited."""
    login = kwargs.get("sociallogin")
    if getattr(login, "stepped_up", False):
        request.session[STEPPED_UP] = user.pk
    if login is not None and INVITATION in login.state:
        language_activate(request, user.language)
        messages.success(request, gettext("Welcome, %(name)s.") % {"name": user.first_name})


def account_added(sender: Any, request: HttpRequest, sociallogin: SocialLogin, **kwargs: Any) -> None:
    """Record in the audit log that an institution's account was connected."""
    audit_write(CONNECTED, actor=sociallogin.user, institution=sociallogin.account.provider)


def account_removed(sender: Any, request: HttpRequest, socialaccount: SocialAccount, **kwargs: Any) -> None:
    """Record in the audit log that an institution's account was disconnected."""
    audit_write(DISCONNECTED, actor=socialaccount.user, institution=socialaccount.provider)


def subject_of(provider: Any, data: dict[str, Any]) -> str:
    """Return the `sub` in an institution's claims. Raises OAuth2Error if it has none that can be stored."""
    claims = [data[name] for name in ("userinfo", "id_token") if name in data]
    subject, *others = [claim.get("sub") if isinstance(claim, dict) else None for claim in claims]
    if any(other != subject for other in others):
        message = "The ID token and the user info of the institution have different subjects."
        raise OAuth2Error(message)
    if not _can_be_stored(subject):
        message = "The institution sent no subject that can be stored."
        raise OAuth2Error(message)
    return subject


def _can_be_stored(subject: Any) -> TypeGuard[str]:
    return isinstance(subject, str) and subject.isprintable() and 0 < len(subject) <= SUBJECT_LENGTH


def _identity_of(provider: Any) -> dict[str, str]:
    return {"id": provider.sub_id, "app.client_id": provider.app.client_id}


def provider_customise() -> None:
    """Make allauth take the subject from `subject_of`, and tell institutions apart in the state of a sign-in.

    Its own code raises errors about subjects that are not explained, and remembers only that it was OpenID Connect.
    """
    OpenIDConnectProvider.extract_uid = subject_of
    OpenIDConnectProvider.serialize = _identity_of


def _encoded(auth: Any) -> Any:
    """Return basic authentication with both parts form-encoded, as RFC 6749 (2.3.1) has it."""
    if not isinstance(auth, HTTPBasicAuth):
        return auth
    return HTTPBasicAuth(quote_plus(auth.username), quote_plus(auth.password))


class InstitutionAdapter(DefaultSocialAccountAdapter):
    """Allauth's adapter that never creates accounts, stores only `sub` and checks the second factor."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": gettext_lazy("Choose a password first, so you can still sign in."),
    }

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:  # noqa: ARG002 - allauth's signature
        """Return the institutions in the settings; none are in the database."""
        found = [SocialApp(provider="openid_connect", **app) for app in institutions()]
        return [app for app in found if provider in {None, app.provider, app.provider_id}]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: accounts are created by invitation."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: an address at an institution gives no access to an account here."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:  # noqa: ARG002 - allauth's signature
        """Return to the page of connected accounts."""
        return reverse("socialaccount_connections")

    def get_requests_session(self) -> Any:
        """Return a session that sends the secret of a client as the standard has it, whatever characters it holds."""
        session = super().get_requests_session()
        request = session.request
        session.request = lambda *args, auth=None, **kwargs: request(*args, auth=_encoded(auth), **kwargs)
        return session

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:  # noqa: ARG002 - allauth's signature
        """Validate the institution's claims before any lookup, and discard them."""
        token = sociallogin.account.extra_data.get("id_token") or {}
        if not token.get("sub"):
            message = "The institution sent no ID token."
            raise OAuth2Error(message)
        accepted = sociallogin.provider.app.settings.get("acr") or []
        sociallogin.stepped_up = token.get("acr") in accepted
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in known people, with a second factor if they need one; connect one account per institution."""
        if sociallogin.state.get("process") == "connect":
            self._refuse_second_account(request, sociallogin)
        elif INVITATION in sociallogin.state:
            self._accept_invitation(request, sociallogin)
        elif not sociallogin.is_existing:
            _show(request, "socialaccount/unknown.html", sociallogin)
        else:
            self._step_up(request, sociallogin, sociallogin.user)

    def _accept_invitation(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Accept the invitation in the state of this sign-in, and sign the invited person in."""
        invitation = invitation_of_token(sociallogin.state[INVITATION])
        if invitation is None:
            raise ImmediateHttpResponse(render(request, "accounts/invitation_expired.html", status=410))
        if sociallogin.is_existing:
            _show(request, "socialaccount/taken.html", sociallogin)
        self._step_up(request, sociallogin, invitation.person)
        account = sociallogin.account
        try:
            account = invitation_accept_with_identity(
                invitation=invitation, institution=account.provider, sub=account.uid
            )
        except InvitationClosedError:
            raise ImmediateHttpResponse(render(request, "accounts/invitation_expired.html", status=410)) from None
        except IntegrityError:
            _show(request, "socialaccount/taken.html", sociallogin)
        sociallogin.account, sociallogin.user = account, account.user

    def _refuse_second_account(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse to connect a second account at one institution; the `sub` may have changed."""
        others = SocialAccount.objects.filter(user_id=request.user.pk, provider=sociallogin.account.provider)
        if others.exclude(uid=sociallogin.account.uid).exists():
            name = sociallogin.provider.app.name
            refusal = gettext("Another account at %(name)s is already connected. Disconnect it first.") % {"name": name}
            messages.error(request, refusal)
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))

    def _step_up(self, request: HttpRequest, sociallogin: SocialLogin, person: User) -> None:
        """Send people with sensitive access back once for a second factor, if the institution has one; then refuse."""
        required = sociallogin.provider.app.settings.get("acr")
        if not required or sociallogin.stepped_up or not has_sensitive_access(person):
            return
        if sociallogin.state.get("asked_to_step_up"):
            _show(request, "socialaccount/no_second_step.html", sociallogin)
        invitation = {name: sociallogin.state[name] for name in (INVITATION,) if name in sociallogin.state}
        raise ImmediateHttpResponse(
            sociallogin.provider.redirect(
                request,
                process="login",
                next_url=sociallogin.state.get("next"),
                auth_params={"acr_values": " ".join(required)},
                asked_to_step_up=True,
                **invitation,
            )
        )


def _show(request: HttpRequest, template: str, sociallogin: SocialLogin) -> NoReturn:
    context = {"institution": sociallogin.provider.app.name, "sub": sociallogin.account.uid}
    response: HttpResponse = render(request, template, context, status=403)
    raise ImmediateHttpResponse(response)
