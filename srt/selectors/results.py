"""The result page, and the lists of waves that lead to it, as a given reader may see them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.formatting import join_facts
from accounts.language import active_language
from networks.access import Permission, Role, may, roles_in_network
from networks.models import Network, Programme
from srt.chart_access import ChartAccess, ChartState, ChartView, chart_access
from srt.definition import localised
from srt.formatting import format_day, format_number
from srt.models import Chart, Reflection, Release, ScoreRun, Wave, WaveNetwork
from srt.selectors.charts import release_charts
from srt.selectors.figures import SideFigures, describe_response_date, side_figures
from srt.selectors.releases import current_releases, earlier_release

OUTSIDE = frozenset({Role.COORDINATOR})


@dataclass(frozen=True)
class NetworkWave:
    """A wave of a network in a list, with its status for this reader."""

    wave_pk: int
    study_year: str
    title: str
    url: str
    state: str
    statement: str
    chart_visible: bool
    is_open: bool


@dataclass(frozen=True)
class StatementLine:
    """A network on the coordinators' page: its statement, or a sentence instead."""

    network: Network
    url: str
    statement: str
    state: str


@dataclass(frozen=True)
class WaveStatements:
    """A wave of a programme with its networks, ordered by name."""

    wave: Wave
    lines: list[StatementLine]


@dataclass(frozen=True)
class ReflectionText:
    """The network's reflection on one dimension."""

    here_we_are: str = ""
    here_we_want: str = ""


@dataclass(frozen=True)
class ResultPage:
    """Everything on the result page. `part` names its main content; see `result_page`."""

    row: WaveNetwork
    access: ChartAccess
    part: str
    facilitates: bool
    is_inside: bool
    study_year: str
    provisional_note: str
    scale_low: str = ""
    scale_high: str = ""
    lede: str = ""
    sides: list[SideFigures] = field(default_factory=list)
    charts: dict[str, SafeString] = field(default_factory=dict)
    earlier_year: str = ""
    has_spread: bool = False
    has_changes: bool = False
    unseen_imports: tuple[int, ...] = ()  # keys of imported waves whose figures this page is the first to show

    @property
    def kicker(self) -> str:
        """The network and the study year."""
        return join_facts(self.row.network.name, self.study_year)

    @property
    def radar(self) -> SafeString | str:
        """The radar, including last year if this reader may see it; empty while it is being drawn."""
        both = self.charts.get(Chart.Kind.YEARS, "") if self.earlier_year else ""
        return both or self.charts.get(Chart.Kind.RADAR, "")

    @property
    def dots(self) -> SafeString | str:
        """The dot plot; empty while it is being drawn."""
        return self.charts.get(Chart.Kind.DOTS, "")

    @property
    def talked(self) -> bool:
        """Whether the conversation has started."""
        return _talked(self.row)

    @property
    def smallest_group(self) -> str:
        """The minimum number of answers for a chart, in words."""
        return format_number(self.row.wave.programme.minimum_group)

    @property
    def visible_permission(self) -> str:
        """The name of the permission that decides who currently sees this page."""
        if not self.is_inside:
            return Permission.SEE_RESULTS_WITH_STATEMENT.name
        if self.part in {"no_chart", "open", "not_yet"}:
            return Permission.SEE_RESULTS.name
        if self.access.view is ChartView.PREPARE:
            return Permission.PREPARE_RESULTS.name
        return Permission.SEE_RESULTS_WITH_STATEMENT.name if self.row.statement else Permission.SEE_RESULTS.name


def chart_state(row: WaveNetwork) -> ChartState:
    """Return the facts that decide who may see the chart of a wave network."""
    wave = row.wave
    return ChartState(
        closed_on=timezone.localdate(wave.closed_at) if wave.closed_at else None,
        shown_on=wave.shown_on,
        conversation_on=timezone.localdate(row.conversation_at) if row.conversation_at else None,
        has_statement=bool(row.statement),
    )


def current_release(row: WaveNetwork) -> Release | None:
    """Return the current release of a network with its run and cells, or None."""
    releases = current_releases().select_related("run__wave__study_year", "run__wave__instrument", "wave_network")
    return releases.prefetch_related("cells").filter(wave_network=row).first()


