"""A study year of a network: its meetings as a list and as a calendar of months and weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.formatting import format_moment, format_weeks
from meetings.kinds import MEETING_KINDS
from meetings.models import BlockedPeriod, Meeting, YearPlan
from meetings.planning import Slot, Span, week_start
from meetings.selectors.blocked import Blocked, blocked_of, year_span
from meetings.selectors.clashes import date_warnings_by_meeting
from meetings.selectors.meetings import title_of
from networks.access import Permission, may, roles_in_networks, roles_in_programme
from networks.models import Network, StudyYear

WORKING_WEEK = 5
SLOT_FIELDS = ("mode", "minutes", "on_date", "starts_at", "window_starts", "window_ends")


@dataclass(frozen=True)
class Planned:
    """A meeting in the calendar: an existing one, or a proposed one with `pk` 0."""

    slot: Slot
    title: str
    moment: str
    pk: int = 0
    state: str = ""

    @property
    def mode(self) -> str:
        """The label of the mode."""
        return str(Meeting.Mode(self.slot.mode).label)

    @property
    def is_online(self) -> bool:
        """Whether the meeting is fully online."""
        return self.slot.mode == Meeting.Mode.ONLINE


@dataclass(frozen=True)
class Mark:
    """A meeting in one week: on a day ("di 8"), or on any day of it."""

    planned: Planned
    text: str


@dataclass
class Week:
    """A week of the year. `holiday` names a whole week off; `days_off` lists single days off with their names."""

    monday: date
    marks: list[Mark] = field(default_factory=list)
    holiday: str = ""
    days_off: list[str] = field(default_factory=list)
    is_now: bool = False

    @property
    def number(self) -> int:
        """Its number."""
        return self.monday.isocalendar().week


@dataclass(frozen=True)
class Month:
    """The four or five weeks whose Thursday is in a month."""

    name: str
    weeks: list[Week]


@dataclass(frozen=True)
class Holiday:
    """A school holiday in the list under the calendar."""

    name: str
    weeks: str


@dataclass(frozen=True)
class YearCalendar:
    """A study year as a calendar of months and weeks."""

    months: list[Month]
    holidays: list[Holiday]
    knows_school_holidays: bool


@dataclass(frozen=True)
class YearLine:
    """A meeting in the list of a year, with warnings that a planner may ignore."""

    meeting: Meeting
    planned: Planned
    warnings: list[str]

    @property
    def can_change(self) -> bool:
        """Whether it can still be moved or cancelled."""
        return not self.meeting.is_cancelled and not self.meeting.is_over()

    @property
    def can_shift(self) -> bool:
        """Whether one click moves it, because no one has been notified of it."""
        return self.meeting.is_draft and self.meeting.plan_id is not None


@dataclass(frozen=True)
class YearPage:
    """A study year of a network for one reader."""

    study_year: StudyYear
    plan: YearPlan | None
    lines: list[YearLine]
    calendar: YearCalendar
    drafts: int


@dataclass(frozen=True)
class ProposalPage:
    """A proposed year, before anything is saved."""

    lines: list[Planned]
    calendar: YearCalendar


def year_page(network: Network, study_year: StudyYear, viewer: Any, *, plans: bool) -> YearPage:
    """Return a study year of a network, with drafts and date warnings for planners only.

    Monitoring conversations are shown to coordinators and invitees only, even among planners.
    """
    span = year_span(study_year)
    blocked = blocked_of(network.programme_id, span)
    meetings = meetings_of_year(network, study_year)
    known = {meeting.pk for meeting in meetings if plans and MEETING_KINDS[meeting.kind].for_team}
    if len(known) < len(meetings):
        known |= set(Meeting.objects.visible_to(viewer).filter(network=network).values_list("pk", flat=True))
    meetings = [meeting for meeting in meetings if meeting.pk in known]
    warnings = date_warnings_by_meeting(meetings, viewer, blocked=blocked, span=span) if plans else {}
    lines = [YearLine(meeting, planned_of(meeting), warnings.get(meeting.pk, [])) for meeting in meetings]
    shown = [line.planned for line in lines if not line.meeting.is_cancelled]
    return YearPage(
        study_year=study_year,
        plan=YearPlan.objects.filter(network=network, study_year=study_year).first(),
        lines=lines,
        calendar=year_calendar(span, blocked, shown),
        drafts=sum(meeting.is_draft for meeting in meetings),
    )


def proposal_page(
    network: Network, study_year: StudyYear | None, blocked: Blocked, slots: Sequence[Slot]
) -> ProposalPage | None:
    """Return a proposal as a list and as a calendar, or None without one."""
    if study_year is None or not slots:
        return None
    planned = [planned_of(_unsaved(network, slot)) for slot in slots]
    return ProposalPage(planned, year_calendar(year_span(study_year), blocked, planned))


def _unsaved(network: Network, slot: Slot) -> Meeting:
    """Return a slot as an unsaved meeting, so that it is described like any other."""
    fields = {name: getattr(slot, name) for name in SLOT_FIELDS}
    return Meeting(programme=network.programme, network=network, **fields)


def meetings_of_year(network: Network, study_year: StudyYear) -> list[Meeting]:
    """Return all meetings of a network in a study year, drafts included, by first possible day.

    Meetings of the year's plan are included even if they were moved out of the year.
    """
    span = year_span(study_year)
    within = Q(on_date__range=(span.first, span.last)) | Q(
        on_date=None, window_starts__lte=span.last, window_ends__gte=span.first
    )
    rows = Meeting.objects.filter(network=network).filter(within | Q(plan__study_year=study_year))
    found = rows.select_related("programme__calendar", "network", "plan")
    return sorted(found, key=lambda meeting: meeting.sort_key)


def study_years_of(network: Network) -> list[StudyYear]:
    """Return the current and future study years of the network's programme."""
    today = timezone.localdate()
    return [year for year in StudyYear.objects.filter(programme=network.programme_id) if year.ends_on >= today]


