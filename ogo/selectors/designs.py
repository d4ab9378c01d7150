"""The designs of a network and their versions, as pages show them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import format_names
from accounts.models import User
from networks.models import Network, Participation
from networks.sorting import name_key
from ogo.models import Design, DesignVersion, Project, SourceCard, VersionContributor, VersionFile
from ogo.selectors.readers import Reader
from ogo.text_changes import Comparison, compare
from ogo.track import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSIONS_PER_PAGE = 20


@dataclass(frozen=True)
class VersionLine:
    """A version with the names and links that pages show. `can_change` and `can_remove` are about the reader."""

    version: DesignVersion
    can_change: bool = False
    can_remove: bool = False

    @cached_property
    def contributors(self) -> str:
        """The names of the contributors in alphabetical order, as words."""
        return format_names(names_of([row.person for row in self.version.contributors.all()]))

    @cached_property
    def grounds(self) -> "Sequence[SourceCard | Project]":
        """The cards and projects on which the version is based."""
        return [*self.version.source_cards.all(), *self.version.projects.all()]

    @property
    def url(self) -> str:
        return reverse("ogo:version", args=[self.version.design.network_id, self.version.design_id, self.version.pk])


@dataclass(frozen=True)
class DesignLine:
    """A design with its latest version, or None if it has no version yet."""

    design: Design
    latest: VersionLine | None

    @property
    def url(self) -> str:
        return reverse("ogo:design", args=[self.design.network_id, self.design.pk])


@dataclass(frozen=True)
class VersionPage:
    """One version, and what it changed in the description. Without an earlier version there is no comparison."""

    line: VersionLine
    earlier: DesignVersion | None
    comparison: Comparison | None
    later: DesignVersion | None


def latest_versions(network: Network) -> list[DesignLine]:
    """Return the designs of a network with their latest version, the latest change first, in six queries."""
    designs = list(network.designs.all())
    last = DesignVersion.objects.filter(design=OuterRef("design")).order_by("-number").values("pk")[:1]
    rows = _with_related(DesignVersion.objects.filter(design__network=network, pk=Subquery(last)))
    latest = {row.design_id: row for row in rows}
    for design in designs:
        design.network = network
    lines = [DesignLine(one, VersionLine(latest[one.pk]) if one.pk in latest else None) for one in designs]
    return sorted(lines, key=_changed_on, reverse=True)


def _changed_on(line: DesignLine) -> tuple[Any, int]:
    return (line.latest.version.on_date if line.latest else timezone.localdate(line.design.created_at)), line.design.pk


def _with_related(versions: "QuerySet[DesignVersion]") -> "QuerySet[DesignVersion]":
    return versions.select_related("design").prefetch_related(
        Prefetch("contributors", VersionContributor.objects.select_related("person")),
        "source_cards",
        "projects",
        Prefetch("files", VersionFile.objects.defer("content")),
    )


def design_of(network: Network, pk: int) -> Design:
    """Return a design of this network. Raises Http404 if there is none."""
    design = get_object_or_404(Design, network=network, pk=pk)
    design.network = network
    return design


def version_of(network: Network, design_pk: int, pk: int) -> DesignVersion:
    """Return a version of a design of this network. Raises Http404 if there is none."""
    versions = _with_related(DesignVersion.objects.filter(design__network=network, design=design_pk))
    version = get_object_or_404(versions, pk=pk)
    version.design.network = network
    return version


def file_of(version: DesignVersion, pk: int, *, with_content: bool) -> VersionFile:
    """Return a file of this version. Raises Http404 if there is none."""
    files = version.files.all() if with_content else version.files.defer("content")
    file: VersionFile = get_object_or_404(files, pk=pk)
    file.version = version
    return file


def design_versions(design: Design, reader: Reader, page_number: str | None) -> "Page[VersionLine]":
    """Return one page of the versions of a design, the latest first."""
    page: Any = Paginator(_with_related(design.versions.all()), VERSIONS_PER_PAGE).get_page(page_number)
    rows = list(page.object_list)
    latest = rows[0].number if rows and page.number == 1 else None
    page.object_list = [version_line(row, reader, is_latest=row.number == latest) for row in rows]
    return page  # type: ignore[no-any-return]  # its rows have become lines


def version_line(version: DesignVersion, reader: Reader, *, is_latest: bool) -> VersionLine:
    """Return a version with what this reader may do with it."""
    own = version.added_by_id == reader.pk
    return VersionLine(
        version,
        can_change=reader.writes and (own or reader.facilitates),
        can_remove=reader.writes and own and is_latest,
    )


def version_page(version: DesignVersion, reader: Reader) -> VersionPage:
    """Return a version and what it changed in the description of the one before."""
    beside = DesignVersion.objects.filter(design=version.design_id)
    earlier = beside.filter(number__lt=version.number).first()
    later = beside.filter(number__gt=version.number).last()
    comparison = compare(earlier.description, version.description) if earlier else None
    return VersionPage(version_line(version, reader, is_latest=later is None), earlier, comparison, later)


def latest_version(design: Design) -> DesignVersion | None:
    """Return the latest version of a design, or None if it has no version."""
    return _with_related(design.versions.all()).first()


def version_fingerprint(version: DesignVersion | None) -> str:
    """Return a hash of what a version says, which changes with every edit."""
    if version is None:
        return "none"
    texts = [version.number, version.on_date, version.changed, version.why, version.description, version.link]
    related = [
        sorted(row.person_id for row in version.contributors.all()),
        sorted(row.pk for row in version.source_cards.all()),
        sorted(row.pk for row in version.projects.all()),
    ]
    return sha256(repr([version.pk, *texts, version.ground, *related]).encode()).hexdigest()[:16]


def possible_contributors(network: Network, version: DesignVersion | None = None) -> "QuerySet[User]":
    """Return the people who can be named with a version, by first name.

    They take or took part in the network, not as a guest; those whom the version names already stay among them.
    """
    took_part = Participation.objects.filter(network=network, from_date__lte=timezone.localdate()).exclude(role="guest")
    named = VersionContributor.objects.filter(version=version.pk if version else None)
    people = User.objects.filter(Q(pk__in=took_part.values("person")) | Q(pk__in=named.values("person")))
    return people.order_by("first_name", "last_name", "pk")


def names_of(people: Iterable[User]) -> list[str]:
    """Return first names in alphabetical order, with the last name for people who share a first name."""
    rows = sorted(people, key=lambda one: name_key(one.first_name, one.infix, one.last_name))
    firsts = Counter(one.first_name for one in rows)
    return [one.first_name if firsts[one.first_name] == 1 else one.full_name for one in rows]


def version_marks(network: Network) -> list[Mark]:
    """Return a mark on the track for each version of a design, in one query that leaves out the long texts."""
    rows = DesignVersion.objects.filter(design__network=network).select_related("design")
    rows = rows.only("number", "on_date", "design__title")
    return [
        Mark(
            MarkKind.VERSION,
            row.on_date,
            _("Version %(number)s of %(design)s") % {"number": row.number, "design": row.design.title},
            reverse("ogo:design", args=[network.pk, row.design_id]),
        )
        for row in rows
    ]
