"""Completing a meeting with notes and tasks. No field is required."""

from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Meeting, Task
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission

MAX_TASKS = 20


@transaction.atomic
def meeting_complete(
    *,
    meeting: Meeting,
    actor: Any | None,
    what: str = "",
    how: str = "",
    why: str = "",
    tasks: str = "",
    expected_fingerprint: str | None = None,
) -> Meeting:
    """Complete a meeting with notes and tasks, one task per line ("Amira: photos" makes Amira its owner).

    Completing it again changes the notes and adds new tasks. `expected_fingerprint` is the `notes_fingerprint` of the
    notes that the actor saw: notes written by someone else since must not be overwritten. Raises ValidationError by
    field, and if the meeting has not begun.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.is_cancelled or meeting.is_draft:
        raise ValidationError(_("This meeting isn’t taking place, so it can’t be completed."))
    if meeting.begins is not None and timezone.now() < meeting.begins:
        raise ValidationError(_("This meeting has not begun yet."))
    written, before = (what.strip(), how.strip(), why.strip()), notes_fingerprint(meeting)
    meeting.notes_what, meeting.notes_how, meeting.notes_why = written
    if expected_fingerprint not in {None, before} and notes_fingerprint(meeting) != before:
        raise ValidationError(
            _("Someone has just written notes. You can see them on the meeting’s page. Complete again to replace them.")
        )
    meeting.completed_at = meeting.completed_at or timezone.now()
    meeting.clean_fields(exclude=["programme", "network", "plan", "host"])
    meeting.save(update_fields=["notes_what", "notes_how", "notes_why", "completed_at"])
    _tasks_create(meeting, tasks)
    return meeting


def notes_fingerprint(meeting: Meeting) -> str:
    """Return a hash of the notes, which changes with every edit."""
    words = f"{meeting.notes_what}\0{meeting.notes_how}\0{meeting.notes_why}"
    return sha256(words.encode()).hexdigest()[:16]


def _tasks_create(meeting: Meeting, lines: str) -> None:
    """Create a task from every line. Raises ValidationError at `tasks`, naming the line, without creating any."""
    texts = [line.strip(" -•*\t\r") for line in lines.splitlines() if line.strip(" -•*\t\r")]
    if not texts:
        return
    if meeting.network is None:
        raise ValidationError({"tasks": _("Tasks belong to a network, and this meeting is for the whole programme.")})
    if len(texts) > MAX_TASKS:
        raise ValidationError({"tasks": _("Enter at most twenty tasks.")})
    people = {person.first_name.lower(): person for person in _people_with_unique_first_name(meeting)}
    rows = []
    for text in texts:
        name, colon, rest = text.partition(":")
        owner = people.get(name.strip().lower()) if colon and rest.strip() else None
        what = rest.strip() if owner else text
        what = what[:1].upper() + what[1:]
        if len(what) > 300:
            raise ValidationError(
                {"tasks": _("This line is longer than 300 characters: %(line)s…") % {"line": what[:60]}}
            )
        rows.append(Task(network=meeting.network, meeting=meeting, text=what, owner=owner))
    # A double click or a form sent again means the same tasks.
    known = set(meeting.tasks.values_list("text", "owner"))
    Task.objects.bulk_create(row for row in rows if (row.text, row.owner_id) not in known)


def _people_with_unique_first_name(meeting: Meeting) -> list[User]:
    """Return the invitees whose first name is unique among the invitees."""
    people = [row.person for row in meeting.invitees.filter(removed_at=None, display_name="").select_related("person")]
    names = [person.first_name.lower() for person in people]
    return [person for person in people if names.count(person.first_name.lower()) == 1]
