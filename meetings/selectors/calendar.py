"""A meeting as a calendar entry for one person."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.ics import Entry, Person
from meetings.models import Meeting, MeetingInvitee
from meetings.selectors.meetings import title_of
from meetings.tokens import invitee_token

PARTSTAT = {"": "NEEDS-ACTION", "yes": "ACCEPTED", "no": "DECLINED", "unsure": "TENTATIVE"}


def link_of(invitee: MeetingInvitee) -> str:
    """Return the absolute URL of an invitee's own page of a meeting."""
    return settings.LEERWEB_BASE_URL + reverse("meetings:link_meeting", args=[invitee_token(invitee)])


def feed_entry_of(invitee: MeetingInvitee) -> Entry:
    """Return the entry for a feed, which leads to the page behind sign-in: a personal link never shows another."""
    return _entry(invitee, settings.LEERWEB_BASE_URL + reverse("meetings:meeting", args=[invitee.meeting_id]))


def entry_of(invitee: MeetingInvitee) -> Entry:
    """Return the calendar entry of a meeting for one invitee, with their personal link, in the active language."""
    return _entry(invitee, link_of(invitee))


def _entry(invitee: MeetingInvitee, link: str) -> Entry:
    """Return the calendar entry of a meeting with this link.

    The organizer is our own sender address under the name of the network: no facilitator's address is disclosed, and
    programs that compare the organizer with the sender of the email find the same address. While the date is undecided
    again, the entry has the last known date, because many programs cannot read a cancellation without one.
    """
    meeting = invitee.meeting
    begins, ends = meeting.last_known_span
    return Entry(
        uid=calendar_uid("meeting", meeting.pk),
        sequence=invitee.sequence,
        changed_at=invitee.changed_at,
        begins=begins,
        ends=ends,
        summary=_summary(meeting),
        location=_location(meeting),
        description=_description(meeting, link),
        url=link,
        is_off=invitee.is_off,
        organizer=Person(meeting.where, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        link=meeting.call,
        attendee=Person(str(invitee.person), invitee.person.email, PARTSTAT[invitee.answer]),
    )


def _summary(meeting: Meeting) -> str:
    """Return the title in calendars. It says so if the meeting is cancelled: some programs do not show the status."""
    title = f"{meeting.where} · {title_of(meeting)}"
    return _("Cancelled: %(title)s") % {"title": title} if meeting.is_cancelled else title


def calendar_uid(kind: str, key: int) -> str:
    """Return the permanent UID of a calendar entry, such as `meeting-12@leerweb.example`."""
    return f"{kind}-{key}@{settings.LEERWEB_CALENDAR_DOMAIN}"


def _location(meeting: Meeting) -> str:
    if meeting.mode == Meeting.Mode.ONLINE:
        return meeting.call or meeting.place or _("online")
    return " · ".join(part for part in (meeting.place, meeting.call) if part)


def _description(meeting: Meeting, link: str) -> str:
    """Return the purpose and the personal link, at which to reply: replies sent by a calendar are not read."""
    parts = [
        meeting.purpose,
        _("Join online: %(link)s") % {"link": meeting.call} if meeting.call else "",
        _("Preparation and your reply: %(link)s") % {"link": link},
        _("Please reply using that link. We don’t see what you click in your calendar."),
    ]
    return "\n\n".join(part for part in parts if part)
