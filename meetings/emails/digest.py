"""The weekly email, for people who chose it: upcoming meetings, changes, preparation and tasks."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.models import Meeting, MeetingInvitee, Task
from meetings.selectors.calendar import link_of
from meetings.selectors.email_times import is_soon
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import PendingUpdate, pending_update_for, upcoming_invitations
from meetings.selectors.zones import format_moment_for
from meetings.services.digest import DIGEST
from meetings.services.notifications import calendar_states_save
from networks.models import Participation


@email_type(DIGEST, label=gettext_lazy("your week of meetings"))
def digest_email(email: Email) -> EmailContent | None:
    """Return the weekly email, or None if there is no news or the person has switched to emails at once."""
    person = email.recipient
    choice = mail_choice_of(person)
    if not choice.is_weekly:
        return None
    changes = _pending_updates(person) if choice.has_feed else []
    near = [invitee for invitee in upcoming_invitations(person) if is_soon(invitee.meeting) and invitee.answer != "no"]
    context = {
        "changes": [_change(update) for update in changes],
        "near": [_near(invitee) for invitee in near],
        "notes": [_near(invitee) for invitee in _with_notes(person)],
        "tasks": _tasks(person),
    }
    if not any(context.values()):
        return None
    return EmailContent(
        subject=_("Your week"),
        template="meetings/emails/digest",
        context=context,
        on_sent=partial(calendar_states_save, states=[update.calendar_state for update in changes]),
    )


def _pending_updates(person: User) -> list[PendingUpdate]:
    """Return the pending updates of a person that need no calendar message, cancellations included."""
    related = ("person", "meeting__network", "meeting__programme__calendar")
    meetings = Meeting.objects.announced().upcoming()
    rows = MeetingInvitee.objects.filter(person=person, meeting__in=meetings).select_related(*related)
    by_day = sorted(rows.order_by("pk"), key=lambda invitee: invitee.meeting.last_day)
    found = [pending_update_for(invitee, f"meetings.invitee:{invitee.pk}", has_feed=True) for invitee in by_day]
    # A meeting that an email put in their calendar needs an email of its own to update it.
    return [update for update in found if update is not None and update.method is None]


def _change(update: PendingUpdate) -> dict[str, str | bool]:
    meeting = update.invitee.meeting
    return {
        "where": meeting.where,
        "moment": format_moment_for(meeting, update.invitee.person),
        "is_cancelled": meeting.is_cancelled,
        "is_off": update.is_off,
        "is_change": update.is_change,
        "link": "" if update.is_off else link_of(update.invitee),
    }


def _near(invitee: MeetingInvitee) -> dict[str, object]:
    return {
        "where": invitee.meeting.where,
        "moment": format_moment_for(invitee.meeting, invitee.person),
        "place": invitee.meeting.place,
        "preparations": list(invitee.meeting.preparations.all()),
        "link": link_of(invitee),
    }


def _with_notes(person: User) -> list[MeetingInvitee]:
    """Return a person's invitations to meetings of the last week that have notes."""
    since = timezone.localdate() - timedelta(days=7)
    rows = MeetingInvitee.objects.granting_access().filter(person=person, meeting__state=Meeting.State.PUBLISHED)
    rows = rows.filter(meeting__on_date__gte=since, meeting__on_date__lt=timezone.localdate())
    related = ("person", "meeting__network", "meeting__programme__calendar")
    found = rows.exclude(meeting__notes_what="", meeting__notes_how="", meeting__notes_why="")
    return list(found.select_related(*related).order_by("meeting__on_date"))


def _tasks(person: User) -> list[Task]:
    here = Participation.objects.active().filter(person=person).values("network")
    return list(Task.objects.filter(owner=person, done_at=None, network__in=here))
