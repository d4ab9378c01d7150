"""The year plan of a network: creating, changing, publishing, discarding and copying it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import AuditEntry
from mailing.models import Email
from meetings.models import Meeting, YearPlan
from meetings.planning import MAX_MEETINGS, Slot
from meetings.selectors.clashes import date_warnings
from meetings.selectors.meetings import network_meetings
from meetings.selectors.year import year_page
from meetings.services.calendar import blocked_period_add
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.services.notifications import INVITATION
from meetings.services.year_plan import (
    meeting_shift,
    year_plan_add,
    year_plan_create,
    year_plan_discard,
    year_plan_publish,
)
from meetings.services.year_plan_copy import year_plan_copy
from networks.models import Network, StudyYear
from networks.services.programme import study_year_add
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, meeting_make


@pytest.fixture
def next_year(cast: Cast) -> StudyYear:
    """Return the next study year, which lies entirely in the future."""
    return study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=cast.year.first_year + 1)


def tuesdays(year: StudyYear, count: int) -> list[date]:
    """Return Tuesdays of a study year from September, four weeks apart."""
    first = date(year.first_year, 9, 1)
    first += timedelta(days=(1 - first.weekday()) % 7)
    return [first + timedelta(weeks=4 * number) for number in range(count)]


def slots(year: StudyYear, count: int = 3) -> list[Slot]:
    """Return slots on site on Tuesdays and, after the first, one online with an undecided date."""
    days = tuesdays(year, count)
    online = Slot("online", 45, window_starts=days[0] + timedelta(days=6), window_ends=days[0] + timedelta(days=17))
    return [*(Slot("on_site", 195, day, time(13, 30)) for day in days), online]


def plan_make(cast: Cast, year: StudyYear, network: Network | None = None) -> YearPlan:
    """Return a plan of Burgerschap or another network by its coordinator."""
    return year_plan_create(
        network=network or cast.burgerschap,
        study_year=year,
        actor=cast["Nadia"],
        slots=slots(year),
        place="De Rank",
    )


def drafts(plan: YearPlan) -> list[Meeting]:
    return list(plan.meetings.filter(state="draft"))


def test_plan_creates_drafts_without_notifying_anyone(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    assert [(m.state, m.mode, m.place) for m in plan.meetings.all()] == [
        *[("draft", "on_site", "De Rank")] * 3,
        ("draft", "online", ""),
    ]
    assert not Email.objects.filter(email_type=INVITATION).exists()


def test_second_plan_for_the_same_year_is_refused(cast: Cast, next_year: StudyYear):
    plan_make(cast, next_year)
    with pytest.raises(ValidationError):
        plan_make(cast, next_year)
    assert Meeting.objects.count() == 4


def test_year_of_another_programme_is_refused(cast: Cast):
    with pytest.raises(ValidationError):
        plan_make(cast, cast.point_year)


def test_plan_with_more_than_sixty_meetings_is_refused(cast: Cast, next_year: StudyYear):
    many = [Slot("on_site", 60, tuesdays(next_year, 1)[0], time(9))] * (MAX_MEETINGS + 1)
    with pytest.raises(ValidationError):
        year_plan_create(network=cast.burgerschap, study_year=next_year, actor=cast["Iris"], slots=many)


def test_publishing_a_plan_twice_changes_nothing_more(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    assert year_plan_publish(plan=plan, actor=cast["Iris"]) == 4
    emails = Email.objects.filter(email_type=INVITATION).count()
    assert year_plan_publish(plan=plan, actor=cast["Iris"]) == 0
    assert Email.objects.filter(email_type=INVITATION).count() == emails == 4 * 13
    assert AuditEntry.objects.filter(code="meetings.plan_published").count() == 1


def test_draft_added_later_is_published_on_its_own(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    year_plan_publish(plan=plan, actor=cast["Iris"])
    year_plan_add(
        network=cast.burgerschap,
        study_year=next_year,
        actor=cast["Iris"],
        on_date=tuesdays(next_year, 1)[0] + timedelta(days=1),
        starts_at=time(9),
    )
    assert year_plan_publish(plan=plan, actor=cast["Iris"]) == 1


@pytest.mark.parametrize("name", ["Amira", "Hugo", "Pieter", "Otto"])
def test_plan_actions_by_a_non_planner_are_refused(cast: Cast, next_year: StudyYear, name: str):
    plan = plan_make(cast, next_year)
    acts = [
        lambda: year_plan_publish(plan=plan, actor=cast[name]),
        lambda: year_plan_discard(plan=plan, actor=cast[name]),
        lambda: meeting_shift(meeting=drafts(plan)[0], actor=cast[name], weeks=1),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_shifted_draft_moves_to_the_next_free_week_and_others_stay(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    first, *others = drafts(plan)
    before = [other.on_date for other in others]
    day = tuesdays(next_year, 1)[0]
    blocked_period_add(
        programme=cast.werkplaats,
        actor=cast["Nadia"],
        name="Toetsweek",
        first_day=day + timedelta(days=6),
        last_day=day + timedelta(days=10),
    )
    moved = meeting_shift(meeting=first, actor=cast["Iris"], weeks=1)
    assert moved.on_date == day + timedelta(weeks=2)
    assert [other.on_date for other in drafts(plan)[1:]] == before
    assert meeting_shift(meeting=moved, actor=cast["Iris"], weeks=-1).on_date == day


def test_published_meeting_cannot_be_shifted(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    year_plan_publish(plan=plan, actor=cast["Iris"])
    with pytest.raises(ValidationError):
        meeting_shift(meeting=plan.meetings.get(on_date=tuesdays(next_year, 1)[0]), actor=cast["Iris"], weeks=1)


def test_shift_without_a_free_week_is_refused(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    for number in range(5):
        blocked_period_add(
            programme=cast.werkplaats,
            actor=cast["Nadia"],
            name=f"Dicht {number}",
            first_day=next_year.starts_on + timedelta(days=80 * number),
            last_day=next_year.starts_on + timedelta(days=80 * number + 79),
        )
    with pytest.raises(ValidationError):
        meeting_shift(meeting=drafts(plan)[0], actor=cast["Iris"], weeks=1)


def test_undecided_date_in_a_plan_can_be_set(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    undecided = plan.meetings.get(on_date=None)
    day = undecided.last_day
    changed = meeting_change(
        meeting=undecided, actor=cast["Iris"], on_date=day, starts_at=time(16), window_starts=None, window_ends=None
    )
    assert (changed.on_date, changed.is_date_undecided, changed.minutes) == (day, False, 45)


def test_discard_deletes_drafts_and_keeps_published_meetings(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    year_plan_publish(plan=plan, actor=cast["Iris"])
    day = tuesdays(next_year, 1)[0] + timedelta(days=1)
    year_plan_add(network=cast.burgerschap, study_year=next_year, actor=cast["Iris"], on_date=day, starts_at=time(9))
    assert year_plan_discard(plan=plan, actor=cast["Iris"]) == 1
    assert plan.meetings.count() == 4


def test_plan_without_meetings_is_deleted(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    year_plan_discard(plan=plan, actor=cast["Iris"])
    assert not YearPlan.objects.exists()
    assert plan_make(cast, next_year).meetings.count() == 4


def test_copy_to_another_network_keeps_the_dates(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    meeting_cancel(meeting=drafts(plan)[2], actor=cast["Nadia"])
    copied = year_plan_copy(
        network=cast.burgerschap,
        study_year=next_year,
        actor=cast["Nadia"],
        to_networks=[cast.rekenen],
        to_year=next_year,
    )
    assert [(one.plan.network, one.count, one.moved) for one in copied] == [(cast.rekenen, 3, [])]
    assert [m.on_date for m in drafts(copied[0].plan)][:2] == tuesdays(next_year, 2)


def test_copy_to_the_next_year_keeps_weekdays_and_reports_moves(cast: Cast, next_year: StudyYear):
    plan_make(cast, next_year)
    after = study_year_add(programme=cast.werkplaats, actor=cast["Nadia"], first_year=next_year.first_year + 1)
    wanted = date.fromisocalendar(after.first_year, tuesdays(next_year, 1)[0].isocalendar().week, 2)
    blocked_period_add(
        programme=cast.werkplaats, actor=cast["Nadia"], name="Opening", first_day=wanted, last_day=wanted
    )
    [copied] = year_plan_copy(
        network=cast.burgerschap,
        study_year=next_year,
        actor=cast["Iris"],
        to_networks=[cast.burgerschap],
        to_year=after,
    )
    assert [meeting.on_date for meeting in copied.moved] == [wanted + timedelta(weeks=1)]
    assert {m.on_date.weekday() for m in drafts(copied.plan) if m.on_date} == {1}
    assert copied.count == 4


def test_copy_over_an_existing_plan_copies_nothing(cast: Cast, next_year: StudyYear):
    plan_make(cast, next_year)
    plan_make(cast, next_year, cast.rekenen)
    with pytest.raises(ValidationError):
        year_plan_copy(
            network=cast.burgerschap,
            study_year=next_year,
            actor=cast["Nadia"],
            to_networks=[cast.rekenen],
            to_year=next_year,
        )
    assert Meeting.objects.count() == 8


def test_facilitator_cannot_copy_to_a_network_they_do_not_lead(cast: Cast, next_year: StudyYear):
    plan_make(cast, next_year)
    with pytest.raises(PermissionDenied):
        year_plan_copy(
            network=cast.burgerschap,
            study_year=next_year,
            actor=cast["Iris"],
            to_networks=[cast.rekenen],
            to_year=next_year,
        )


def test_date_in_a_holiday_is_a_warning_only(cast: Cast):
    blocked_period_add(
        programme=cast.werkplaats, actor=cast["Nadia"], name="Toetsweek", first_day=in_days(10), last_day=in_days(14)
    )
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=12)
    assert any("Toetsweek" in note for note in date_warnings(meeting, cast["Iris"]))


def test_date_outside_the_year_is_a_warning(cast: Cast, next_year: StudyYear):
    plan = plan_make(cast, next_year)
    moved = meeting_change(meeting=drafts(plan)[0], actor=cast["Iris"], on_date=next_year.ends_on + timedelta(days=10))
    assert len(date_warnings(moved, cast["Iris"])) == 1


def test_clash_for_one_person_is_a_warning_without_a_name(cast: Cast):
    exchange = meeting_make(cast.rekenen, cast["Hugo"], days=12, title="Rekenen samen")
    exchange.invitees.create(person=cast["Amira"], source="manual")
    meeting = meeting_make(cast.burgerschap, cast["Iris"], days=12, publish=False)
    [for_iris], [for_nadia] = date_warnings(meeting, cast["Iris"]), date_warnings(meeting, cast["Nadia"])
    assert "Rekenen samen" in for_nadia
    assert "Rekenen" not in for_iris
    assert "Amira" not in for_iris + for_nadia


def test_consecutive_meetings_do_not_clash(cast: Cast):
    meeting_make(cast.burgerschap, cast["Iris"], days=12, starts_at=time(9), minutes=60)
    after = meeting_make(cast.burgerschap, cast["Iris"], days=12, starts_at=time(10), minutes=60)
    assert date_warnings(after, cast["Iris"]) == []


def test_meetings_on_one_day_are_sorted_by_start_time(cast: Cast):
    late = meeting_make(cast.burgerschap, cast["Iris"], days=1, starts_at=time(13, 30))
    early = meeting_make(cast.burgerschap, cast["Iris"], days=1, starts_at=time(12, 30), minutes=45)
    page = year_page(cast.burgerschap, cast.year, cast["Amira"], plans=False)
    assert [line.meeting for line in page.lines] == [early, late]
    listed = network_meetings(cast.burgerschap, cast["Amira"], with_drafts=False)
    assert [line.meeting for line in listed.upcoming] == [early, late]


def test_year_shows_no_drafts_to_participants_and_only_own_meetings_to_guests(cast: Cast):
    year_plan_add(
        network=cast.burgerschap,
        study_year=cast.year,
        actor=cast["Iris"],
        on_date=timezone.localdate(),
        starts_at=time(9),
    )
    meeting_make(cast.burgerschap, cast["Iris"], days=1)
    pages = {name: year_page(cast.burgerschap, cast.year, cast[name], plans=False) for name in ("Amira", "Greet")}
    assert [len(page.lines) for page in pages.values()] == [1, 0]
    assert pages["Amira"].drafts == 0


def test_calendar_contains_every_week_of_the_year_once(cast: Cast):
    page = year_page(cast.burgerschap, cast.year, cast["Iris"], plans=True)
    weeks = [week.monday for month in page.calendar.months for week in month.weeks]
    assert len(page.calendar.months) == 12
    assert weeks == sorted(set(weeks))
    assert len(weeks) in {52, 53}
