"""How long is kept what belongs to signing in: invitations, sessions, and what was done in the administration."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from accounts.models import AccountInvitation
from accounts.selectors import people_without_account, person_is_somewhere
from accounts.services import INVITATION_DAYS, person_forget
from accounts.sessions import USUAL
from jobs.registry import job_kind
from jobs.retention import INVITATIONS_KEPT_FOR, LOGS_KEPT_FOR, rows_forget

# A session that is not looked at again after its last day lies there until its cookie would have ended.
SESSIONS_KEPT_FOR = timedelta(seconds=USUAL.absolute + settings.SESSION_COOKIE_AGE)


@job_kind("accounts.forget", nightly=True)
def forget(key: str) -> None:
    """Delete what is past its term. The list of erasures has none: it has to outlive every backup (docs/running.md)."""
    now = timezone.now()
    # The row holds when the link ends, which is so many days after it was sent last.
    ended_before = now - INVITATIONS_KEPT_FOR + timedelta(days=INVITATION_DAYS)
    rows_forget(AccountInvitation.objects.filter(expires_at__lt=ended_before))
    rows_forget(LogEntry.objects.filter(action_time__lt=now - LOGS_KEPT_FOR))
    sessions_forget()
    people_forget()


def sessions_forget() -> None:
    """Delete sessions that have ended, with when and from where; one of today may only just be beginning."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    running = Session.objects.filter(session_key=models.OuterRef("session_key"))
    ended = UserSession.objects.filter(~models.Exists(running), last_seen_at__lt=now - timedelta(days=1))
    rows_forget(ended)


def people_forget() -> None:
    """Delete who never made an account, as guests of one meeting, when the last that was kept of them is gone."""
    for person in people_without_account(made_before=timezone.now() - INVITATIONS_KEPT_FOR):
        if not person_is_somewhere(person=person):  # asked once more when nobody can come in between
            person_forget(person=person)
