"""The pages of an invitation: create an account with a name and password, or with an institution's account."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import personal_link
from accounts.forms.person import WelcomeForm
from accounts.institutions import institution_redirect, institutions
from accounts.language import language_activate, language_activate_for_link
from accounts.models import AccountInvitation
from accounts.selectors import invitation_of_token
from accounts.services import InvitationClosedError, account_invitation_accept


@require_http_methods(["GET", "HEAD", "POST"])
@personal_link
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; with POST, complete the account and sign in. Opening the link changes nothing."""
    invitation = invitation_of_token(token)
    if invitation is None:
        return _invitation_expired(request)
    language_activate_for_link(request, invitation.person)
    form = WelcomeForm(request.POST or None, instance=invitation.person)
    if request.method == "POST" and form.is_valid():
        return _accept(request, invitation, form)
    context = {
        "form": form,
        "invitation": invitation,
        "address": invitation.person.email,
        "institution_links": _institution_links(token),
    }
    return render(request, "accounts/welcome.html", context)


@require_POST
@personal_link
def welcome_with(request: HttpRequest, token: str, institution: str) -> HttpResponse:
    """Redirect to an institution, to accept the invitation by signing in there."""
    invitation = invitation_of_token(token)
    if invitation is None:
        return _invitation_expired(request)
    language_activate_for_link(request, invitation.person)
    if institution not in {each["provider_id"] for each in institutions()}:
        raise Http404
    return institution_redirect(request, institution=institution, invitation=token)


def _institution_links(token: str) -> list[dict[str, str]]:
    """Return the name and URL of each institution with which the invitation can be accepted."""
    return [
        {"name": each["name"], "url": reverse("accounts:welcome_with", args=[token, each["provider_id"]])}
        for each in institutions()
    ]


def _accept(request: HttpRequest, invitation: AccountInvitation, form: WelcomeForm) -> HttpResponse:
    try:
        person = account_invitation_accept(invitation=invitation, **form.cleaned_data)
    except InvitationClosedError:
        return _invitation_expired(request)
    response: HttpResponse = perform_login(request, person, email=person.email)
    language_activate(request, person.language)
    messages.success(request, _("Welcome, %(name)s.") % {"name": person.first_name})
    return response


def _invitation_expired(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_expired.html", status=410)
