"""Personal data of networks: participations, programme roles and files of people waiting for confirmation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.language import active_language
from accounts.registry import (
    ANONYMISE,
    DELETE,
    DELETED_WITH_PARENT,
    Coded,
    DataCategory,
    DataGroup,
    Dependency,
    PersonalData,
    declare,
    dependency_register,
    erased_by,
)
from accounts.retention import after, no_term
from networks.models import AddressChange, Participation, PeopleImport, ProgrammeRole
from networks.services.address import REQUEST_RETENTION
from networks.services.erasure import blockers_of, memberships_lock, participations_erase, programmes_of
from networks.services.people_import import IMPORT_RETENTION


def _background(row: Participation) -> Coded:
    return Coded(row.background.code, row.background.name(active_language()))


dependency_register(Dependency(lock=memberships_lock, blockers=blockers_of, programmes=programmes_of))
declare(
    PersonalData(
        Participation,
        DataCategory(
            "networks.own_lines",
            DataGroup.NETWORK,
            _("What you would like to learn, and what others may ask you"),
            purpose=_("So that people find each other"),
            permission="SHARE_IN_NETWORK",
        ),
        person="person",
        columns={
            "network": (_("Network"), "network__name"),
            "seeks": _("what I would like to learn"),
            "offers": _("what I can help with"),
        },
        where=~Q(seeks="", offers=""),
        on_erase=DELETED_WITH_PARENT,
        expires=no_term(_("Until you change it")),
    ),
    PersonalData(
        Participation,
        DataCategory(
            "networks.place",
            DataGroup.NETWORK,
            _("Your network, role and school, with your first and last day"),
            purpose=_("So that everyone knows who takes part; what you may see follows from it"),
            permission="SEE_NETWORK",
        ),
        code="networks.participations",
        title=_("Where you take part"),
        person="person",
        columns={
            "programme": (_("Programme"), "network__programme__name"),
            "network": (_("Network"), "network__name"),
            "background": (_("Role"), _background),
            "role": _("Task"),
            "organisation": (_("Organisation"), "organisation__name"),
            "from": (_("from"), "from_date"),
            "until": _("until"),
        },
        related=("background",),
        on_erase=erased_by(
            participations_erase,
            words=_("Is deleted. What a network wrote together stays: it does not say who typed it."),
        ),
        expires=no_term(_("As long as the network exists in Leerweb")),
    ),
    PersonalData(
        Participation,
        DataCategory(
            "networks.added",
            DataGroup.NETWORK,
            _("The people you added to a network"),
            purpose=_("So that the programme knows who vouched for whom"),
            permission="MANAGE_PROGRAMME",
        ),
        code="networks.added",
        person="added_by",
        columns={"network": (_("Network"), "network__name"), "on": (_("Added on"), "created_at")},
        on_erase=ANONYMISE,
        expires=no_term(_("As long as the network exists in Leerweb")),
        dependents="Data that refers to a participation is about the participant, not about the person who added them.",
    ),
    PersonalData(
        ProgrammeRole,
        DataCategory(
            "networks.tasks",
            DataGroup.NETWORK,
            _("Your tasks in programmes"),
            purpose=_("What you may do there follows from it"),
            permission="MANAGE_PROGRAMME",
        ),
        person="person",
        columns={"programme": (_("Programme"), "programme__name"), "role": _("Task")},
        on_erase=DELETE,
        expires=no_term(_("As long as you have the task")),
    ),
    PersonalData(
        AddressChange,
        DataCategory(
            "networks.address",
            DataGroup.ACCOUNT,
            _("Another email address that someone requested for you"),
            purpose=_("So that you can get in when you have lost your mailbox"),
            permission="MANAGE_PROGRAMME",
            risk="a stranger's address that was never confirmed",
        ),
        person="person",
        columns={"address": _("email address"), "asked_by": (_("Asked by"), "asked_by"), "asked_at": _("Day")},
        related=("asked_by",),
        on_erase=DELETE,
        expires=after("asked_at", REQUEST_RETENTION),
    ),
    PersonalData(
        AddressChange,
        DataCategory(
            "networks.address_asked",
            DataGroup.ACCOUNT,
            _("Another email address that you requested for someone"),
            purpose=_("So that somebody else can confirm it"),
            permission="MANAGE_PROGRAMME",
        ),
        code="networks.address_asked",
        person="asked_by",
        columns={"programme": (_("Programme"), "programme__name"), "asked_at": _("Day")},
        on_erase=DELETE,
        expires=after("asked_at", REQUEST_RETENTION),
    ),
    PersonalData(
        PeopleImport,
        DataCategory(
            "networks.files",
            DataGroup.NETWORK,
            _("Lists of people that you uploaded but have not confirmed yet"),
            purpose=_("So that you first see what would change"),
            permission="MANAGE_PROGRAMME",
            risk="addresses of people who were never invited",
        ),
        person="by",
        columns={"file_name": _("File"), "created_at": _("Day")},
        on_erase=DELETE,
        # A job deletes each file on the hour; the nightly purge finds any that it missed.
        expires=after("created_at", IMPORT_RETENTION, words=_("Until you confirm them, and no longer than %(period)s")),
    ),
)
