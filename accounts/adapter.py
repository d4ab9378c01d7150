"""The adapter for allauth: no open sign-up, our own emails, and no error page if the mail server is down."""
# mypy: disallow-subclassing-any=False
# (allauth ships no types)

import logging
from email.utils import make_msgid, parseaddr
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from accounts.known_browser import browser_known
from accounts.language import active_language
from accounts.limits import code_email_allowed, stranger_email_allowed
from accounts.models import User
from accounts.text import address_clean
from mailing.rendering import message_make, text_render

logger = logging.getLogger(__name__)

# Notices of something that has happened already: if they cannot be sent, nothing needs to be undone.
NOTICES = {
    f"account/email/{name}"
    for name in (
        "password_changed",
        "password_set",
        "password_reset",
        "email_changed",
        "email_deleted",
        "email_confirm",
    )
}


# Requested by anyone who knows an address: with a code, and to an address without an account.
CODES = {
    f"account/email/{name}"
    for name in (
        "login_code",
        "password_reset_code",
        "email_confirmation",
        "email_confirmation_signup",
        "account_already_exists",
    )
}
STRANGERS = "account/email/unknown_account"


def _within_ceiling(template_prefix: str, email: str) -> bool:
    """Return whether an address may get this email today."""
    if template_prefix == STRANGERS:
        return stranger_email_allowed(email)
    if template_prefix in CODES:
        return code_email_allowed(email, browser=browser_known(allauth_context.request, email))
    return True


class AccountAdapter(DefaultAccountAdapter):
    """Allauth's adapter with sign-up by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "duplicate_email": gettext_lazy("You already use this address."),
        "email_password_mismatch": gettext_lazy(
            "Email address or password is incorrect. Try again, or have a code sent to you."
        ),
        "email_taken": gettext_lazy("This address belongs to another account."),
        "enter_current_password": gettext_lazy("Your current password is incorrect."),
        "incorrect_code": gettext_lazy("This code is incorrect. Copy it from the latest email."),
        "incorrect_password": gettext_lazy("Your password is incorrect."),
        "rate_limited": gettext_lazy("You’ve just requested a code. Wait a few minutes before requesting another."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: accounts are created by invitation."""
        return False

    def clean_email(self, email: str) -> str:
        """Return an address as we store and compare it. Raises ValidationError if it is not one."""
        return address_clean(email).text

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Return to the profile page after a change of password."""
        return reverse("accounts:profile")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # noqa: ARG002 - allauth's signature
        """Return to the profile page after a change of address."""
        return reverse("accounts:profile" if self.request.user.is_authenticated else "account_login")

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMultiAlternatives:
        """Render one of allauth's emails with our layout, in the recipient's language."""
        person = User.objects.filter(email__iexact=email).first()
        language = person.language if person else active_language()
        with translation.override(language):
            values = {**context, "email": email, "person": person, "base_url": settings.LEERWEB_BASE_URL}
            return message_make(
                subject=text_render(f"{template_prefix}_subject.txt", values),
                text=text_render(f"{template_prefix}_message.txt", values),
                to=email,
                language=language,
                headers={
                    "Message-ID": make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]),
                    **(headers or {}),
                },
            )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of allauth's emails immediately, since its recipient is waiting for it.

        If the mail server is down, raise ImmediateHttpResponse with a message on the same page. Known and unknown
        addresses get the same response, also once they have had as many emails as an address may get in a day.
        """
        if not _within_ceiling(template_prefix, email):
            logger.warning("An email about an account was not sent: too many were requested today")
            return
        try:
            self.render_mail(template_prefix, email, context).send()
        except OSError as error:
            logger.warning("An email about an account could not be sent: %s", type(error).__name__)
            if template_prefix in NOTICES:
                return
            request = allauth_context.request
            messages.error(
                request,
                gettext("We couldn’t send the email. Nothing has changed. Try again in a few minutes."),
            )
            raise ImmediateHttpResponse(HttpResponseRedirect(request.get_full_path())) from error
