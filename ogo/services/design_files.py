"""Files of a version of a design, with the same checks as files of meetings."""

from functools import partial
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.services.file_checks import file_check
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from ogo.models import Design, DesignVersion, VersionFile
from ogo.services.designs import require_version_editor, version_add

MAX_FILES = 10


@transaction.atomic
def version_add_with_file(*, design: Design, actor: Any, name: str, content: bytes, **values: Any) -> VersionFile:
    """Add a version of a design with one file, and return the file; `values` are those of `version_add`.

    Raises ValidationError by field.
    """
    version = version_add(design=design, actor=actor, **values)
    return version_file_add(version=version, actor=actor, name=name, content=content)


@transaction.atomic
def version_file_add(*, version: DesignVersion, actor: Any, name: str, content: bytes) -> VersionFile:
    """Add a file to a version, an image without its metadata. Raises ValidationError at `file`.

    The person who added the version may, and so may facilitators.
    """
    version = lock_or_stale(DesignVersion.objects.select_related("design__network"), version)
    require_version_editor(version, actor)
    if version.files.count() >= MAX_FILES:
        raise ValidationError({"file": _("There are already ten files here. Remove one first.")})
    checked = file_check(name=name, content=content)
    file = VersionFile(
        version=version,
        name=checked.name,
        content_type=checked.content_type,
        size=len(checked.content),
        content=checked.content,
        added_by=actor,
    )
    given = (version, actor, file.name, sha256(checked.content).hexdigest())
    return idempotent_create(version.files.defer("content"), given, partial(_saved, file))


def _saved(file: VersionFile) -> VersionFile:
    file.save()
    return file


@transaction.atomic
def version_file_remove(*, file: VersionFile, actor: Any) -> None:
    """Delete a file of a version. The person who added the version may, and so may facilitators."""
    require_version_editor(file.version, actor)
    file.delete()
