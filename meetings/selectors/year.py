"""A study year of a network: its meetings in order, and the year drawn as months and weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.formatting import moment_in_words, weeks_in_words
from meetings.models import BlockedPeriod, Meeting, YearPlan
from meetings.planning import Slot, Span, week_start
from meetings.selectors.blocked import Blocked, blocked_of, year_span
from meetings.selectors.clashes import notes_of
from meetings.selectors.meetings import title_of
from networks.access import Permission, may, roles_in_networks, roles_in_programme
from networks.models import Network, StudyYear

WORKING_WEEK = 5
SLOT_FIELDS = ("mode", "minutes", "on_date", "starts_at", "floats_from", "floats_until")


@dataclass(frozen=True)
class Planned:
    """A meeting as the calendar draws it: one that exists, or one that is proposed (`pk` 0)."""

    slot: Slot
    title: str
    moment: str
    pk: int = 0
    state: str = ""

    @property
    def mode(self) -> str:
        """On site or online, in words."""
        return str(Meeting.Mode(self.slot.mode).label)

    @property
    def is_online(self) -> bool:
        """Whether nobody travels."""
        return self.slot.mode == Meeting.Mode.ONLINE


@dataclass(frozen=True)
class Mark:
    """A meeting in one week: on a day ("di 8"), or floating through it."""

    planned: Planned
    text: str


@dataclass
class Week:
    """One week of the year. `holiday` is what a whole week off is called; `days_off` single days with their names."""

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
    """The weeks whose Thursday is in a month: four or five."""

    name: str
    weeks: list[Week]


@dataclass(frozen=True)
class Holiday:
    """A school holiday in words, for the list under the calendar."""

    name: str
    weeks: str


@dataclass(frozen=True)
class YearCalendar:
    """A study year as months and weeks."""

    months: list[Month]
    holidays: list[Holiday]
    knows_school_holidays: bool


@dataclass(frozen=True)
class YearLine:
    """One meeting in the list of a year. `notes`: what a planner is told and may ignore."""

    meeting: Meeting
    planned: Planned
    notes: list[str]

    @property
    def can_change(self) -> bool:
        """Whether it can still be moved or called off."""
        return not self.meeting.is_cancelled and not self.meeting.is_over()

    @property
    def can_shift(self) -> bool:
        """Whether one click moves it: nobody heard of it."""
        return self.meeting.is_draft and self.meeting.plan_id is not None


@dataclass(frozen=True)
class YearPage:
    """The year of a network for one reader."""

    study_year: StudyYear
    plan: YearPlan | None
    lines: list[YearLine]
    calendar: YearCalendar
    drafts: int


@dataclass(frozen=True)
class ProposalPage:
    """What a pattern comes to, before anything is kept."""

    lines: list[Planned]
    calendar: YearCalendar


def year_page(network: Network, study_year: StudyYear, viewer: Any, *, plans: bool) -> YearPage:
    """Return the year of a network; drafts and what there is to tell about dates only for those who plan.

    A monitoring conversation is seen by who is invited and by coordinators, also among those who plan.
    """
    span = year_span(study_year)
    blocked = blocked_of(network.programme_id, span)
    meetings = meetings_of_year(network, study_year)
    known = {meeting.pk for meeting in meetings if plans and meeting.kind != Meeting.Kind.MONITORING}
    if len(known) < len(meetings):
        known |= set(Meeting.objects.visible_to(viewer).filter(network=network).values_list("pk", flat=True))
    meetings = [meeting for meeting in meetings if meeting.pk in known]
    notes = notes_of(meetings, viewer, blocked=blocked, span=span) if plans else {}
    lines = [YearLine(meeting, planned_of(meeting), notes.get(meeting.pk, [])) for meeting in meetings]
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
    """Return a proposal as a list and as a calendar; None when there is none."""
    if study_year is None or not slots:
        return None
    planned = [planned_of(_unsaved(network, slot)) for slot in slots]
    return ProposalPage(planned, year_calendar(year_span(study_year), blocked, planned))


def _unsaved(network: Network, slot: Slot) -> Meeting:
    """Return a slot as a meeting that is not kept: its words are those of meetings."""
    fields = {name: getattr(slot, name) for name in SLOT_FIELDS}
    return Meeting(programme=network.programme, network=network, **fields)


def meetings_of_year(network: Network, study_year: StudyYear) -> list[Meeting]:
    """Return every meeting of a network in a study year, drafts too, by the first day it can be.

    Those of its plan belong to it also when their day was moved out of the year.
    """
    span = year_span(study_year)
    within = Q(on_date__range=(span.first, span.last)) | Q(
        on_date=None, floats_from__lte=span.last, floats_until__gte=span.first
    )
    rows = Meeting.objects.filter(network=network).filter(within | Q(plan__study_year=study_year))
    found = rows.select_related("programme__calendar", "network", "plan")
    return sorted(found, key=lambda meeting: meeting.place_in_lists)


def study_years_of(network: Network) -> list[StudyYear]:
    """Return the study years of the programme that are not over, by year."""
    today = timezone.localdate()
    return [year for year in StudyYear.objects.filter(programme=network.programme_id) if year.ends_on >= today]


def study_year_of(network: Network, pk: int) -> StudyYear:
    """Return a study year of the network's programme. Raises Http404 for another."""
    return get_object_or_404(StudyYear, programme=network.programme_id, pk=pk)


