"""Chart files: who may download which, and whether it has been made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.text import slugify

from networks.access import roles_in_network
from srt.charts import chart_fingerprint
from srt.models import Chart, ChartFile, Release, WaveNetwork
from srt.selectors.chart_data import file_data
from srt.selectors.releases import earlier_release
from srt.selectors.results import ResultPage, current_release, describe_for_outsiders, describe_opening, result_page

if TYPE_CHECKING:
    from accounts.models import User

# The kinds on offer. Anyone who may see both years gets the radar with two years instead of one.
KINDS = (Chart.Kind.RADAR, Chart.Kind.DOTS)

CONTENT_TYPES = {ChartFile.Format.PNG: "image/png", ChartFile.Format.PDF: "application/pdf"}


@dataclass(frozen=True)
class ChartFileChoice:
    """A chart that a person may download, as it would be drawn now, with its file if one was requested."""

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
        """Whether the file has been made."""
        return self.file is not None and self.file.content is not None

    @property
    def is_working(self) -> bool:
        """Whether the file was requested and is being made."""
        return self.file is not None and self.file.content is None

    @property
    def content_type(self) -> str:
        """The media type of the file."""
        return CONTENT_TYPES[ChartFile.Format(self.file_format)]

    @property
    def file_name(self) -> str:
        """The file name, such as burgerschap-2025-2026-radar-nl.png."""
        return file_name(self.page, f"{self.chosen_kind}-{self.language}.{self.file_format}")


def file_name(page: ResultPage, ending: str) -> str:
    """Return a file name for a result that is valid on any file system."""
    name = slugify(page.row.network.name)[:60].strip("-") or "leerweb"
    return f"{name}-{page.study_year}-{ending}"


def visible_release(*, wave_network: WaveNetwork, person: "User") -> tuple[ResultPage, Release]:
    """Return the result page and its release for a person who may see the chart now.

    Raises PermissionDenied with the text that the page shows instead of the chart, or Release.DoesNotExist.
    """
    page = result_page(wave_network, roles_in_network(person, wave_network.network))
    if not page.access.sees_chart:
        raise PermissionDenied(
            describe_opening(page.access) if page.is_inside else describe_for_outsiders(wave_network, page.access)
        )
    release = current_release(wave_network) if page.part == "chart" else None
    if release is None:
        raise Release.DoesNotExist
    release.wave_network = wave_network
    return page, release


def chart_file_choice(
    *, wave_network: WaveNetwork, person: "User", kind: str, language: str, file_format: str
) -> ChartFileChoice:
    """Return the chosen chart file for a person who may see the chart now.

    Raises ChartFile.DoesNotExist for an unknown kind, language or format, and what `visible_release` raises.
    """
    if kind not in KINDS or file_format not in ChartFile.Format.values or language not in dict(settings.LANGUAGES):
        raise ChartFile.DoesNotExist
    page, release = visible_release(wave_network=wave_network, person=person)
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
