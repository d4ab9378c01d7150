"""Signing in with an account of an institution (OpenID Connect): it says who somebody is, never what they may do.

Membership is by invitation only. `sub` is all that ties an account there to a person here; an e-mail address or an
affiliation ties nothing, since a gateway calls every address verified. Who holds an open invitation may accept it by
signing in there: the invitation says who they are here, and travels with the state of that one sign-in, on the server.
"""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from requests import RequestException

from accounts.language import language_show
from accounts.models import AccountInvitation, User
from accounts.selectors import invitation_of_token
from accounts.services import InvitationClosedError, account_invitation_accept
from accounts.sessions import guards_much
from audit.registry import Audience, audit_code
from audit.services import audit_write

CONNECTED = audit_code(
    "accounts.institution_connected", gettext_lazy("connected an account of %(institution)s"), audience=Audience.PERSON
)
DISCONNECTED = audit_code(
    "accounts.institution_disconnected",
    gettext_lazy("disconnected the account of %(institution)s"),
    audience=Audience.PERSON,
)
RELINKED = audit_code(
    "accounts.institution_relinked",
    gettext_lazy("linked on the server the account of %(person)s at %(institution)s anew"),
    audience=Audience.PERSON,
)

# In the state of one sign-in, which the session keeps: the token of the invitation that it accepts.
INVITATION = "invitation"
# In a session: the person for whom the institution vouched with a second step of its own.
STEPPED_UP = "leerweb_stepped_up"


class RelinkError(Exception):
    """The link cannot be made anew: there is none, or the new `sub` belongs to somebody else."""


