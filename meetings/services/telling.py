"""Telling people about a meeting they are invited to, or are not invited to any more."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from mailing.selectors import letters_waiting
from mailing.services import LetterDraft, letters_write_each
from meetings.models import MailChoice, Meeting, MeetingInvitee
from meetings.selectors.letter_times import AFTER_DIGEST, is_soon, next_monday
from meetings.selectors.telling import Told

INVITATION = "meetings.invitation"
OVERVIEW = "meetings.overview"


def invitees_tell(
    *, meeting: Meeting, invitee_keys: Iterable[int] | None = None, at_once: bool = False, again: bool = False
) -> None:
    """Write a letter to everybody of a meeting, or to these invitees, about the meeting as it is when it is sent.

    One letter per person and state of the meeting: who was told this already gets none. Letters about one meeting to
    one person keep their order. Who wants letters once a week gets it then, unless the meeting is near or `at_once`.
    `again`: the letter says that perhaps nothing changed. Call in the transaction of the change.
    """
    rows = MeetingInvitee.objects.filter(meeting=meeting).select_related("meeting").order_by("pk")
    found = list(rows.current() if invitee_keys is None else rows.filter(pk__in=list(invitee_keys)))
    weekly = set() if at_once or is_soon(meeting) else _weekly(found)
    later = next_monday() + AFTER_DIGEST
    due = {invitee.pk: later if invitee.person_id in weekly else None for invitee in found}
    _overviews(meeting, found, due)
    letters_write_each(kind=INVITATION, drafts=[_draft(invitee, due[invitee.pk], again=again) for invitee in found])


def _weekly(invitees: Sequence[MeetingInvitee]) -> set[int]:
    people = [invitee.person_id for invitee in invitees]
    chosen = MailChoice.objects.filter(person__in=people, rhythm=MailChoice.Rhythm.WEEKLY)
    return set(chosen.values_list("person_id", flat=True))


def _draft(invitee: MeetingInvitee, due_at: datetime | None, *, again: bool) -> LetterDraft:
    return LetterDraft(
        recipient_id=invitee.person_id,
        occasion=f"{invitee.meeting_id}:{invitee.sequence}:{invitee.link_version}",
        params={"invitee": invitee.pk, **({"again": True} if again else {})},
        due_at=due_at,
        stream=f"meetings.invitee:{invitee.pk}",
    )


def _overviews(meeting: Meeting, invitees: Sequence[MeetingInvitee], due: dict[int, datetime | None]) -> None:
    """Write, before the letters about single meetings, one about all of them to whom this one is new.

    It is sent only when several are new (a year was published, somebody joined), and one at a time is enough.
    """
    if meeting.network_id is None:
        return
    prefix, now = f"{meeting.network_id}:", timezone.now()
    waiting = letters_waiting(kind=OVERVIEW, occasion_begins=prefix)
    letters_write_each(
        kind=OVERVIEW,
        drafts=[
            LetterDraft(
                recipient_id=invitee.person_id,
                occasion=f"{prefix}{now:%Y%m%d%H%M%S%f}",
                params={"network": meeting.network_id},
                due_at=(due[invitee.pk] or now) - timedelta(seconds=1),
            )
            for invitee in invitees
            if _is_new_by_kind(invitee) and invitee.person_id not in waiting
        ],
    )


def _is_new_by_kind(invitee: MeetingInvitee) -> bool:
    """Return whether a meeting is new to somebody who takes part; a guest of one meeting is no part of a year."""
    is_new = invitee.told_sequence is None and invitee.removed_at is None
    return is_new and invitee.because == MeetingInvitee.Because.KIND


def invitees_told(*, told: Sequence[Told]) -> None:
    """Keep what somebody knows now. Called in the transaction that marks the letter as dealt with."""
    for each in told:
        MeetingInvitee.objects.filter(pk=each.invitee_key).update(
            told_sequence=each.sequence, told_cancelled=each.cancelled, in_calendar=each.in_calendar
        )


def person_tell_again(*, person: User, new_links: bool = False) -> None:
    """Tell somebody of everything that comes once more: for a new address, or a calendar that follows letters again.

    `new_links` ends the personal links that are out. Call in the transaction of what made it needed.
    """
    mine = MeetingInvitee.objects.current().filter(person=person)
    mine = mine.filter(meeting__in=Meeting.objects.published().coming())
    mine = mine if new_links else mine.filter(in_calendar=False, meeting__on_date__isnull=False)
    keys = list(mine.values_list("pk", flat=True))
    MeetingInvitee.objects.filter(pk__in=keys).update(
        told_sequence=None,
        told_cancelled=False,
        own_sequence=F("own_sequence") + 1,
        link_version=F("link_version") + int(new_links),
    )
    meetings = Meeting.objects.filter(invitees__in=keys).select_related("programme__calendar")
    for meeting in meetings:
        invitees_tell(meeting=meeting, invitee_keys=meeting.invitees.filter(pk__in=keys).values_list("pk", flat=True))
