"""Drawing what is released, in a worker, and keeping the drawings as rows."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from srt.definition import localised
from srt.models import Picture, Release, ReleasedCell
from srt.pictures import PictureAxis, PictureData, PicturePoint, PictureSeries, SeriesKind, draw_dots, draw_radar
from srt.selectors.figures import SIDE_HEADINGS, answered_when, mean_words
from srt.selectors.releases import current_releases, earlier_release


def pictures_draw(*, release_pk: int) -> Callable[[], None] | None:
    """Draw a release in every language and return what stores it; None when the release is gone or withdrawn.

    The drawings with two years are kept apart: who may not see the year before gets the others.
    """
    release = (
        current_releases()
        .select_related("run__wave__instrument", "run__wave__study_year", "wave_network__network")
        .filter(pk=release_pk)
        .first()
    )
    if release is None:
        return None
    earlier = earlier_release(release)
    drawn = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            alone = picture_data(release, language)
            drawn.append(Picture(release=release, kind=Picture.Kind.RADAR, language=language, svg=draw_radar(alone)))
            drawn.append(Picture(release=release, kind=Picture.Kind.DOTS, language=language, svg=draw_dots(alone)))
            if earlier is not None:
                both = draw_radar(picture_data(release, language, earlier))
                drawn.append(Picture(release=release, kind=Picture.Kind.YEARS, language=language, svg=both))
    return partial(_keep, drawn)


def _keep(drawn: list[Picture]) -> None:
    Picture.objects.bulk_create(
        drawn, update_conflicts=True, unique_fields=["release", "kind", "language"], update_fields=["svg"]
    )


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
