"""Reads for the home pages of a person, a network and a programme, and for the page about data."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.registry import DataCategory, DataGroup, PersonalData, data_categories
from meetings.formatting import format_relative_day
from meetings.models import Meeting
from meetings.selectors.home import (
    NextMeeting,
    OwnMeeting,
    ThingToDo,
    missed_meeting,
    next_meeting,
    own_meetings,
    things_to_do,
)
from meetings.selectors.meeting_summary import MeetingSummary, meeting_summaries
from meetings.selectors.network import network_links
from meetings.selectors.page import NetworkLink, shown_links
from networks.access import Permission, Role, audience, may, roles_in_network
from networks.models import Network, Participation, Programme, ProgrammeRole
from networks.selectors import NetworkLine, NetworkPerson, network_lines, people_of_network
from networks.study_years import current_first_year
from ogo.models import Goal
from ogo.selectors.asks import open_asks
from ogo.selectors.designs import DesignLine, latest_versions
from ogo.selectors.goals import goals_to_look_at
from ogo.selectors.handover import handover_to_do
from ogo.selectors.tracks import TrackView, track_of
from srt.selectors.questionnaire import OpenSurvey, open_surveys
from srt.selectors.results import NetworkWave, network_waves, statements_by_wave
from srt.selectors.waves import WaveLine, programme_waves

MAX_PEOPLE = 6
MAX_DESIGNS = 2
# More than three things at once would be a list of chores.
MAX_THINGS = 3
FIRST_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class HomePage:
    """A person's home page: their networks, the programmes they coordinate, open questionnaires, next meetings."""

    networks: list[Network]
    programmes: list[Programme]
    surveys: list[OpenSurvey]
    meetings: list[OwnMeeting]

    @property
    def only_network(self) -> Network | None:
        """The only network, if there is no programme and no open questionnaire of a network the person has left."""
        if len(self.networks) != 1 or self.programmes:
            return None
        only = self.networks[0]
        return only if all(survey.network_pk == only.pk for survey in self.surveys) else None


@dataclass(frozen=True)
class NetworkHome:
    """A network's home page as one person sees it."""

    is_member: bool
    facilitates: bool
    leads: bool
    plans: bool
    shares: bool
    manages_people: bool
    term: str
    has_ended: bool
    next: NextMeeting | None
    things: list[ThingToDo]
    missed: Meeting | None
    meeting_summary: MeetingSummary
    people: list[NetworkPerson]
    surveys: list[OpenSurvey]
    waves: list[NetworkWave]
    own: Participation | None
    links: list[NetworkLink]
    track: TrackView | None
    goals: list[Goal]
    designs: list[DesignLine]

    @property
    def open_wave(self) -> NetworkWave | None:
        """The open round, if any."""
        return next((wave for wave in self.waves if wave.is_open), None)

    @property
    def is_summer(self) -> bool:
        """Whether it is the summer holiday and no meeting is planned."""
        return self.next is None and timezone.localdate().month in {7, 8}

    @property
    def is_new(self) -> bool:
        """Whether this person joined less than a week ago."""
        return self.own is not None and timezone.localdate() < self.own.from_date + FIRST_WEEK

    @property
    def next_day(self) -> str:
        """The day of the next meeting in words, such as "Thursday" or "10 December"; "" without a date."""
        coming = self.next.meeting if self.next else None
        return format_relative_day(coming.on_date, coming.today) if coming and coming.on_date else ""

    @property
    def first_people(self) -> list[NetworkPerson]:
        """The first few people by first name; another page lists everyone."""
        return self.people[:MAX_PEOPLE]

    @property
    def results_permission(self) -> str:
        """The name of the permission to see the rounds, which coordinators also have once there is a statement."""
        has_statement = any(wave.statement for wave in self.waves)
        return Permission.SEE_RESULTS_WITH_STATEMENT.name if has_statement else Permission.SEE_RESULTS.name


@dataclass(frozen=True)
class ProgrammeNetwork:
    """A network on the page of its programme, with its newest statement that coordinators may read."""

    line: NetworkLine
    meeting_summary: MeetingSummary
    statement: str
    statement_year: str


@dataclass(frozen=True)
class ProgrammeHome:
    """A programme's home page for its coordinators."""

    networks: list[ProgrammeNetwork]
    open_waves: list[WaveLine]


def home_page(user: Any) -> HomePage:
    """Return a person's home page."""
    return HomePage(
        networks=list(_own_networks(user)),
        programmes=list(Programme.objects.with_role(user, ProgrammeRole.Role.COORDINATOR)),
        surveys=open_surveys(user),
        meetings=own_meetings(user),
    )


def _own_networks(user: Any) -> QuerySet[Network]:
    """Return the networks that a person is or was in, or prepares for, but not all those that they coordinate."""
    coordinated = Programme.objects.with_role(user, ProgrammeRole.Role.COORDINATOR)
    takes_part = Exists(Participation.objects.filter(network=OuterRef("pk"), person=user))
    seen = Network.objects.visible_to(user).select_related("programme")
    return seen.filter(~Q(programme__in=coordinated) | takes_part)


