"""Drawing what is released, in a worker, and keeping the drawings as rows."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.utils.translation import override

from srt.models import Picture
from srt.pictures import draw_dots, draw_radar
from srt.selectors.picture_data import picture_data
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
