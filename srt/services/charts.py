"""Drawing the charts of a release in a worker and storing them as rows."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.utils.translation import override

from srt.charts import draw_dots, draw_radar
from srt.models import Chart, Release
from srt.selectors.chart_data import chart_data
from srt.selectors.releases import current_releases, earlier_release


def charts_draw(*, release_pk: int) -> Callable[[], None] | None:
    """Draw the charts of a release in every language; return a function that stores them.

    Returns None if the release has been withdrawn or no longer exists. Charts with two years are stored separately, for
    readers who may see the year before too.
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
            alone = chart_data(release, language)
            drawn.append(Chart(release=release, kind=Chart.Kind.RADAR, language=language, svg=draw_radar(alone)))
            drawn.append(Chart(release=release, kind=Chart.Kind.DOTS, language=language, svg=draw_dots(alone)))
            if earlier is not None:
                both = draw_radar(chart_data(release, language, earlier))
                drawn.append(Chart(release=release, kind=Chart.Kind.YEARS, language=language, svg=both))
    return partial(_store, drawn)


def _store(drawn: list[Chart]) -> None:
    """Store charts, unless their release was deleted while they were drawn, by undoing its import."""
    keys = {chart.release_id for chart in drawn}
    if not Release.objects.select_for_update(of=("self",)).filter(pk__in=keys).exists():
        return
    Chart.objects.bulk_create(
        drawn, update_conflicts=True, unique_fields=["release", "kind", "language"], update_fields=["svg"]
    )
