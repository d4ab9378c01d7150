"""Answering whether everything is ready for online: once, without a name, without a moment."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.conditions import CODES, LEFT_OPEN, NOT_YET, READY
from meetings.models import ConditionsAnswered, ConditionsCheck, ConditionsCount, Meeting, MeetingInvitee
from meetings.selectors.conditions import conditions_of
from meetings.services.meeting import meeting_lock
from meetings.services.retention import presence_forget_later
from networks.access import Permission, denial_message
from networks.services.programme import first_year_now

_COUNTERS = {READY: "ready", NOT_YET: "not_yet"}


@transaction.atomic
def conditions_answer(*, meeting: Meeting, actor: Any, answers: Mapping[str, str]) -> None:
    """Count what somebody said, by code of question, and keep that they answered. It cannot be changed afterwards.

    Raises PermissionDenied for who is not invited, and for guests of the meeting; ValidationError for a second time,
    for no answer at all, for one that does not exist, and outside the days on which answers are taken. Nothing was
    counted then.
    """
    meeting = meeting_lock(meeting)
    asked = MeetingInvitee.objects.current().filter(meeting=meeting, because=MeetingInvitee.Because.KIND)
    if not asked.filter(person=actor).exists():
        raise PermissionDenied(denial_message(Permission.JOIN_MEETING))
    check = _check_lock(meeting)
    given = _given(answers)
    _row, is_new = ConditionsAnswered.objects.get_or_create(check_of=check, person=actor)
    if not is_new:
        raise ValidationError(
            _("You have answered already. That stays as it is: nobody can tell which answer was yours.")
        )
    for code, answer in given.items():
        field = _COUNTERS[answer]
        ConditionsCount.objects.filter(check_of=check, question=code).update(**{field: F(field) + 1})
    presence_forget_later(day=meeting.last_day)


def _check_lock(meeting: Meeting) -> ConditionsCheck:
    """Lock and return the counters of a meeting's study year, making them at the first answer."""
    conditions = conditions_of(meeting)
    if conditions is None or not conditions.is_open:
        raise ValidationError(_("No answers are taken now. Nothing was changed."))
    check, is_new = ConditionsCheck.objects.get_or_create(
        network=meeting.network,
        first_year=first_year_now(meeting.last_day),
        defaults={"closes_on": conditions.closes_on},
    )
    if is_new:
        ConditionsCount.objects.bulk_create(ConditionsCount(check_of=check, question=code) for code in CODES)
    return ConditionsCheck.objects.select_for_update().get(pk=check.pk)


def _given(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that were given; what was left open is left out."""
    if set(answers) - set(CODES) or set(answers.values()) - {READY, NOT_YET, LEFT_OPEN}:
        raise ValidationError(_("Choose one of the answers."))
    given = {code: answer for code, answer in answers.items() if answer != LEFT_OPEN}
    if not given:
        raise ValidationError(_("There is nothing to send yet: answer at least one question."))
    return given
