"""Notifying people of meetings that they are invited to, or no longer invited to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from mailing.selectors import recipients_with_pending_email
from mailing.services import EmailDraft, emails_enqueue_each
from meetings.models import MailChoice, Meeting, MeetingInvitee
from meetings.selectors.email_times import AFTER_DIGEST, is_soon, next_monday
from meetings.selectors.notifications import CalendarState, ordering_key_of

INVITATION = "meetings.invitation"
OVERVIEW = "meetings.overview"
LEFT = "meetings.left"
# The number of meetings from which one email says that a person left them all.
MIN_LEFT = 2


def invitees_notify(
    *,
    meeting: Meeting,
    invitee_keys: Iterable[int] | None = None,
    at_once: bool = False,
    again: bool = False,
    zone_before: str = "",
) -> None:
    """Enqueue an email to all invitees of a meeting, or to these, which describes the meeting when it is sent.

    There is one email per person and state of the meeting, and emails about one meeting to one person keep their order.
    People with weekly emails get it then, unless the meeting is soon or `at_once`. With `again`, the email says that
    perhaps nothing changed; with `zone_before`, that the programme had that time zone. Call in the transaction of the
    change.
    """
    rows = MeetingInvitee.objects.filter(meeting=meeting).select_related("meeting").order_by("pk")
    found = list(rows.current() if invitee_keys is None else rows.filter(pk__in=list(invitee_keys)))
    weekly = set() if at_once or is_soon(meeting) else _weekly(found)
    later = next_monday() + AFTER_DIGEST
    due = {invitee.pk: later if invitee.person_id in weekly else None for invitee in found}
    said = {**({"again": True} if again else {}), **({"zone_before": zone_before} if zone_before else {})}
    _enqueue_overviews(meeting, found, due)
    emails_enqueue_each(email_type=INVITATION, drafts=[_draft(invitee, due[invitee.pk], said) for invitee in found])


def _weekly(invitees: Sequence[MeetingInvitee]) -> set[int]:
    people = [invitee.person_id for invitee in invitees]
    chosen = MailChoice.objects.filter(person__in=people, frequency=MailChoice.Frequency.WEEKLY)
    return set(chosen.values_list("person_id", flat=True))


def _draft(invitee: MeetingInvitee, due_at: datetime | None, said: Mapping[str, object]) -> EmailDraft:
    return EmailDraft(
        recipient_id=invitee.person_id,
        idempotency_key=f"{invitee.meeting_id}:{invitee.sequence}:{invitee.link_version}",
        params={"invitee": invitee.pk, **said},
        due_at=due_at,
        ordering_key=ordering_key_of(invitee),
    )


def _enqueue_overviews(meeting: Meeting, invitees: Sequence[MeetingInvitee], due: dict[int, datetime | None]) -> None:
    """Enqueue an overview, to be sent before the emails about single meetings, to people for whom this one is new.

    It is only sent if several meetings are new to them, and people with a pending overview get no second one.
    """
    if meeting.network_id is None:
        return
    prefix, now = f"{meeting.network_id}:", timezone.now()
    waiting = recipients_with_pending_email(email_type=OVERVIEW, idempotency_key_prefix=prefix)
    emails_enqueue_each(
        email_type=OVERVIEW,
        drafts=[
            EmailDraft(
                recipient_id=invitee.person_id,
                idempotency_key=f"{prefix}{now:%Y%m%d%H%M%S%f}",
                params={"network": meeting.network_id},
                due_at=(due[invitee.pk] or now) - timedelta(seconds=1),
            )
            for invitee in invitees
            if _is_new_by_kind(invitee) and invitee.person_id not in waiting
        ],
    )


def leavers_notify(*, invitee_keys: Iterable[int]) -> None:
    """Enqueue one email to each person who was taken off the list of several meetings, before those about each one.

    Call in the transaction of the change, for all meetings that it concerns.
    """
    now, lists = timezone.now(), defaultdict[tuple[int, int | None], list[int]](list)
    for invitee in MeetingInvitee.objects.filter(pk__in=list(invitee_keys)).select_related("meeting").order_by("pk"):
        lists[invitee.person_id, invitee.meeting.network_id].append(invitee.pk)
    drafts = [
        EmailDraft(
            recipient_id=person,
            idempotency_key=f"{network}:{now:%Y%m%d%H%M%S%f}",
            params={"invitees": keys},
            due_at=now - timedelta(seconds=1),
        )
        for (person, network), keys in lists.items()
        if len(keys) >= MIN_LEFT
    ]
    emails_enqueue_each(email_type=LEFT, drafts=drafts)


def _is_new_by_kind(invitee: MeetingInvitee) -> bool:
    """Return whether a meeting is new to a participant. Guests of one meeting need no overview of the year."""
    is_new = invitee.notified_sequence is None and invitee.removed_at is None
    return is_new and invitee.source == MeetingInvitee.Source.KIND


def calendar_states_save(*, states: Sequence[CalendarState]) -> None:
    """Save what invitees have been notified of. Called in the transaction that marks the email as sent."""
    for state in states:
        MeetingInvitee.objects.filter(pk=state.invitee_key).update(
            notified_sequence=state.sequence, notified_cancelled=state.cancelled, in_calendar=state.in_calendar
        )


def person_notify_again(*, person: User, new_links: bool = False) -> None:
    """Notify a person of all their upcoming meetings again, for a new address or a calendar that follows emails again.

    `new_links`: their personal links have been replaced. Call in the transaction of the change that requires it.
    """
    mine = MeetingInvitee.objects.current().filter(person=person)
    mine = mine.filter(meeting__in=Meeting.objects.published().upcoming())
    mine = mine if new_links else mine.filter(in_calendar=False, meeting__on_date__isnull=False)
    keys = list(mine.values_list("pk", flat=True))
    MeetingInvitee.objects.filter(pk__in=keys).update(
        notified_sequence=None,
        notified_cancelled=False,
        personal_sequence=F("personal_sequence") + 1,
    )
    meetings = Meeting.objects.filter(invitees__in=keys).select_related("programme__calendar")
    for meeting in meetings:
        invitees_notify(meeting=meeting, invitee_keys=meeting.invitees.filter(pk__in=keys).values_list("pk", flat=True))
