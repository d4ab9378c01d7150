"""Forms about programmes, networks and the people in them."""

from networks.forms.address import AddressChangeForm
from networks.forms.fields import DayField, post_data, save_form
from networks.forms.network import (
    EndForm,
    NeedsAndOffersForm,
    NetworkContentForm,
    NetworkForm,
    ParticipationForm,
    PersonAddForm,
    PersonNameForm,
    name_initial,
    network_initial,
    participation_initial,
)
from networks.forms.people_import import PeopleConfirmForm, PeopleFileForm
from networks.forms.programme import (
    BackgroundForm,
    ProgrammeForm,
    RoleForm,
    StudyYearForm,
    WordForm,
    background_initial,
    programme_initial,
)

__all__ = [
    "AddressChangeForm",
    "BackgroundForm",
    "DayField",
    "EndForm",
    "NeedsAndOffersForm",
    "NetworkContentForm",
    "NetworkForm",
    "ParticipationForm",
    "PeopleConfirmForm",
    "PeopleFileForm",
    "PersonAddForm",
    "PersonNameForm",
    "ProgrammeForm",
    "RoleForm",
    "StudyYearForm",
    "WordForm",
    "background_initial",
    "name_initial",
    "network_initial",
    "participation_initial",
    "post_data",
    "programme_initial",
    "save_form",
]
