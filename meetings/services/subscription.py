"""A person's calendar feed and email preferences, which only they can change."""

from secrets import token_hex
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.limits import email_allowed
from accounts.models import User
from mailing.services import emails_enqueue, emails_send_now
from meetings.models import CalendarFeed, MailChoice, MeetingInvitee
from meetings.services.digest import digest_schedule
from meetings.services.notifications import INVITATION, OVERVIEW, person_notify_again

FEED_LINK = "meetings.feed_link"


@transaction.atomic
def feed_renew(*, person: User, actor: Any | None) -> None:
    """Replace the link to a person's calendar feed, or create a new one after it was switched off."""
    feed = _feed_lock(person, actor)
    feed.version, feed.revoked_at = feed.version + 1, None
    feed.save(update_fields=["version", "revoked_at"])


def feed_link_send(*, person: User, actor: Any | None) -> None:
    """Email a person the links to their calendar feed and its page, a few times an hour at most."""
    _require_own(person, actor)
    if email_allowed("meetings.feed", str(person.pk)):
        emails_enqueue(email_type=FEED_LINK, idempotency_key=token_hex(8), recipient_ids=[person.pk])


@transaction.atomic
def links_renew(*, person: User) -> None:
    """Revoke all personal links of a person to meetings, past ones too, to their calendar and to its page.

    New links to upcoming meetings are emailed. Call in the transaction of the change that requires it.
    """
    MeetingInvitee.objects.filter(person=person).update(link_version=F("link_version") + 1)
    CalendarFeed.objects.get_or_create(person=person)
    CalendarFeed.objects.filter(person=person).update(version=F("version") + 1, page_version=F("page_version") + 1)
    person_notify_again(person=person, new_links=True)


@transaction.atomic
def feed_stop(*, person: User, actor: Any | None) -> None:
    """Switch off the link to a person's calendar feed."""
    feed = _feed_lock(person, actor)
    feed.revoked_at = feed.revoked_at or timezone.now()
    feed.save(update_fields=["revoked_at"])


@transaction.atomic
def mail_choice_set(*, person: User, actor: Any | None, frequency: str, calendar_by: str) -> MailChoice:
    """Save how a person wants emails about meetings. Choosing emails at once sends what was waiting for Monday.

    Switching from the feed to email sends all upcoming meetings. Raises ValidationError for an unknown choice.
    """
    _require_own(person, actor)
    choice, _made = MailChoice.objects.select_for_update().get_or_create(person=person)
    had_feed = choice.has_feed
    choice.frequency, choice.calendar_by = frequency, calendar_by
    choice.full_clean(exclude=["person"])
    choice.save(update_fields=["frequency", "calendar_by"])
    if had_feed and not choice.has_feed:
        person_notify_again(person=person)
    if choice.is_weekly:
        digest_schedule()
    else:
        for kind in (OVERVIEW, INVITATION):
            emails_send_now(email_type=kind, recipient_id=person.pk)
    return choice


def _feed_lock(person: User, actor: Any | None) -> CalendarFeed:
    _require_own(person, actor)
    feed, _made = CalendarFeed.objects.select_for_update().get_or_create(person=person)
    return feed


def _require_own(person: User, actor: Any | None) -> None:
    if actor is not None and actor.pk != person.pk:
        raise PermissionDenied
