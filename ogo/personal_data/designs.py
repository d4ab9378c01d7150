"""People behind designs: contributors, and those who added versions and files."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import ANONYMISE, DELETE, DataCategory, DataGroup, PersonalData, declare
from accounts.retention import after
from meetings.personal_data import after_network
from meetings.retention import WITHOUT_TERM
from ogo.models import DesignVersion, VersionContributor, VersionFile

DESIGNS = DataCategory(
    "ogo.designs",
    DataGroup.NETWORK,
    _("What you contributed to what your network makes"),
    purpose=_("So that your name is shown with what you helped to make"),
    permission="SEE_WORK",
)

declare(
    PersonalData(
        VersionContributor,
        DESIGNS,
        code="ogo.contributions",
        person="person",
        columns={"design": (_("Design"), "version__design__title"), "number": (_("Version"), "version__number")},
        on_erase=DELETE,
        expires=after_network("version__design__network", after("version__on_date", WITHOUT_TERM)),
    ),
    PersonalData(
        DesignVersion,
        DESIGNS,
        code="ogo.versions",
        title=_("The versions of a design that you added"),
        person="added_by",
        columns={"design": (_("Design"), "design__title"), "number": _("Version"), "on_date": _("Day")},
        on_erase=ANONYMISE,
        expires=after_network("design__network", after("on_date", WITHOUT_TERM)),
        dependents="Contributors and files of a version are declared with their own person.",
    ),
    PersonalData(
        VersionFile,
        DESIGNS,
        code="ogo.version_files",
        title=_("The files you added to a design"),
        person="added_by",
        columns={"name": _("File"), "added_at": _("Day")},
        on_erase=ANONYMISE,
        expires=after_network("version__design__network", after("added_at", WITHOUT_TERM)),
    ),
)
