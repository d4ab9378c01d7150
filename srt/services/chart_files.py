"""Downloadable charts: requested on a page, drawn in a worker and stored as rows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from jobs.retention import rows_purge
from jobs.services import job_enqueue
from srt.charts import ChartData, chart_fingerprint, draw_pdf, draw_png
from srt.models import Chart, ChartFile, Release, WaveNetwork
from srt.selectors.chart_data import file_data
from srt.selectors.chart_files import ChartFileChoice, chart_file_choice
from srt.selectors.releases import earlier_release

if TYPE_CHECKING:
    from accounts.models import User

FILE_JOB = "srt.draw_chart_file"


@transaction.atomic
def chart_file_request(
    *, wave_network: WaveNetwork, actor: "User", kind: str, language: str, file_format: str
) -> ChartFileChoice:
    """Queue the drawing of a chart file, unless it was requested before, and return the choice as made.

    Raises PermissionDenied, Release.DoesNotExist or ChartFile.DoesNotExist, like `chart_file_choice`.
    """
    choice = chart_file_choice(
        wave_network=wave_network, person=actor, kind=kind, language=language, file_format=file_format
    )
    if choice.file is None:
        file, _created = ChartFile.objects.get_or_create(
            release=choice.release,
            kind=choice.kind,
            language=language,
            file_format=file_format,
            fingerprint=choice.fingerprint,
        )
        # Keyed by row: an outdated file is deleted and requested as a new row, so it needs a new job.
        job_enqueue(kind=FILE_JOB, key=str(file.pk))
    return choice


def chart_file_draw(*, chart_file_pk: int) -> Callable[[], None] | None:
    """Draw a requested chart file; return a function that stores it.

    Returns None if the row no longer exists or its release has been withdrawn. If anything in the chart has changed
    since the request, the returned function deletes the row, and the page offers to create the file again.
    """
    file = ChartFile.objects.filter(pk=chart_file_pk, release__run__withdrawn_at__isnull=True).first()
    if file is None:
        return None
    data = _current_data(file)
    if chart_fingerprint(data) != file.fingerprint:
        return partial(_delete, file)
    draw = draw_png if file.file_format == ChartFile.Format.PNG else draw_pdf
    return partial(_store, file, draw(data, "dots" if file.kind == Chart.Kind.DOTS else "radar"))


def chart_files_purge() -> None:
    """Delete outdated chart files, to which no page links any more.

    A file is outdated if its release has been withdrawn, or if the statement, the name or the year before in it differs
    from what the page shows now.
    """
    rows_purge(ChartFile.objects.filter(release__run__withdrawn_at__isnull=False))
    for release in list(ChartFile.objects.order_by("release").values_list("release", flat=True).distinct()):
        files = ChartFile.objects.filter(release=release).defer("content")
        outdated = [file.pk for file in files if _current_fingerprint(file) != file.fingerprint]
        rows_purge(ChartFile.objects.filter(pk__in=outdated))


def _current_fingerprint(file: ChartFile) -> str:
    return chart_fingerprint(_current_data(file))


def _current_data(file: ChartFile) -> ChartData:
    """Return the chart data a file would show if it were drawn now."""
    related = ("run__wave__instrument", "run__wave__study_year", "wave_network__network")
    release = Release.objects.select_related(*related).get(pk=file.release_id)
    earlier = earlier_release(release) if file.kind == Chart.Kind.YEARS else None
    return file_data(release, file.language, earlier)


def _store(file: ChartFile, content: bytes) -> None:
    ChartFile.objects.filter(pk=file.pk).update(content=content)


def _delete(file: ChartFile) -> None:
    ChartFile.objects.filter(pk=file.pk).delete()
