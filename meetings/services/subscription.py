"""The link to somebody's calendar, and how they want their letters: their own to change, by both doors."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mailing.services import letters_hurry
from meetings.models import CalendarFeed, MailChoice
from meetings.services.digest import digest_plan
from meetings.services.telling import INVITATION, OVERVIEW, person_tell_again


@transaction.atomic
def feed_renew(*, person: User, actor: Any | None) -> None:
    """Give somebody a new link: the old one leads nowhere from now on. Also after it was stopped."""
    feed = _feed_lock(person, actor)
    feed.version, feed.revoked_at = feed.version + 1, None
    feed.save(update_fields=["version", "revoked_at"])


@transaction.atomic
def feed_stop(*, person: User, actor: Any | None) -> None:
    """Let the link lead nowhere from now on."""
    feed = _feed_lock(person, actor)
    feed.revoked_at = feed.revoked_at or timezone.now()
    feed.save(update_fields=["revoked_at"])


@transaction.atomic
def mail_choice_set(*, person: User, actor: Any | None, rhythm: str, calendar_by: str) -> MailChoice:
    """Keep how somebody wants letters about meetings; what waits for Monday goes now when they want letters at once.

    A calendar that followed the link and follows letters from now on gets what comes. Raises ValidationError for a
    choice that does not exist.
    """
    _require_own(person, actor)
    choice, _made = MailChoice.objects.select_for_update().get_or_create(person=person)
    had_feed = choice.has_feed
    choice.rhythm, choice.calendar_by = rhythm, calendar_by
    choice.full_clean(exclude=["person"])
    choice.save(update_fields=["rhythm", "calendar_by"])
    if had_feed and not choice.has_feed:
        person_tell_again(person=person)
    if choice.is_weekly:
        digest_plan()
    else:
        for kind in (OVERVIEW, INVITATION):
            letters_hurry(kind=kind, recipient_id=person.pk)
    return choice


def _feed_lock(person: User, actor: Any | None) -> CalendarFeed:
    _require_own(person, actor)
    feed, _made = CalendarFeed.objects.select_for_update().get_or_create(person=person)
    return feed


def _require_own(person: User, actor: Any | None) -> None:
    if actor is not None and actor.pk != person.pk:
        raise PermissionDenied
