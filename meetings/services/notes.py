"""After a meeting: what was done, how and why, and what people pick up. Three minutes, and no field is required."""

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

MOST_TASKS = 20


@transaction.atomic
def meeting_close(
    *,
    meeting: Meeting,
    actor: Any | None,
    what: str = "",
    how: str = "",
    why: str = "",
    tasks: str = "",
    seen: str | None = None,
) -> Meeting:
    """Round a meeting off with notes and tasks, one task per line ("Amira: photos" makes it Amira's).

    Doing it again changes the notes and adds the tasks that are new. Raises ValidationError by field, also before it
    takes place. `seen` is the `notes_state` of the notes that the actor began from: what somebody else wrote since is
    not overwritten unseen.
    """
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    if meeting.is_cancelled or meeting.is_draft:
        raise ValidationError(_("This meeting does not take place, so there is nothing to round off."))
    if meeting.begins is not None and timezone.now() < meeting.begins:
        raise ValidationError(_("This meeting has not begun yet."))
    written, before = (what.strip(), how.strip(), why.strip()), notes_state(meeting)
    meeting.notes_what, meeting.notes_how, meeting.notes_why = written
    if seen not in {None, before} and notes_state(meeting) != before:
        raise ValidationError(
            _("Somebody wrote notes meanwhile: they stand on the page of the meeting. Round off again to replace them.")
        )
    meeting.closed_at = meeting.closed_at or timezone.now()
    meeting.clean_fields(exclude=["programme", "network", "plan", "host"])
    meeting.save(update_fields=["notes_what", "notes_how", "notes_why", "closed_at"])
    _tasks_make(meeting, tasks)
    return meeting


def notes_state(meeting: Meeting) -> str:
    """Return a mark of the notes as they are: another one as soon as a word changes."""
    words = f"{meeting.notes_what}\0{meeting.notes_how}\0{meeting.notes_why}"
    return sha256(words.encode()).hexdigest()[:16]


def _tasks_make(meeting: Meeting, lines: str) -> None:
    """Make a task of every line. Raises ValidationError at `tasks`, naming the line, and then makes none."""
    texts = [line.strip(" -•*\t\r") for line in lines.splitlines() if line.strip(" -•*\t\r")]
    if not texts:
        return
    if meeting.network is None:
        raise ValidationError({"tasks": _("Tasks belong to a network; this meeting is of the whole programme.")})
    if len(texts) > MOST_TASKS:
        raise ValidationError({"tasks": _("Write down twenty tasks at most.")})
    people = {person.first_name.lower(): person for person in _people_with_a_name_of_their_own(meeting)}
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
    # Who clicked twice, or sends the page once more, means the same tasks.
    known = set(meeting.tasks.values_list("text", "owner"))
    Task.objects.bulk_create(row for row in rows if (row.text, row.owner_id) not in known)


def _people_with_a_name_of_their_own(meeting: Meeting) -> list[User]:
    """Return who is invited and whose first name nobody else there has."""
    people = [row.person for row in meeting.invitees.filter(removed_at=None, called="").select_related("person")]
    names = [person.first_name.lower() for person in people]
    return [person for person in people if names.count(person.first_name.lower()) == 1]
