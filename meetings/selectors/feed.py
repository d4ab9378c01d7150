"""The calendar that somebody subscribes to, and the link to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.tokens import token_fits, token_key, token_make
from meetings.ics import Deadline, feed_write
from meetings.models import CalendarFeed, MeetingInvitee, Task
from meetings.querysets import ANNOUNCED
from meetings.registry import deadlines_of
from meetings.selectors.calendar import calendar_uid, entry_of
from networks.models import Participation

PURPOSE = "calendar"
BACK = timedelta(days=61)
NAME = "Leerweb"


@dataclass(frozen=True)
class FeedLink:
    """The link to somebody's calendar. `is_stopped`: it leads nowhere until there is a new one."""

    url: str
    is_stopped: bool

    @property
    def subscribe_url(self) -> str:
        """The same link for the program that keeps calendars."""
        return f"webcal://{self.url.partition('://')[2]}"

    @property
    def host(self) -> str:
        """Where it leads to."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True)
class FeedAsked:
    """What a token of a feed leads to: a person, or nothing any more (`is_gone`), or nothing ever."""

    person: User | None = None
    is_gone: bool = False


def feed_link(person: User) -> FeedLink:
    """Return the link to somebody's calendar."""
    feed = _feed_of(person)
    token = token_make(purpose=PURPOSE, key=person.pk, version=feed.version)
    url = settings.LEERWEB_BASE_URL + reverse("meetings:feed", args=[token])
    return FeedLink(url, feed.revoked_at is not None)


def feed_by_token(token: str) -> FeedAsked:
    """Return whose calendar a token opens. One that was replaced or stopped is gone; a wrong one never was."""
    key = token_key(token)
    person = User.objects.filter(pk=key).first() if key else None
    if person is None:
        return FeedAsked()
    feed = _feed_of(person)
    if token_fits(token, purpose=PURPOSE, key=person.pk, version=feed.version):
        is_gone = feed.revoked_at is not None or not person.is_active
        return FeedAsked(None if is_gone else person, is_gone)
    before = range(max(1, feed.version - 50), feed.version)
    was = any(token_fits(token, purpose=PURPOSE, key=person.pk, version=version) for version in before)
    return FeedAsked(is_gone=was)


def _feed_of(person: User) -> CalendarFeed:
    """Return how the link stands; who never touched it has the first one."""
    return CalendarFeed.objects.filter(person=person).first() or CalendarFeed(person=person)


def feed_of(person: User) -> bytes:
    """Return somebody's calendar in the active language: meetings of the last two months and all that come, deadlines.

    Cancelled meetings stay, as cancelled. As many queries for two hundred meetings as for twenty; the same bytes as
    long as nothing changes.
    """
    entries = [entry_of(invitee) for invitee in _invitations(person)]
    deadlines = deadlines_of(person)
    moments = [*(entry.changed_at for entry in entries), *(deadline.changed_at for deadline in deadlines)]
    return feed_write(
        uid=calendar_uid("calendar", person.pk),
        name=NAME,
        changed_at=max(moments, default=None),
        entries=entries,
        deadlines=deadlines,
    )


def _invitations(person: User) -> list[MeetingInvitee]:
    since = timezone.localdate() - BACK
    rows = MeetingInvitee.objects.in_force().filter(person=person, meeting__on_date__gte=since)
    related = ("person", "meeting__network__places", "meeting__programme__calendar")
    found = rows.filter(meeting__state__in=ANNOUNCED).select_related(*related)
    return list(found.order_by("meeting__on_date", "meeting__starts_at", "meeting_id"))


def task_deadlines(person: User) -> list[Deadline]:
    """Return what somebody picked up with a day to it, in the networks they take part in."""
    mine = Participation.objects.active().filter(person=person).values("network")
    tasks = Task.objects.filter(owner=person, done_at=None, network__in=mine, due_on__isnull=False)
    return [_task(task) for task in tasks.select_related("network") if task.due_on]


def _task(task: Task) -> Deadline:
    assert task.due_on is not None  # noqa: S101  # nosec - the caller chose those with a day
    return Deadline(
        uid=calendar_uid("task", task.pk),
        changed_at=datetime.combine(task.due_on, time(), tzinfo=UTC),
        until=task.due_on,
        summary=_("To do for %(network)s: %(what)s") % {"network": task.network.name, "what": task.text},
        description="",
    )
