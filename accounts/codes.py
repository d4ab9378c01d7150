"""Emailed codes: bound to the account as it was when they were sent, and the same when they are sent again."""

from typing import Any

from allauth.account.internal.flows._authenticate_by_code import BaseConfirmAuthenticationCodeProcess
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

ACCOUNT = "leerweb_account"


def account_stamp(user: User) -> str:
    """Return a value that changes with the address or password of an account, and when the account is closed."""
    return salted_hmac("leerweb.codes", f"{user.pk} {user.email} {user.password} {user.is_active}").hexdigest()


def codes_customise() -> None:
    """Make allauth's codes die with the next password or address, and stay the same when sent again.

    Codes are stored in the session that asked for them, so another browser's code would otherwise outlive a change of
    password by fifteen minutes. Allauth has no hook for either.
    """
    process, by_code = AbstractCodeVerificationProcess, BaseConfirmAuthenticationCodeProcess
    if getattr(process, "is_bound", False):
        return
    initial_state, is_valid, generate_code = process.initial_state.__func__, process.is_valid, by_code.generate_code

    def bound_state(cls: Any, user: Any, email: str | None = None, phone: str | None = None) -> dict[str, Any]:
        state: dict[str, Any] = initial_state(cls, user, email, phone)
        return {**state, ACCOUNT: account_stamp(user)} if user else state

    def is_valid_for_account(self: Any) -> bool:
        if not is_valid(self):
            return False
        user = User.objects.filter(pk=self.user.pk).first() if self.user else None
        return self.user is None or (
            user is not None and constant_time_compare(self.state.get(ACCOUNT, ""), account_stamp(user))
        )

    def same_code(self: Any) -> str:
        """Return the code that was sent before, or a new one."""
        if not self.code:
            generate_code(self)
        code: str = self.code
        return code

    def resend_same(self: Any) -> None:
        """Send the code of a new address again, instead of another one."""
        self.send(skip_enumeration_mails=True)
        self.record_resend()
        self.persist()

    process.initial_state = classmethod(bound_state)
    process.is_valid = is_valid_for_account
    by_code.generate_code = same_code
    EmailVerificationProcess.resend = resend_same
    process.is_bound = True