def study_year_of(network: Network, pk: int) -> StudyYear:
    """Return a study year of the network's programme. Raises Http404 for another."""
    return get_object_or_404(StudyYear, programme=network.programme_id, pk=pk)


def manages_calendar(user: Any, network: Network) -> bool:
    """Return whether the user may change the days without meetings."""
    return may(roles_in_programme(user, network.programme_id), Permission.MANAGE_PROGRAMME)


def networks_to_plan(user: Any, network: Network) -> list[Network]:
    """Return the other networks of the programme whose meetings the user may plan, by name."""
    others = Network.objects.visible_to(user).filter(programme=network.programme_id).exclude(pk=network.pk)
    running = [other for other in others.select_related("programme") if not other.has_ended()]
    roles = roles_in_networks(user, running)
    return [other for other in running if may(roles[other.pk], Permission.PLAN_MEETINGS)]


def has_plan(network: Network, study_year: StudyYear) -> bool:
    """Return whether a network has a plan for a year with at least one meeting that isn't cancelled."""
    meetings = Meeting.objects.filter(plan__network=network, plan__study_year=study_year)
    return meetings.exclude(state=Meeting.State.CANCELLED).exists()


def slot_of(meeting: Meeting) -> Slot:
    """Return the slot of a meeting, for planning."""
    return Slot(**{name: getattr(meeting, name) for name in SLOT_FIELDS})


def planned_of(meeting: Meeting) -> Planned:
    """Return a meeting for the calendar."""
    return Planned(slot_of(meeting), title_of(meeting), format_moment(meeting), meeting.pk or 0, meeting.state)


def year_calendar(span: Span, blocked: Blocked, planned: Sequence[Planned]) -> YearCalendar:
    """Return the calendar of a year, with every week in the month of its Thursday."""
    weeks = _weeks(span, blocked)
    for one in planned:
        for monday, text in _marks(one):
            if monday in weeks:
                weeks[monday].marks.append(Mark(one, text))
    months: dict[tuple[int, int], list[Week]] = {}
    for monday, week in weeks.items():
        thursday = monday + timedelta(days=3)
        months.setdefault((thursday.year, thursday.month), []).append(week)
    return YearCalendar(
        months=[Month(date_format(date(year, month, 1), "F"), found) for (year, month), found in months.items()],
        holidays=_holidays(blocked),
        knows_school_holidays=blocked.knows_school_holidays,
    )


def _weeks(span: Span, blocked: Blocked) -> dict[date, Week]:
    this_week = week_start(timezone.localdate())
    weeks: dict[date, Week] = {}
    monday = week_start(span.first)
    # The week of 1 August belongs to the year of its Thursday.
    monday += timedelta(days=7 if monday + timedelta(days=3) < span.first else 0)
    while monday + timedelta(days=3) <= span.last:
        week = Week(monday, is_now=monday == this_week)
        off = {day: blocked.names[day] for day in _working_days(monday) if day in blocked.names}
        if len(off) == WORKING_WEEK:
            week.holiday = max(off.values(), key=list(off.values()).count)
        else:
            week.days_off = [f"{date_format(day, 'D j')} {name}" for day, name in off.items()]
        weeks[monday] = week
        monday += timedelta(days=7)
    return weeks


def _working_days(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(WORKING_WEEK)]


def _marks(planned: Planned) -> list[tuple[date, str]]:
    """Return the Mondays of the weeks of a meeting, each with its text in that week."""
    slot = planned.slot
    if slot.on_date is not None:
        return [(week_start(slot.on_date), date_format(slot.on_date, "D j"))]
    if slot.window_starts is None or slot.window_ends is None:
        return []
    count = (week_start(slot.window_ends) - week_start(slot.window_starts)).days // 7 + 1
    return [(week_start(slot.window_starts) + timedelta(weeks=number), _("any day")) for number in range(count)]


def _holidays(blocked: Blocked) -> list[Holiday]:
    """Return the periods of a working week or longer."""
    long = [period for period in blocked.periods if (period.last_day - period.first_day).days >= WORKING_WEEK - 1]
    return [Holiday(period.name, _format_holiday_weeks(period)) for period in long]


def _format_holiday_weeks(period: BlockedPeriod) -> str:
    """Return the weeks with working days off. A holiday that starts on Saturday counts from Monday."""
    weekday = period.first_day.weekday()
    first = period.first_day + timedelta(days=7 - weekday if weekday >= WORKING_WEEK else 0)
    return format_weeks(min(first, period.last_day), period.last_day)
