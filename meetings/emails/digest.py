"""The email about the week, for who chose it: what comes, what changed, what to prepare, what to pick up."""

from datetime import timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from mailing.models import Email
from mailing.registry import EmailContent, email_type
from meetings.formatting import format_moment
from meetings.models import Meeting, MeetingInvitee, Task
from meetings.selectors.calendar import link_of
from meetings.selectors.email_times import is_soon
from meetings.selectors.mail_choice import mail_choice_of
from meetings.selectors.notifications import PendingUpdate, pending_update_for, upcoming_invitations
from meetings.services.digest import DIGEST
from meetings.services.notifications import calendar_states_save
from networks.models import Participation


@email_type(DIGEST, label=gettext_lazy("your week of meetings"))
def digest_email(email: Email) -> EmailContent | None:
    """Write about the week; nothing to say, no email. Who chose emails at once meanwhile gets none."""
    person = email.recipient
    choice = mail_choice_of(person)
    if not choice.is_weekly:
        return None
    changes = _owed(person) if choice.has_feed else []
    near = [invitee for invitee in upcoming_invitations(person) if is_soon(invitee.meeting) and invitee.answer != "no"]
    context = {
        "changes": [_change(owed) for owed in changes],
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
        on_sent=partial(calendar_states_save, states=[owed.told for owed in changes]),
    )


def _owed(person: User) -> list[PendingUpdate]:
    """Return what somebody was not told yet, cancels and being taken off among it."""
    related = ("person", "meeting__network", "meeting__programme__calendar")
    meetings = Meeting.objects.announced().upcoming()
    rows = MeetingInvitee.objects.filter(person=person, meeting__in=meetings).select_related(*related)
    by_day = sorted(rows.order_by("pk"), key=lambda invitee: invitee.meeting.last_day)
    found = [pending_update_for(invitee, f"meetings.invitee:{invitee.pk}", has_feed=True) for invitee in by_day]
    # What stands in their calendar by an email of ours has to be kept right by an email.
    return [owed for owed in found if owed is not None and owed.method is None]


def _change(owed: PendingUpdate) -> dict[str, str | bool]:
    meeting = owed.invitee.meeting
    return {
        "where": meeting.where,
        "moment": format_moment(meeting),
        "is_off": owed.is_off,
        "is_change": owed.is_change,
        "link": "" if owed.is_off else link_of(owed.invitee),
    }


def _near(invitee: MeetingInvitee) -> dict[str, object]:
    return {
        "where": invitee.meeting.where,
        "moment": format_moment(invitee.meeting),
        "place": invitee.meeting.place,
        "preparations": list(invitee.meeting.preparations.all()),
        "link": link_of(invitee),
    }


def _with_notes(person: User) -> list[MeetingInvitee]:
    """Return the meetings of the last week of which there are notes."""
    since = timezone.localdate() - timedelta(days=7)
    rows = MeetingInvitee.objects.granting_access().filter(person=person, meeting__state=Meeting.State.PUBLISHED)
    rows = rows.filter(meeting__on_date__gte=since, meeting__on_date__lt=timezone.localdate())
    related = ("person", "meeting__network", "meeting__programme__calendar")
    found = rows.exclude(meeting__notes_what="", meeting__notes_how="", meeting__notes_why="")
    return list(found.select_related(*related).order_by("meeting__on_date"))


def _tasks(person: User) -> list[Task]:
    here = Participation.objects.active().filter(person=person).values("network")
    return list(Task.objects.filter(owner=person, done_at=None, network__in=here))