def manages_calendar(user: Any, network: Network) -> bool:
    """Return whether somebody may change the days without meetings."""
    return may(roles_in_programme(user, network.programme_id), Permission.MANAGE_PROGRAMME)


def networks_to_plan(user: Any, network: Network) -> list[Network]:
    """Return the other networks of the same programme whose meetings somebody may plan, by name."""
    others = Network.objects.visible_to(user).filter(programme=network.programme_id).exclude(pk=network.pk)
    running = [other for other in others.select_related("programme") if not other.has_ended()]
    roles = roles_in_networks(user, running)
    return [other for other in running if may(roles[other.pk], Permission.PLAN_MEETINGS)]


def has_plan(network: Network, study_year: StudyYear) -> bool:
    """Return whether a network has a plan for a year of which not everything was called off."""
    meetings = Meeting.objects.filter(plan__network=network, plan__study_year=study_year)
    return meetings.exclude(state=Meeting.State.CANCELLED).exists()


def slot_of(meeting: Meeting) -> Slot:
    """Return when and how a meeting is, as planning sees it."""
    return Slot(**{name: getattr(meeting, name) for name in SLOT_FIELDS})


def planned_of(meeting: Meeting) -> Planned:
    """Return a meeting as the calendar draws it."""
    return Planned(slot_of(meeting), title_of(meeting), moment_in_words(meeting), meeting.pk or 0, meeting.state)


def year_calendar(span: Span, blocked: Blocked, planned: Sequence[Planned]) -> YearCalendar:
    """Draw a year: every week once, in the month of its Thursday."""
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
    # The week of 1 August belongs to the year in which its Thursday is.
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
    """Return the weeks in which a meeting stands, with what stands there."""
    slot = planned.slot
    if slot.on_date is not None:
        return [(week_start(slot.on_date), date_format(slot.on_date, "D j"))]
    if slot.floats_from is None or slot.floats_until is None:
        return []
    count = (week_start(slot.floats_until) - week_start(slot.floats_from)).days // 7 + 1
    return [(week_start(slot.floats_from) + timedelta(weeks=number), _("any day")) for number in range(count)]


def _holidays(blocked: Blocked) -> list[Holiday]:
    """Return what takes longer than a day or two, in words."""
    long = [period for period in blocked.periods if (period.last_day - period.first_day).days >= WORKING_WEEK - 1]
    return [Holiday(period.name, _weeks_in_words(period)) for period in long]


def _weeks_in_words(period: BlockedPeriod) -> str:
    """Return the weeks of which working days are off: a holiday that begins on Saturday begins on Monday."""
    weekday = period.first_day.weekday()
    first = period.first_day + timedelta(days=7 - weekday if weekday >= WORKING_WEEK else 0)
    return weeks_in_words(min(first, period.last_day), period.last_day)
