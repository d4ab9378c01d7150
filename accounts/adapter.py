"""How allauth behaves here: no open sign-up, our emails, and a mail server that is away never breaks a page."""
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

from accounts.language import language_now
from accounts.models import User
from mailing.rendering import message_make, text_render

logger = logging.getLogger(__name__)

# Emails that tell of something that has happened: when they cannot be sent, it has happened all the same.
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


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "duplicate_email": gettext_lazy("This is the address that you have now."),
        "email_password_mismatch": gettext_lazy(
            "This address and this password do not belong together. Try again, or let us mail you a code."
        ),
        "email_taken": gettext_lazy("This address belongs to another account."),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_code": gettext_lazy("This is not the code in the latest mail. Copy it once more."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "rate_limited": gettext_lazy("You just asked for a code. Wait a few minutes before you ask for another."),
        "too_many_login_attempts": gettext_lazy("There were many tries. Wait five minutes and start again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody makes an account by themselves."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Go back to the own page after choosing a password."""
        return reverse("accounts:profile")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # noqa: ARG002 - allauth's signature
        """Go back to the own page after changing the address."""
        return reverse("accounts:profile" if self.request.user.is_authenticated else "account_login")

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMultiAlternatives:
        """Render one of allauth's messages as an email of ours, in the language of whom it is for."""
        person = User.objects.filter(email__iexact=email).first()
        language = person.language if person else language_now()
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
        """Send one of allauth's messages at once, since somebody waits for it.

        When the mail server is away, say so and stay where we are. Known and unknown addresses fail alike.
        """
        try:
            self.render_mail(template_prefix, email, context).send()
        except OSError as error:
            logger.warning("A message about an account could not be sent: %s", type(error).__name__)
            if template_prefix in NOTICES:
                return
            request = allauth_context.request
            messages.error(
                request,
                gettext("The mail could not be sent just now. Nothing has changed. Try again in a few minutes."),
            )
            raise ImmediateHttpResponse(HttpResponseRedirect(request.get_full_path())) from error
