"""The data of a chart, for pages and files: released cells, with texts in the active language."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from srt.charts import ChartAxis, ChartData, ChartPoint, ChartSeries, SeriesKind
from srt.definition import localised
from srt.models import Release, ReleasedCell
from srt.selectors.figures import SIDE_HEADINGS, describe_response_date, format_mean
from srt.selectors.results import provisional_note


def chart_data(release: Release, language: str, earlier: Release | None = None) -> ChartData:
    """Return the chart data of a release in the active language, from released cells only."""
    wave = release.run.wave
    definition = wave.definition
    names = {"network": release.wave_network.network.name, "year": str(wave.study_year)}
    series = [_series(release, str(wave.study_year), "this_year")]
    if earlier is not None:
        series.append(_series(earlier, str(earlier.run.wave.study_year), "earlier"))
    return ChartData(
        title=_("%(network)s, %(year)s: how you see it now") % names,
        description=_("The table below the picture has the same numbers."),
        axes=[ChartAxis(one.code, one.side, localised(one.name, language)) for one in definition.dimensions],
        scale_min=definition.scale.min,
        scale_max=definition.scale.max,
        series=series,
        caption=_caption(release),
        process_heading=str(SIDE_HEADINGS["process"]),
        product_heading=str(SIDE_HEADINGS["product"]),
        gap_label=_("we don’t show this"),
        language=language,
    )


def file_data(release: Release, language: str, earlier: Release | None = None) -> ChartData:
    """Return the chart data of a file, in `language`: the chart and the texts that the page shows around it."""
    with override(language):
        notes = [
            provisional_note(release.run.wave),
            _("This is not a report about you. It is the beginning of a conversation."),
        ]
        return replace(
            chart_data(release, language, earlier),
            statement=release.wave_network.statement,
            statement_label=_("in our own words"),
            notes=[note for note in notes if note],
            table_heading=_("The same numbers in a table"),
            dimension_label=_("Dimension"),
            answers_label=_("answers"),
        )


def _caption(release: Release) -> str:
    sentence = describe_response_date(release)
    return sentence[:1].upper() + sentence[1:]


def _series(release: Release, label: str, kind: SeriesKind) -> ChartSeries:
    points = {cell.dimension: _point(cell) for cell in release.cells.all()}
    return ChartSeries(key=f"{kind}-{label}", label=label, kind=kind, points=points)


def _point(cell: ReleasedCell) -> ChartPoint | None:
    if not cell.shown or cell.mean is None:
        return None
    return ChartPoint(
        position=float(cell.mean),
        text=format_mean(cell),
        low=float(cell.ci_low) if cell.ci_low is not None else None,
        high=float(cell.ci_high) if cell.ci_high is not None else None,
        n=cell.n,
    )
