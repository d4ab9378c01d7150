"""What a picture says: released cells and words of the active language, for the page and for files to take along."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from srt.definition import localised
from srt.models import Release, ReleasedCell
from srt.pictures import PictureAxis, PictureData, PicturePoint, PictureSeries, SeriesKind
from srt.selectors.figures import SIDE_HEADINGS, answered_when, mean_words
from srt.selectors.results import provisional_words


def picture_data(release: Release, language: str, earlier: Release | None = None) -> PictureData:
    """Return what a picture says of a release, in the active language, from released cells only."""
    wave = release.run.wave
    definition = wave.instrument.definition.for_sides(wave.sides)  # type: ignore[arg-type]  # the choices are Sides
    names = {"network": release.wave_network.network.name, "year": str(wave.study_year)}
    series = [_series(release, str(wave.study_year), "this_year")]
    if earlier is not None:
        series.append(_series(earlier, str(earlier.run.wave.study_year), "earlier"))
    return PictureData(
        title=_("%(network)s, %(year)s: how you see it now") % names,
        description=_("The same numbers stand in the table below the picture."),
        axes=[PictureAxis(one.code, one.side, localised(one.name, language)) for one in definition.dimensions],
        scale_min=definition.scale.min,
        scale_max=definition.scale.max,
        series=series,
        caption=_caption(release),
        process_heading=str(SIDE_HEADINGS["process"]),
        product_heading=str(SIDE_HEADINGS["product"]),
        gap_label=_("we do not show this"),
        language=language,
    )


def file_data(release: Release, language: str, earlier: Release | None = None) -> PictureData:
    """Return what a file to take along says, in that language: the picture, and what stands beside it in the page."""
    with override(language):
        notes = [
            provisional_words(release.run.wave),
            _("This is not a report about you. It is the beginning of a conversation."),
        ]
        return replace(
            picture_data(release, language, earlier),
            own_words=release.wave_network.own_words,
            own_words_label=_("in our own words"),
            notes=[note for note in notes if note],
            table_heading=_("The same numbers in a table"),
            dimension_label=_("Dimension"),
            answers_label=_("answers"),
        )


def _caption(release: Release) -> str:
    sentence = answered_when(release)
    return sentence[:1].upper() + sentence[1:]


def _series(release: Release, label: str, kind: SeriesKind) -> PictureSeries:
    points = {cell.dimension: _point(cell) for cell in release.cells.all()}
    return PictureSeries(key=f"{kind}-{label}", label=label, kind=kind, points=points)


def _point(cell: ReleasedCell) -> PicturePoint | None:
    if not cell.shown or cell.mean is None:
        return None
    return PicturePoint(
        position=float(cell.mean),
        text=mean_words(cell),
        low=float(cell.ci_low) if cell.ci_low is not None else None,
        high=float(cell.ci_high) if cell.ci_high is not None else None,
        n=cell.n,
    )