def network_home(network: Network, user: Any) -> NetworkHome:
    """Return the home page of a network for a person, with at most three things to do."""
    roles = roles_in_network(user, network)
    surveys = [survey for survey in open_surveys(user) if survey.network_pk == network.pk][:MAX_THINGS]
    is_member = bool(roles & {Role.PARTICIPANT, Role.FACILITATOR, Role.ALUMNUS})
    sees_work = may(roles, Permission.SEE_WORK)
    coming = next_meeting(network, user)
    return NetworkHome(
        is_member=is_member,
        facilitates=Role.FACILITATOR in roles,
        leads=may(roles, Permission.LEAD),
        plans=may(roles, Permission.PLAN_MEETINGS),
        shares=may(roles, Permission.SHARE_IN_NETWORK),
        manages_people=may(roles, Permission.MANAGE_PEOPLE),
        term=format_term(network, timezone.localdate()),
        has_ended=network.has_ended(),
        next=coming,
        things=_things(network, user, coming)[: MAX_THINGS - len(surveys)] if is_member else [],
        missed=missed_meeting(network, user) if is_member else None,
        meeting_summary=meeting_summaries([network])[network.pk]
        if may(roles, Permission.SEE_MEETING_SUMMARY)
        else MeetingSummary(),
        people=people_of_network(network, with_needs_and_offers=may(roles, Permission.SHARE_IN_NETWORK)),
        surveys=surveys,
        waves=network_waves(network, user),
        own=Participation.objects.members().filter(network=network, person=user).first(),
        links=shown_links(network_links(network)) if is_member else [],
        track=track_of(network, sees_work=sees_work) if may(roles, Permission.SEE_TRACK) else None,
        goals=list(network.goals.filter(is_collective=True, state=Goal.State.OPEN)) if sees_work else [],
        designs=latest_versions(network)[:MAX_DESIGNS] if sees_work else [],
    )


def _things(network: Network, user: Any, coming: NextMeeting | None) -> list[ThingToDo]:
    """Return questions to everyone, what is left to do for the next meeting, a handover, and goals to look at again."""
    return [
        *open_asks(network, user),
        *things_to_do(network, user, coming),
        *handover_to_do(network, user),
        *goals_to_look_at(network, user),
    ]


def format_term(network: Network, today: date) -> str:
    """Return the year of a network's term, such as "year 1 of 2"; "" if the term is unknown or has not begun."""
    if network.starts_on is None or network.ends_on is None or today < network.starts_on:
        return ""
    if today > network.ends_on:
        return _("ended in %(year)s") % {"year": network.ends_on.year}
    first = current_first_year(network.starts_on)
    year, years = current_first_year(today) - first + 1, current_first_year(network.ends_on) - first + 1
    return _("year %(year)s of %(years)s") % {"year": year, "years": years}


def programme_home(programme: Programme) -> ProgrammeHome:
    """Return the home page of a programme."""
    statements: dict[int, tuple[str, str]] = {}
    for group in statements_by_wave(programme):
        for line in group.lines:
            if line.statement:
                statements.setdefault(line.network.pk, (line.statement, str(group.wave.study_year)))
    summaries = meeting_summaries(programme.networks.all())
    return ProgrammeHome(
        networks=[
            ProgrammeNetwork(line, summaries[line.pk], *statements.get(line.pk, ("", "")))
            for line in network_lines(programme)
        ],
        open_waves=[wave for wave in programme_waves(programme) if wave.is_open],
    )


def research_partners(user: Any) -> list[Programme]:
    """Return a person's programmes that name a research partner; none for anonymous visitors."""
    if not user.is_authenticated:
        return []
    networks = Network.objects.visible_to(user)
    return list(Programme.objects.filter(networks__in=networks).exclude(research_partner="").distinct())


@dataclass(frozen=True)
class DataLine:
    """A category of personal data in words, as a line on the page about data."""

    title: str
    purpose: str
    seen_by: str
    how_long: str
    risk: str


@dataclass(frozen=True)
class DataTable:
    """A group of lines on the page about data."""

    title: str
    lines: list[DataLine]


def data_tables() -> list[DataTable]:
    """Return all personal data that the apps declare, by group, in the active language."""
    found = data_categories()
    return [
        DataTable(str(group.label), [_data_line(each, found[each]) for each in found if each.group is group])
        for group in DataGroup
    ]


def _data_line(category: DataCategory, declarations: list[PersonalData]) -> DataLine:
    """Return a line. Its audience follows from the table of permissions, as under every block about people."""
    permitted = f"{capfirst(audience(Permission[category.permission]))}." if category.permission else ""
    terms = dict.fromkeys(capfirst(data.expires.text()) for data in declarations)
    return DataLine(
        title=str(category.title),
        purpose=capfirst(str(category.purpose)),
        seen_by=" ".join(part for part in (permitted, str(category.seen_by)) if part),
        how_long=". ".join(terms),
        risk=category.risk,
    )
