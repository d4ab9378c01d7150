from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.origin import is_same_origin
from accounts.saved_form import SIGN_IN_PAGES, saved_form_keep

# Pages on the way in: nothing is left to do there for someone who has signed in meanwhile.
SIGNING_IN = {
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "mfa_authenticate",
    "mfa_login_webauthn",
}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Offer a form again that has lost its token, or explain why it was refused.

    The token changes when someone signs in, so a form in another tab loses it. Only a form that a page of this site
    posted is offered again.
    """
    is_own = is_same_origin(request)
    has_cookie = settings.CSRF_COOKIE_NAME in request.COOKIES
    is_signed_in = hasattr(request, "user") and request.user.is_authenticated
    if is_own and has_cookie and request.path.startswith(SIGN_IN_PAGES):
        return _signed_in_elsewhere(request) if is_signed_in else HttpResponseRedirect(request.get_full_path())
    if is_own and is_signed_in and saved_form_keep(request):
        return redirect("accounts:saved_form")
    because = "origin" if is_own is False else "tab" if has_cookie else "cookie"
    return render(request, "403_csrf.html", {"because": because}, status=403)


def _signed_in_elsewhere(request: HttpRequest) -> HttpResponse:
    """Answer a form of the account that lost its token: show its page again, or leave it if it was for signing in."""
    if request.resolver_match and request.resolver_match.view_name in SIGNING_IN:
        return _next_page(request)
    messages.warning(request, _("You signed in in another tab, so nothing has changed yet. Do it again here."))
    return HttpResponseRedirect(request.get_full_path())


def _next_page(request: HttpRequest) -> HttpResponse:
    """Redirect someone who signed in in another tab to where this tab would have led."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if is_ours else reverse(settings.LOGIN_REDIRECT_URL))
