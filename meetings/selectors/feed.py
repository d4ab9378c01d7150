"""The calendar feed of a person and the link to it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.tokens import token_create, token_is_valid, token_key
from meetings.ics import Deadline, feed_write
from meetings.models import CalendarFeed, MeetingInvitee, Task
from meetings.querysets import ANNOUNCED
from meetings.registry import deadlines_for
from meetings.selectors.calendar import calendar_uid, feed_entry_of
from networks.models import Participation

PURPOSE, PAGE_PURPOSE = "calendar", "calendar page"
BACK = timedelta(days=61)
NAME = "Leerweb"


@dataclass(frozen=True)
class FeedLink:
    """The link to a person's calendar feed. `is_stopped`: it is switched off until there is a new one."""

    url: str
    is_stopped: bool

    @property
    def subscribe_url(self) -> str:
        """The same link with the scheme that opens a calendar program."""
        return f"webcal://{self.url.partition('://')[2]}"

    @property
    def host(self) -> str:
        """The host name of the link."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True)
class FeedAsked:
    """The result of looking up a feed token: a person, or `is_gone` for a token that has been valid once."""

    person: User | None = None
    is_invalidated: bool = False


def feed_link(person: User) -> FeedLink:
    """Return the link to a person's calendar feed."""
    feed = _feed_of(person)
    token = token_create(purpose=PURPOSE, key=person.pk, version=feed.version)
    url = settings.LEERWEB_BASE_URL + reverse("meetings:feed", args=[token])
    return FeedLink(url, feed.revoked_at is not None)


def calendar_page_link(person: User) -> str:
    """Return the absolute URL of a person's calendar page, which opens without signing in."""
    token = token_create(purpose=PAGE_PURPOSE, key=person.pk, version=_feed_of(person).page_version)
    return settings.LEERWEB_BASE_URL + reverse("meetings:link_own_calendar", args=[token])


def person_by_page_token(token: str) -> User | None:
    """Return the person whose calendar page a token opens, or None if it is wrong or replaced.

    Also None for a person who is invited to nothing any more.
    """
    key = token_key(token)
    person = User.objects.filter(pk=key, is_active=True).first() if key else None
    if person is None:
        return None
    fits = token_is_valid(token, purpose=PAGE_PURPOSE, key=person.pk, version=_feed_of(person).page_version)
    invited = MeetingInvitee.objects.granting_access().filter(person=person)
    return person if fits and invited.exists() else None


def feed_by_token(token: str) -> FeedAsked:
    """Look up a feed token. One that was replaced or switched off is invalidated; a wrong one never existed."""
    key = token_key(token)
    person = User.objects.filter(pk=key).first() if key else None
    if person is None:
        return FeedAsked()
    feed = _feed_of(person)
    if token_is_valid(token, purpose=PURPOSE, key=person.pk, version=feed.version):
        is_invalidated = feed.revoked_at is not None or not person.is_active
        return FeedAsked(None if is_invalidated else person, is_invalidated)
    before = range(max(1, feed.version - 50), feed.version)
    was = any(token_is_valid(token, purpose=PURPOSE, key=person.pk, version=version) for version in before)
    return FeedAsked(is_invalidated=was)


def _feed_of(person: User) -> CalendarFeed:
    """Return the state of a person's link; an unsaved row represents the first version."""
    return CalendarFeed.objects.filter(person=person).first() or CalendarFeed(person=person)


def feed_of(person: User) -> bytes:
    """Return a person's calendar in the active language: meetings since two months ago and deadlines.

    Cancelled meetings stay in it, marked as cancelled. The bytes are the same as long as nothing changes, and the
    number of queries does not depend on the number of meetings.
    """
    entries = [feed_entry_of(invitee) for invitee in _invitations(person)]
    deadlines = deadlines_for(person)
    moments = [*(entry.changed_at for entry in entries), *(deadline.changed_at for deadline in deadlines)]
    return feed_write(
        name=NAME,
        changed_at=max(moments, default=None),
        entries=entries,
        deadlines=deadlines,
    )


def _invitations(person: User) -> list[MeetingInvitee]:
    since = timezone.localdate() - BACK
    rows = MeetingInvitee.objects.granting_access().filter(person=person, meeting__on_date__gte=since)
    related = ("person", "meeting__network__links", "meeting__programme__calendar")
    found = rows.filter(meeting__state__in=ANNOUNCED).select_related(*related)
    return list(found.order_by("meeting__on_date", "meeting__starts_at", "meeting_id"))


def task_deadlines(person: User) -> list[Deadline]:
    """Return the person's open tasks with a due date in the networks in which they take part."""
    mine = Participation.objects.active().filter(person=person).values("network")
    tasks = Task.objects.filter(owner=person, done_at=None, network__in=mine, due_on__isnull=False)
    return [_task(task) for task in tasks.select_related("network") if task.due_on]


def _task(task: Task) -> Deadline:
    assert task.due_on is not None  # noqa: S101  # nosec - the caller selects tasks with a due date
    return Deadline(
        uid=calendar_uid("task", task.pk),
        changed_at=datetime.combine(task.due_on, time(), tzinfo=UTC),
        until=task.due_on,
        summary=_("For %(network)s: %(what)s") % {"network": task.network.name, "what": task.text},
        description="",
    )
