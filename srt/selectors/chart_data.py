"""What a picture says: released cells and words of the active language, for the page and for files to take along."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from srt.charts import ChartAxis, ChartData, ChartPoint, ChartSeries, SeriesKind
from srt.definition import localised
from srt.models import Release, ReleasedCell
from srt.selectors.figures import SIDE_HEADINGS, answered_when, mean_words
from srt.selectors.results import provisional_words


def chart_data(release: Release, language: str, earlier: Release | None = None) -> ChartData:
    """Return what a picture says of a release, in the active language, from released cells only."""
    wave = release.run.wave
    definition = wave.definition
    names = {"network": release.wave_network.network.name, "year": str(wave.study_year)}
    series = [_series(release, str(wave.study_year), "this_year")]
    if earlier is not None:
        series.append(_series(earlier, str(earlier.run.wave.study_year), "earlier"))
    return ChartData(
        title=_("%(network)s, %(year)s: how you see it now") % names,
        description=_("The same numbers stand in the table below the picture."),
        axes=[ChartAxis(one.code, one.side, localised(one.name, language)) for one in definition.dimensions],
        scale_min=definition.scale.min,
        scale_max=definition.scale.max,
        series=series,
        caption=_caption(release),
        process_heading=str(SIDE_HEADINGS["process"]),
        product_heading=str(SIDE_HEADINGS["product"]),
        gap_label=_("we do not show this"),
        language=language,
    )


def file_data(release: Release, language: str, earlier: Release | None = None) -> ChartData:
    """Return what a file to take along says, in that language: the picture, and what stands beside it in the page."""
    with override(language):
        notes = [
            provisional_words(release.run.wave),
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
    sentence = answered_when(release)
    return sentence[:1].upper() + sentence[1:]


def _series(release: Release, label: str, kind: SeriesKind) -> ChartSeries:
    points = {cell.dimension: _point(cell) for cell in release.cells.all()}
    return ChartSeries(key=f"{kind}-{label}", label=label, kind=kind, points=points)


def _point(cell: ReleasedCell) -> ChartPoint | None:
    if not cell.shown or cell.mean is None:
        return None
    return ChartPoint(
        position=float(cell.mean),
        text=mean_words(cell),
        low=float(cell.ci_low) if cell.ci_low is not None else None,
        high=float(cell.ci_high) if cell.ci_high is not None else None,
        n=cell.n,
    )
