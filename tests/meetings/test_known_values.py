"""The database accepts only known values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from meetings.models import Attendance, BlockedPeriod, MeetingFile, MeetingInvitee, ProgrammeCalendar, Task
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.mark.parametrize(
    ("model", "values", "constraint"),
    [
        (Attendance, {"recorded_by": "somebody"}, "meetings_attendance_recorded_by_known"),
        (MeetingInvitee, {"source": "friend"}, "meetings_invitee_source_known"),
        (BlockedPeriod, {"kind": "rain"}, "meetings_blockedperiod_kind_known"),
        (ProgrammeCalendar, {"region": "west"}, "meetings_programmecalendar_region_known"),
        (MeetingFile, {"size": 10 * 1024 * 1024 + 1}, "meetings_meetingfile_not_too_large"),
        (Task, {"due_on": date(2101, 1, 1)}, "meetings_task_day_plausible"),
    ],
)
def test_database_refuses_an_unknown_value(
    cast: Cast, model: type[models.Model], values: dict[str, Any], constraint: str
):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    Attendance.objects.create(invitee=invitee_of(meeting, cast["Amira"]), was_there=True, recorded_by="person")
    BlockedPeriod.objects.create(programme=cast.werkplaats, name="Toetsweek", first_day=in_days(1), last_day=in_days(2))
    ProgrammeCalendar.objects.create(programme=cast.werkplaats)
    MeetingFile.objects.create(meeting=meeting, name="stuk.pdf", content_type="application/pdf", size=1, content=b"%")
    Task.objects.create(network=cast.burgerschap, text="Foto’s maken")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model._default_manager.update(**values)