def result_page(row: WaveNetwork, roles: frozenset[Role], today: date | None = None) -> ResultPage:
    """Return the result page as a person with these roles sees it.

    `part` is open, not_yet, working, chart or no_chart for members, and waiting, not_talked_about, chart or words_only
    for others.
    """
    today = today or timezone.localdate()
    access = chart_access(roles, chart_state(row), today)
    scored = ScoreRun.objects.filter(wave=row.wave, withdrawn_at__isnull=True).exists()
    release = current_release(row) if scored else None
    page = ResultPage(
        row=row,
        access=access,
        part=_part(row, access, inside=may(roles, Permission.SEE_RESULTS), scored=scored, release=release),
        facilitates=may(roles, Permission.WRITE_STATEMENT),
        is_inside=may(roles, Permission.SEE_RESULTS),
        study_year=str(row.wave.study_year),
        provisional_note=provisional_note(row.wave),
    )
    if page.part == "chart" and release is not None:
        return _with_figures(page, release, roles, today)
    if page.part == "no_chart":
        return replace(page, sides=side_figures(_definition(row.wave), {}, active_language(), people=None))
    return page


def _part(row: WaveNetwork, access: ChartAccess, *, inside: bool, scored: bool, release: Release | None) -> str:
    if not inside:
        if access.view is ChartView.WITH_STATEMENT:
            return "chart" if release else "words_only"
        return "not_discussed" if access.view is ChartView.NOT_DISCUSSED else "waiting"
    if row.wave.closed_at is None:
        return "open"
    if scored and release is None:
        return "no_chart"
    if not access.sees_chart:
        return "not_yet"
    return "chart" if release else "working"


def _with_figures(page: ResultPage, release: Release, roles: frozenset[Role], today: date) -> ResultPage:
    earlier = earlier_release(release)
    sees_earlier = earlier is not None and _sees(earlier.wave_network, roles, today)
    cells = {cell.dimension: cell for cell in release.cells.all()}
    definition = _definition(page.row.wave)
    sides = side_figures(definition, cells, active_language(), people=release.respondents if sees_earlier else None)
    dimensions = [dimension for side in sides for dimension in side.dimensions]
    has_changes = any(dimension.change for dimension in dimensions)
    shown = [page.row.wave, *([earlier.run.wave] if earlier and (sees_earlier or has_changes) else [])]
    return replace(
        page,
        lede=describe_response_date(release),
        sides=sides,
        charts=release_charts(release, active_language()),
        earlier_year=str(earlier.run.wave.study_year) if earlier and sees_earlier else "",
        scale_low=_scale_end(definition, definition.scale.min),
        scale_high=_scale_end(definition, definition.scale.max),
        has_spread=any(dimension.spread for dimension in dimensions),
        has_changes=has_changes,
        unseen_imports=tuple(wave.pk for wave in shown if wave.imported and not wave.seen),
    )


def _sees(row: WaveNetwork, roles: frozenset[Role], today: date) -> bool:
    return chart_access(roles, chart_state(row), today).sees_chart


def conversation_reflections(row: WaveNetwork) -> dict[str, ReflectionText]:
    """Return the network's reflections by dimension code, for every dimension of the questionnaire."""
    written = {card.dimension: card for card in Reflection.objects.filter(wave_network=row)}
    return {
        dimension.code: ReflectionText(written[dimension.code].here_we_are, written[dimension.code].here_we_want)
        if dimension.code in written
        else ReflectionText()
        for dimension in _definition(row.wave).dimensions
    }


def conversation_sides(row: WaveNetwork) -> list[SideFigures]:
    """Return the dimensions with their questions, without values."""
    return side_figures(_definition(row.wave), {}, active_language(), people=None)


def network_waves(network: Network, user: Any, today: date | None = None) -> list[NetworkWave]:
    """Return the waves of a network, newest first; empty for a person who may never see a chart."""
    today = today or timezone.localdate()
    roles = roles_in_network(user, network, today)
    if not may(roles, Permission.SEE_RESULTS_WITH_STATEMENT):
        return []
    rows = _with_outcome(WaveNetwork.objects.filter(network=network, wave__opened_at__isnull=False))
    ordered = rows.order_by("-wave__study_year__first_year", "-wave__closes_at", "-pk")
    return [_network_wave(row, roles, today) for row in ordered]