def institutions() -> list[dict[str, Any]]:
    """Return the institutions of the settings."""
    return list(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


def connected_accounts(*, person: User) -> dict[str, SocialAccount]:
    """Return the accounts that somebody has connected, by the name of the institution."""
    return {account.provider: account for account in SocialAccount.objects.filter(user_id=person.pk)}


@transaction.atomic
def identity_relink(*, person: User, institution: str, sub: str) -> None:
    """Tie somebody's account at an institution to a new `sub`, when the institution has given them another.

    Raises RelinkError when there is no account to tie, or the new one is somebody else's.
    """
    account = SocialAccount.objects.select_for_update().filter(user_id=person.pk, provider=institution).first()
    if account is None or SocialAccount.objects.filter(provider=institution, uid=sub).exists():
        raise RelinkError
    account.uid = sub
    account.save(update_fields=["uid"])
    audit_write(RELINKED, actor=None, person=str(person), person_key=person.pk, institution=institution)


@transaction.atomic
def identity_welcome(*, invitation: AccountInvitation, institution: str, sub: str) -> SocialAccount:
    """Accept an invitation for who the institution says is there, and tie them to the invited person by `sub`.

    The name stays as the inviter wrote it. Raises InvitationClosedError when the invitation was used or has ended
    meanwhile, and IntegrityError when the `sub` is somebody's already; then nothing was changed.
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


def institution_ask(request: HttpRequest, *, institution: str, invitation: str) -> HttpResponse:
    """Lead somebody to an institution of the settings; who comes back from there holds this invitation."""
    provider = get_adapter(request).get_provider(request, institution)
    try:
        response: HttpResponse = provider.redirect(request, process="login", **{INVITATION: invitation})
    except RequestException as error:
        response = render_authentication_error(request, provider, exception=error)
    return response


def stepped_up(request: HttpRequest) -> bool:
    """Return whether the institution vouched with a second step for who is signed in."""
    return bool(request.session.get(STEPPED_UP) == request.user.pk)


def signed_in_with(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Note in the new session that the institution asked for a second step, and greet who accepted an invitation."""
    login = kwargs.get("sociallogin")
    if getattr(login, "stepped_up", False):
        request.session[STEPPED_UP] = user.pk
    if login is not None and INVITATION in login.state:
        language_show(request, user.language)
        messages.success(request, gettext("Welcome, %(name)s.") % {"name": user.first_name})


def account_added(sender: Any, request: HttpRequest, sociallogin: SocialLogin, **kwargs: Any) -> None:
    """Note it in the log."""
    audit_write(CONNECTED, actor=sociallogin.user, institution=sociallogin.account.provider)


def account_removed(sender: Any, request: HttpRequest, socialaccount: SocialAccount, **kwargs: Any) -> None:
    """Note it in the log."""
    audit_write(DISCONNECTED, actor=socialaccount.user, institution=socialaccount.provider)


class InstitutionAdapter(DefaultSocialAccountAdapter):
    """No account by itself, nothing kept but `sub`, and a second step checked here."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": gettext_lazy("First choose a password, so that you can still sign in."),
    }

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:  # noqa: ARG002 - allauth's signature
        """Return the institutions of the settings; none come from the database."""
        found = [SocialApp(provider="openid_connect", **app) for app in institutions()]
        return [app for app in found if provider in {None, app.provider, app.provider_id}]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody makes an account by themselves."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:  # noqa: ARG002 - allauth's signature
        """No address of an institution opens an account here."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:  # noqa: ARG002 - allauth's signature
        """Go back to the page of connected accounts."""
        return reverse("socialaccount_connections")

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:  # noqa: ARG002 - allauth's signature
        """Check what the institution said before anything is looked up, and keep nothing of it."""
        said = sociallogin.account.extra_data
        token = said.get("id_token") or {}
        if not token.get("sub") or token["sub"] != (said.get("userinfo") or token).get("sub"):
            message = "The answers of the institution are about different people."
            raise OAuth2Error(message)
        accepted = sociallogin.provider.app.settings.get("acr") or []
        sociallogin.stepped_up = token.get("acr") in accepted
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who is known, with a second step where one is needed; connect one account per institution."""
        if sociallogin.state.get("process") == "connect":
            self._refuse_second_account(request, sociallogin)
        elif INVITATION in sociallogin.state:
            self._welcome(request, sociallogin)
        elif not sociallogin.is_existing:
            _show(request, "socialaccount/unknown.html", sociallogin)
        else:
            self._step_up(request, sociallogin, sociallogin.user)

    def _welcome(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Accept the invitation that this sign-in brought, and let the person it is for in."""
        invitation = invitation_of_token(sociallogin.state[INVITATION])
        if invitation is None:
            raise ImmediateHttpResponse(render(request, "accounts/welcome_ended.html", status=410))
        if sociallogin.is_existing:
            _show(request, "socialaccount/taken.html", sociallogin)
        self._step_up(request, sociallogin, invitation.person)
        account = sociallogin.account
        try:
            account = identity_welcome(invitation=invitation, institution=account.provider, sub=account.uid)
        except InvitationClosedError:
            raise ImmediateHttpResponse(render(request, "accounts/welcome_ended.html", status=410)) from None
        except IntegrityError:
            _show(request, "socialaccount/taken.html", sociallogin)
        sociallogin.account, sociallogin.user = account, account.user

    def _refuse_second_account(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop when another account of the institution is connected already: its `sub` may have changed."""
        others = SocialAccount.objects.filter(user_id=request.user.pk, provider=sociallogin.account.provider)
        if others.exclude(uid=sociallogin.account.uid).exists():
            name = sociallogin.provider.app.name
            said = gettext("Another account of %(name)s is connected already. Disconnect it first.") % {"name": name}
            messages.error(request, said)
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))

    def _step_up(self, request: HttpRequest, sociallogin: SocialLogin, person: User) -> None:
        """Send who guards much back once for a second step, where the institution has one; then say it is missing."""
        asks = sociallogin.provider.app.settings.get("acr")
        if not asks or sociallogin.stepped_up or not guards_much(person):
            return
        if sociallogin.state.get("asked_to_step_up"):
            _show(request, "socialaccount/no_second_step.html", sociallogin)
        kept = {name: sociallogin.state[name] for name in (INVITATION,) if name in sociallogin.state}
        raise ImmediateHttpResponse(
            sociallogin.provider.redirect(
                request,
                process="login",
                next_url=sociallogin.state.get("next"),
                auth_params={"acr_values": " ".join(asks)},
                asked_to_step_up=True,
                **kept,
            )
        )


def _show(request: HttpRequest, template: str, sociallogin: SocialLogin) -> NoReturn:
    context = {"institution": sociallogin.provider.app.name, "sub": sociallogin.account.uid}
    response: HttpResponse = render(request, template, context, status=403)
    raise ImmediateHttpResponse(response)
