"""The kinds of agenda blocks in a programme: a default set, and kinds that the programme adds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import audit_code
from audit.services import audit_write
from meetings.models import BlockKind
from networks.models import Programme
from networks.services.locks import programme_lock
from networks.services.rights import require_programme

KIND_ADDED = audit_code("meetings.block_kind_added", gettext_lazy("added the kind of agenda part “%(name)s”"))
KIND_RENAMED = audit_code("meetings.block_kind_renamed", gettext_lazy("renamed a kind of agenda part to “%(name)s”"))

# The default set (domain.md M4 and T6), in the usual order of a meeting.
DEFAULT_KINDS = [
    ("team_building", "Teambuilding", "Team building"),
    ("practice_research", "Praktijkonderzoek", "Practice research"),
    ("good_practices", "Praktijkvoorbeelden", "Good practices"),
    ("scientific_research", "Wetenschappelijk onderzoek", "Scientific research"),
    ("expert", "Expert", "Expert"),
    ("exchange", "Uitwisselen", "Exchange"),
    ("own_working_time", "Eigen werktijd", "Own working time"),
    ("informal", "Informeel", "Informal"),
    ("core_reflection", "Kernreflectie", "Core reflection"),
]


def block_kinds_create_defaults(programme: Programme) -> None:
    """Give a new programme the default kinds. Safe to repeat."""
    BlockKind.objects.bulk_create(
        [
            BlockKind(programme=programme, code=code, name_nl=dutch, name_en=english, position=position)
            for position, (code, dutch, english) in enumerate(DEFAULT_KINDS)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def block_kind_add(*, programme: Programme, actor: Any | None, name_nl: str, name_en: str) -> BlockKind:
    """Add a kind to the end of the list. Raises ValidationError by field if the name is taken."""
    require_programme(actor=actor, programme=programme)
    programme = programme_lock(programme)
    _check(programme, name_nl, name_en)
    kinds = BlockKind.objects.filter(programme=programme)
    code = slugify(name_en).replace("-", "_")[:30] or "own"
    if kinds.filter(code=code).exists():
        code = f"{code}_{kinds.count()}"
    kind = BlockKind(
        programme=programme, code=code, name_nl=name_nl.strip(), name_en=name_en.strip(), position=kinds.count()
    )
    kind.full_clean()
    kind.save()
    audit_write(KIND_ADDED, actor=actor, programme_key=programme.pk, name=kind.name_nl)
    return kind


@transaction.atomic
def block_kind_rename(*, kind: BlockKind, actor: Any | None, name_nl: str, name_en: str) -> None:
    """Rename a kind. Raises ValidationError by field if the name is taken."""
    require_programme(actor=actor, programme=kind.programme)
    programme_lock(kind.programme)
    _check(kind.programme, name_nl, name_en, but=kind.pk)
    kind.name_nl, kind.name_en = name_nl.strip(), name_en.strip()
    kind.full_clean()
    kind.save(update_fields=["name_nl", "name_en"])
    audit_write(KIND_RENAMED, actor=actor, programme_key=kind.programme_id, name=kind.name_nl)


def _check(programme: Programme, name_nl: str, name_en: str, but: int | None = None) -> None:
    others = BlockKind.objects.filter(programme=programme).exclude(pk=but or 0)
    for field, name in (("name_nl", name_nl), ("name_en", name_en)):
        if others.filter(**{f"{field}__iexact": name.strip()}).exists():
            raise ValidationError({field: _("There is already a kind with this name.")})
