"""The demo's mailboxes. Emails are shown per person, never all together."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import View, public
from mailing import selectors


def demo_only(view: View) -> Callable[..., HttpResponse]:
    """Raise Http404 outside the demo."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.LEERWEB_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@public
@require_safe
@demo_only
def mailboxes(request: HttpRequest) -> HttpResponse:
    """List all mailboxes, with or without messages."""
    return render(request, "accounts/demo_mailboxes.html", {"mailboxes": selectors.mailboxes()})


@public
@require_safe
@demo_only
def mailbox(request: HttpRequest, address: str) -> HttpResponse:
    """List the messages to one address, newest first."""
    box = _mailbox_or_404(address)
    context = {"mailbox": box, "emails": selectors.messages_in(mailbox=box)}
    return render(request, "accounts/demo_mailbox.html", context)


@public
@require_safe
@demo_only
def email(request: HttpRequest, address: str, pk: int) -> HttpResponse:
    """Show one message with its links."""
    box = _mailbox_or_404(address)
    message = selectors.message_find(mailbox=box, pk=pk)
    if message is None:
        raise Http404
    context = {"mailbox": box, "email": message, "body": selectors.message_body(message)}
    return render(request, "accounts/demo_email.html", context)


def _mailbox_or_404(address: str) -> selectors.Mailbox:
    box = selectors.mailbox_find(address=address)
    if box is None:
        raise Http404
    return box
