"""Preparation for meetings, which each person ticks off for themselves."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Meeting, MeetingFile, Preparation, PreparationTick
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from meetings.services.meeting import meeting_lock
from meetings.services.rights import require_meeting
from networks.access import Permission


@transaction.atomic
def preparation_add(
    *,
    meeting: Meeting,
    actor: Any | None,
    text: str,
    minutes: int,
    link: str = "",
    file: MeetingFile | None = None,
) -> Preparation:
    """Add a preparation to a meeting. Raises ValidationError by field."""
    meeting = meeting_lock(meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    last: int | None = meeting.preparations.aggregate(last=Max("position"))["last"]
    preparation = Preparation(
        meeting=meeting,
        text=text.strip(),
        minutes=minutes,
        link=link.strip(),
        file=file,
        position=0 if last is None else last + 1,
    )
    given = (meeting, actor, preparation.text, minutes, preparation.link, file)
    return idempotent_create(meeting.preparations.all(), given, partial(_saved, preparation))


@transaction.atomic
def preparation_change(*, preparation: Preparation, actor: Any | None, **fields: Any) -> None:
    """Change any of text, minutes, link and file. Raises ValidationError by field."""
    meeting = meeting_lock(preparation.meeting)
    require_meeting(actor=actor, meeting=meeting, permission=Permission.PLAN_MEETINGS)
    preparation = lock_or_stale(meeting.preparations, preparation)
    for name, value in fields.items():
        setattr(preparation, name, value.strip() if isinstance(value, str) else value)
    _check(preparation)
    preparation.save(update_fields=[*fields])


@transaction.atomic
def preparation_remove(*, preparation: Preparation, actor: Any | None) -> None:
    """Delete a preparation and its ticks."""
    require_meeting(actor=actor, meeting=preparation.meeting, permission=Permission.PLAN_MEETINGS)
    preparation.delete()


@transaction.atomic
def preparation_tick(*, preparation: Preparation, actor: User, done: bool) -> None:
    """Tick off a preparation for the actor, or untick it. Nobody else can see this."""
    require_meeting(actor=actor, meeting=preparation.meeting, permission=Permission.JOIN_MEETING)
    if done:
        lock_or_stale(Preparation.objects, preparation)
        PreparationTick.objects.get_or_create(preparation=preparation, person=actor)
    else:
        PreparationTick.objects.filter(preparation=preparation, person=actor).delete()


def _saved(preparation: Preparation) -> Preparation:
    _check(preparation)
    preparation.save()
    return preparation


def _check(preparation: Preparation) -> None:
    preparation.full_clean(exclude=["meeting", "file"], validate_constraints=False)
    if not 1 <= preparation.minutes <= 600:
        raise ValidationError({"minutes": _("Choose between 1 and 600 minutes.")})
    if preparation.file is not None and preparation.file.meeting_id != preparation.meeting_id:
        raise ValidationError({"file": _("Choose one of this meeting’s files.")})
    if preparation.file is not None and not MeetingFile.objects.filter(pk=preparation.file.pk).exists():
        raise ValidationError({"file": _("This file has just been removed.")})
