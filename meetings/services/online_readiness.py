"""Answering the online readiness check: once, without storing a name or a time with the answers."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.models import (
    Meeting,
    MeetingInvitee,
    OnlineReadinessCheck,
    OnlineReadinessCount,
    OnlineReadinessRespondent,
)
from meetings.online_readiness import CODES, NOT_YET, READY, UNANSWERED
from meetings.selectors.online_readiness import online_readiness_of
from meetings.services.meeting import meeting_lock
from networks.access import Permission, denial_message
from networks.study_years import current_first_year

_COUNTERS = {READY: "ready", NOT_YET: "not_yet"}


@transaction.atomic
def online_readiness_answer(*, meeting: Meeting, actor: Any, answers: Mapping[str, str]) -> None:
    """Count a person's answers, by code of question, and record that they answered. This cannot be undone.

    Raises PermissionDenied if the actor is not invited or is a guest, and ValidationError if they answered before, if
    there is no answer or an unknown one, or if the check is not open. Nothing is counted then.
    """
    meeting = meeting_lock(meeting)
    asked = MeetingInvitee.objects.current().filter(meeting=meeting, source=MeetingInvitee.Source.KIND)
    if not asked.filter(person=actor).exists():
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    check = _check_lock(meeting)
    given = _given(answers)
    _row, is_new = OnlineReadinessRespondent.objects.get_or_create(readiness_check=check, person=actor)
    if not is_new:
        raise ValidationError(_("You’ve already answered. You can’t change it: no one knows which answers are yours."))
    for code, answer in given.items():
        field = _COUNTERS[answer]
        OnlineReadinessCount.objects.filter(readiness_check=check, question=code).update(**{field: F(field) + 1})


def _check_lock(meeting: Meeting) -> OnlineReadinessCheck:
    """Lock and return the check of a meeting's study year, creating it for the first answer."""
    online_readiness = online_readiness_of(meeting)
    if online_readiness is None or not online_readiness.is_open:
        raise ValidationError(_("You can’t answer now. Nothing has been changed."))
    check, is_new = OnlineReadinessCheck.objects.get_or_create(
        network=meeting.network,
        first_year=current_first_year(meeting.last_day),
        defaults={"closes_on": online_readiness.closes_on},
    )
    if is_new:
        OnlineReadinessCount.objects.bulk_create(
            OnlineReadinessCount(readiness_check=check, question=code) for code in CODES
        )
    return OnlineReadinessCheck.objects.select_for_update().get(pk=check.pk)


def _given(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the given answers, without the skipped questions."""
    if set(answers) - set(CODES) or set(answers.values()) - {READY, NOT_YET, UNANSWERED}:
        raise ValidationError(_("Choose one of the answers."))
    given = {code: answer for code, answer in answers.items() if answer != UNANSWERED}
    if not given:
        raise ValidationError(_("There is nothing to send yet. Answer at least one question."))
    return given
