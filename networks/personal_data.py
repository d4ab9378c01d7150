"""What networks keep of a person: tasks, where somebody takes part, own lines, and files on their way in."""

from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.models import User
from accounts.registry import (
    Belonging,
    KeptRow,
    Section,
    belonging_register,
    deletes,
    nothing_more,
    section_register,
)
from networks import kept
from networks.models import Participation, PeopleImport, ProgrammeRole
from networks.services.erasure import memberships_lock, obstacles_of, participations_erase, programmes_of

DELETED = _("Is deleted.")


def _participations(person: User) -> list[KeptRow]:
    related = ("network__programme", "background", "organisation")
    rows = Participation.objects.filter(person=person).select_related(*related)
    return [_participation(row, language_now()) for row in rows.order_by("from_date", "pk")]


def _participation(row: Participation, language: str) -> KeptRow:
    return KeptRow(
        {
            "programme": row.network.programme.name,
            "network": row.network.name,
            "background": row.background.code,
            "role": row.role,
            "organisation": row.organisation.name if row.organisation else "",
            "from": row.from_date,
            "until": row.until,
        },
        {"background": row.background.name(language), "role": str(row.get_role_display())},
    )


def _own_lines(person: User) -> list[KeptRow]:
    rows = Participation.objects.filter(person=person).select_related("network").order_by("from_date", "pk")
    return [
        KeptRow({"network": row.network.name, "seeks": row.seeks, "offers": row.offers})
        for row in rows
        if row.seeks or row.offers
    ]


def _tasks(person: User) -> list[KeptRow]:
    rows = ProgrammeRole.objects.filter(person=person).select_related("programme").order_by("programme__name", "role")
    return [
        KeptRow({"programme": row.programme.name, "role": row.role}, {"role": str(row.get_role_display())})
        for row in rows
    ]


def _files(person: User) -> list[KeptRow]:
    rows = PeopleImport.objects.filter(by=person).order_by("pk")
    return [KeptRow({"file_name": row.file_name, "created_at": row.created_at}) for row in rows]


belonging_register(Belonging(lock=memberships_lock, obstacles=obstacles_of, programmes=programmes_of))
for _section in (
    Section(
        code="networks.needs_and_offers",
        kind=kept.OWN_LINES,
        title=_("What you bring and look for"),
        columns={
            "network": _("Network"),
            "seeks": _("what I would like to learn"),
            "offers": _("what you may ask me for"),
        },
        rows=_own_lines,
        erase=nothing_more,
        erased=DELETED,
    ),
    Section(
        code="networks.participations",
        kind=kept.PLACE,
        title=_("Where you take part"),
        columns={
            "programme": _("Programme"),
            "network": _("Network"),
            "background": _("Role"),
            "role": _("Task"),
            "organisation": _("Organisation"),
            "from": _("from"),
            "until": _("until"),
        },
        rows=_participations,
        erase=participations_erase,
        erased=_("Is deleted. What a network wrote together stays: it does not say who typed it."),
        covers=("networks.Participation.person",),
    ),
    Section(
        code="networks.tasks",
        kind=kept.TASKS,
        title=_("Your tasks in programmes"),
        columns={"programme": _("Programme"), "role": _("Task")},
        rows=_tasks,
        erase=deletes("networks.ProgrammeRole", "person"),
        erased=DELETED,
        covers=("networks.ProgrammeRole.person",),
    ),
    Section(
        code="networks.files",
        kind=kept.FILES,
        title=_("Files of people that wait for your confirmation"),
        columns={"file_name": _("File"), "created_at": _("Day")},
        rows=_files,
        erase=deletes("networks.PeopleImport", "by"),
        erased=DELETED,
        covers=("networks.PeopleImport.by",),
    ),
):
    section_register(_section)
