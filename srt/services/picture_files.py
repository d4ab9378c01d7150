"""Pictures to take along: asked for in a page, made in a worker, kept as rows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from jobs.retention import rows_forget
from jobs.services import job_enqueue
from srt.models import Picture, PictureFile, Release, WaveNetwork
from srt.pictures import PictureData, draw_pdf, draw_png, picture_fingerprint
from srt.selectors.picture_data import file_data
from srt.selectors.picture_files import PictureChoice, picture_choice
from srt.selectors.releases import earlier_release

if TYPE_CHECKING:
    from accounts.models import User

FILE_JOB = "srt.draw_file"


@transaction.atomic
def picture_file_request(
    *, wave_network: WaveNetwork, actor: "User", kind: str, language: str, file_format: str
) -> PictureChoice:
    """Ask for a picture to take along; for one that was asked for already, nothing changes.

    Raises PermissionDenied or Http404 like `picture_choice`.
    """
    choice = picture_choice(
        wave_network=wave_network, person=actor, kind=kind, language=language, file_format=file_format
    )
    if choice.file is None:
        file, _created = PictureFile.objects.get_or_create(
            release=choice.release,
            kind=choice.kind,
            language=language,
            file_format=file_format,
            fingerprint=choice.fingerprint,
        )
        # The row is the key: a file that has to be made anew is another row, so its job is another job.
        job_enqueue(kind=FILE_JOB, key=str(file.pk))
    return choice


def picture_file_draw(*, picture_file_pk: int) -> Callable[[], None] | None:
    """Draw what was asked for and return what stores it; None when the row or its release is gone or withdrawn.

    When something in the picture changed since it was asked for, the row goes: the page offers to make it anew.
    """
    file = PictureFile.objects.filter(pk=picture_file_pk, release__run__withdrawn_at__isnull=True).first()
    if file is None:
        return None
    data = _data_now(file)
    if picture_fingerprint(data) != file.fingerprint:
        return partial(_drop, file)
    draw = draw_png if file.file_format == PictureFile.Format.PNG else draw_pdf
    return partial(_keep, file, draw(data, "dots" if file.kind == Picture.Kind.DOTS else "radar"))


def picture_files_forget() -> None:
    """Delete pictures to take along that say what does not hold any more, so that no page leads to them.

    Those are of a release that was withdrawn, or hold another sentence, name or earlier year than a page shows now.
    """
    rows_forget(PictureFile.objects.filter(release__run__withdrawn_at__isnull=False))
    for release in list(PictureFile.objects.order_by("release").values_list("release", flat=True).distinct()):
        files = PictureFile.objects.filter(release=release).defer("content")
        outdated = [file.pk for file in files if _fingerprint_now(file) != file.fingerprint]
        rows_forget(PictureFile.objects.filter(pk__in=outdated))


def _fingerprint_now(file: PictureFile) -> str:
    return picture_fingerprint(_data_now(file))


def _data_now(file: PictureFile) -> PictureData:
    """Return what a file would say if it were made now."""
    related = ("run__wave__instrument", "run__wave__study_year", "wave_network__network")
    release = Release.objects.select_related(*related).get(pk=file.release_id)
    earlier = earlier_release(release) if file.kind == Picture.Kind.YEARS else None
    return file_data(release, file.language, earlier)


def _keep(file: PictureFile, content: bytes) -> None:
    PictureFile.objects.filter(pk=file.pk).update(content=content)


def _drop(file: PictureFile) -> None:
    PictureFile.objects.filter(pk=file.pk).delete()
