"""Pictures to take along: who gets which, and where each is kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.text import slugify

from networks.access import roles_in_network
from srt.charts import chart_fingerprint
from srt.models import Chart, ChartFile, Release, WaveNetwork
from srt.selectors.chart_data import file_data
from srt.selectors.releases import earlier_release
from srt.selectors.results import ResultPage, current_release, not_yet_words, outside_words, result_page

if TYPE_CHECKING:
    from accounts.models import User

# What a reader chooses from. The radar with two years is chosen for who may see both.
KINDS = (Chart.Kind.RADAR, Chart.Kind.DOTS)

CONTENT_TYPES = {ChartFile.Format.PNG: "image/png", ChartFile.Format.PDF: "application/pdf"}


@dataclass(frozen=True)
class ChartFileChoice:
    """A picture that somebody may take along, as it would be drawn now, and its row when it was asked for."""

    page: ResultPage
    chosen_kind: str
    release: Release
    kind: str
    language: str
    file_format: str
    fingerprint: str
    file: ChartFile | None

    @property
    def is_ready(self) -> bool:
        """Whether the file is there."""
        return self.file is not None and self.file.content is not None

    @property
    def is_working(self) -> bool:
        """Whether the file was asked for and is being made."""
        return self.file is not None and self.file.content is None

    @property
    def content_type(self) -> str:
        """The media type of the file."""
        return CONTENT_TYPES[ChartFile.Format(self.file_format)]

    @property
    def file_name(self) -> str:
        """A name that any file system takes: burgerschap-2025-2026-radar-nl.png."""
        return file_name(self.page, f"{self.chosen_kind}-{self.language}.{self.file_format}")


def file_name(page: ResultPage, ending: str) -> str:
    """Return the name of a file about a result, such as any file system takes."""
    name = slugify(page.row.network.name)[:60].strip("-") or "leerweb"
    return f"{name}-{page.study_year}-{ending}"


def seen_release(*, wave_network: WaveNetwork, person: "User") -> tuple[ResultPage, Release]:
    """Return the page of a result and what is published of it, for who sees the picture on that page now.

    Raises PermissionDenied with the words that stand in the place of the picture, and Http404 where nothing is released
    (any more).
    """
    page = result_page(wave_network, roles_in_network(person, wave_network.network))
    if not page.access.sees_chart:
        raise PermissionDenied(
            not_yet_words(page.access) if page.is_inside else outside_words(wave_network, page.access)
        )
    release = current_release(wave_network) if page.part == "chart" else None
    if release is None:
        raise Http404
    release.wave_network = wave_network
    return page, release


def chart_file_choice(
    *, wave_network: WaveNetwork, person: "User", kind: str, language: str, file_format: str
) -> ChartFileChoice:
    """Return a picture for who sees it on the page of the result now.

    Raises what `seen_release` raises, and Http404 for a kind, language or format that there is not.
    """
    if kind not in KINDS or file_format not in ChartFile.Format.values or language not in dict(settings.LANGUAGES):
        raise Http404
    page, release = seen_release(wave_network=wave_network, person=person)
    earlier = earlier_release(release) if page.earlier_year and kind == Chart.Kind.RADAR else None
    drawn_kind = Chart.Kind.YEARS.value if earlier else kind
    fingerprint = chart_fingerprint(file_data(release, language, earlier))
    return ChartFileChoice(
        page=page,
        chosen_kind=kind,
        release=release,
        kind=drawn_kind,
        language=language,
        file_format=file_format,
        fingerprint=fingerprint,
        file=ChartFile.objects.filter(
            release=release,
            kind=drawn_kind,
            language=language,
            file_format=file_format,
            fingerprint=fingerprint,
        ).first(),
    )
