"""Emailed codes: bound to the account as it was when they were sent, and the same when they are sent again."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows._authenticate_by_code import BaseConfirmAuthenticationCodeProcess
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.internal.flows.reauthenticate_by_code import ConfirmReauthenticationCodeProcess
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

ACCOUNT = "leerweb_account"
# The codes that a browser asked for: a session key, and under it the name of the process.
SENT = "leerweb_codes_sent"


def account_stamp(user: User) -> str:
    """Return a value that changes with the address or password of an account, and when the account is closed."""
    return salted_hmac("leerweb.codes", f"{user.pk} {user.email} {user.password} {user.is_active}").hexdigest()


def codes_customise() -> None:
    """Make allauth's codes die with the next password or address, and stay the same when sent again.

    Codes are stored in the session that asked for them, so another browser's code would otherwise outlive a change of
    password by fifteen minutes. Allauth has no hook for either.
    """
    if not getattr(AbstractCodeVerificationProcess, "is_bound", False):
        _codes_bind()
        _codes_repeat()
        AbstractCodeVerificationProcess.is_bound = True


def _codes_bind() -> None:
    process = AbstractCodeVerificationProcess
    initial_state, is_valid = process.initial_state.__func__, process.is_valid

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

    process.initial_state = classmethod(bound_state)
    process.is_valid = is_valid_for_account


def _codes_repeat() -> None:
    process, by_code, reset = (
        AbstractCodeVerificationProcess,
        BaseConfirmAuthenticationCodeProcess,
        PasswordResetVerificationProcess,
    )
    generate_code, send_reset, record_invalid_attempt = (
        by_code.generate_code,
        reset.send,
        process.record_invalid_attempt,
    )

    def same_code(self: Any) -> str:
        """Return the code that was sent before, or a new one."""
        if not (self.code or _sent_code_take(self)):
            generate_code(self)
            _sent_code_remember(self)
        code: str = self.code
        return code

    def reset_send(self: Any) -> None:
        """Send the code that was sent before, or a new one."""
        if not (self.user and _sent_code_take(self)):
            send_reset(self)
            _sent_code_remember(self)
            return
        context = {"request": self.request, "code": self.code}
        get_adapter().send_mail("account/email/password_reset_code", self.state["email"], context)

    def record_invalid(self: Any) -> bool:
        has_attempts_left: bool = record_invalid_attempt(self)
        if _name(self) in self.request.session.get(SENT, {}):
            _sent_code_remember(self, is_usable=has_attempts_left)
        return has_attempts_left

    def resend_same(self: Any) -> None:
        """Send the code of a new address again, instead of another one."""
        self.send(skip_enumeration_mails=True)
        self.record_resend()
        self.persist()

    process.record_invalid_attempt = record_invalid
    by_code.generate_code = same_code
    reset.send, reset.confirm_code = reset_send, _once(reset.confirm_code)
    for each in (LoginCodeVerificationProcess, ConfirmReauthenticationCodeProcess):
        each.finish = _once(each.finish)
    EmailVerificationProcess.resend = resend_same


def _sent_code_take(process: Any) -> bool:
    """Give a process the code that this browser asked for before, for the same account and address, with its attempts.

    Return whether there is one: it was first sent no longer ago than a code is valid, and has not been used.
    """
    sent = process.request.session.get(SENT, {}).get(_name(process), {})
    same = all(sent.get(key) == process.state.get(key) for key in (ACCOUNT, "email"))
    if not sent or not same or time.time() - sent["at"] > process.timeout:
        return False
    process.state |= {"code": sent["code"], "failed_attempts": sent["failed_attempts"]}
    return True


def _sent_code_remember(process: Any, *, is_usable: bool = True) -> None:
    """Remember the code of a process with its failed attempts, or forget it once it cannot be used any more."""
    codes = dict(process.request.session.get(SENT, {}))
    earlier = codes.pop(_name(process), {})
    if is_usable and process.code:
        at = earlier["at"] if earlier.get("code") == process.code else process.state["at"]
        state = {key: process.state.get(key) for key in ("code", "failed_attempts", "email", ACCOUNT)}
        codes[_name(process)] = {**state, "at": at}
    process.request.session[SENT] = codes


def _once(use: Callable[..., Any]) -> Callable[..., Any]:
    """Return `use`, after which its code is not sent again."""

    @wraps(use)
    def used(self: Any, *args: Any, **kwargs: Any) -> Any:
        _sent_code_remember(self, is_usable=False)
        return use(self, *args, **kwargs)

    return used


def _name(process: Any) -> str:
    return type(process).__name__