def _with_outcome(rows: Any) -> Any:
    runs = ScoreRun.objects.filter(wave=OuterRef("wave"), withdrawn_at__isnull=True)
    releases = current_releases().filter(wave_network=OuterRef("pk"))
    return rows.select_related("wave__study_year", "wave__instrument", "network").annotate(
        scored=Exists(runs), released=Exists(releases)
    )


def _network_wave(row: Any, roles: frozenset[Role], today: date) -> NetworkWave:
    access = chart_access(roles, chart_state(row), today)
    inside = may(roles, Permission.SEE_RESULTS)
    return NetworkWave(
        wave_pk=row.wave_id,
        study_year=str(row.wave.study_year),
        title=_("The questionnaire of %(year)s") % {"year": row.wave.study_year},
        url=reverse("srt:result", args=[row.network_id, row.wave_id]),
        state=_describe_for_members(row, access) if inside else describe_for_outsiders(row, access),
        statement=row.statement if inside or access.view is ChartView.WITH_STATEMENT else "",
        chart_visible=access.sees_chart and row.released,
        is_open=row.wave.is_open(),
    )


def _describe_for_members(row: Any, access: ChartAccess) -> str:
    if row.wave.closed_at is None:
        return _("The questionnaire is open.") if row.wave.is_open() else _("The questionnaire is closing.")
    if not row.scored:
        return _("The picture is being made.") if access.sees_chart else describe_opening(access)
    if not row.released:
        return _("There is no picture this time. You can have the same conversation without it.")
    if access.view is ChartView.PREPARE:
        return _("The picture is ready for you to prepare the conversation.")
    return _("Your picture, with questions to talk about.") if access.sees_chart else describe_opening(access)


def describe_opening(access: ChartAccess) -> str:
    """Return the sentence that says when everyone in the network sees the chart."""
    day = format_day(access.opens_on) if access.opens_on else ""
    return _("You’ll see the picture on %(day)s at the latest.") % {"day": day}


def describe_for_outsiders(row: WaveNetwork, access: ChartAccess) -> str:
    """Return the sentence that people outside the network see instead of the chart."""
    if access.view is ChartView.WITH_STATEMENT:
        return _("Discussed, with their own words.")
    if row.wave.closed_at is None:
        return _("The questionnaire is open.") if row.wave.is_open() else _("The questionnaire is closing.")
    if row.wave.imported:
        return _("They haven’t added their own words yet.")
    if access.view is ChartView.NOT_DISCUSSED:
        return _("Not discussed yet.")
    return _("Still to be discussed.")


def statements_by_wave(programme: Programme, today: date | None = None) -> list[WaveStatements]:
    """Return the networks' statements as coordinators may see them, by wave (newest first) and network name."""
    today = today or timezone.localdate()
    rows = _with_outcome(WaveNetwork.objects.filter(wave__programme=programme, wave__closed_at__isnull=False))
    waves: dict[int, WaveStatements] = {}
    for row in rows.order_by("-wave__study_year__first_year", "-wave__closes_at", "-wave_id", "network__name", "pk"):
        group = waves.setdefault(row.wave_id, WaveStatements(row.wave, []))
        access = chart_access(OUTSIDE, chart_state(row), today)
        group.lines.append(
            StatementLine(
                network=row.network,
                url=reverse("srt:result", args=[row.network_id, row.wave_id]),
                statement=row.statement if access.view is ChartView.WITH_STATEMENT else "",
                state=describe_for_outsiders(row, access),
            )
        )
    return list(waves.values())


def _talked(row: WaveNetwork) -> bool:
    return row.conversation_at is not None and timezone.localdate(row.conversation_at) <= timezone.localdate()


def _definition(wave: Wave) -> Any:
    return wave.definition


def provisional_note(wave: Wave) -> str:
    """Return a note that the questionnaire is provisional, or an empty string."""
    if not wave.instrument.provisional:
        return ""
    source = localised(wave.instrument.definition.source, active_language())
    named = _("This is a provisional questionnaire, %(source)s.") % {"source": source}
    name = named if source else _("This is a provisional questionnaire.")
    return " ".join([name, _("Use the results for the conversation, not as proof.")])


def _scale_end(definition: Any, point: int) -> str:
    words = localised(definition.scale.labels.get(point, {}), active_language())
    return f"{point} ({words})" if words else str(point)
