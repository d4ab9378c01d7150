"""Forms: what people type, before a service decides."""

from networks.forms.fields import DayField, carried_out, posted
from networks.forms.network import (
    EndForm,
    NetworkContentForm,
    NetworkForm,
    OwnLinesForm,
    ParticipationForm,
    PersonAddForm,
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
    "BackgroundForm",
    "DayField",
    "EndForm",
    "NetworkContentForm",
    "NetworkForm",
    "OwnLinesForm",
    "ParticipationForm",
    "PeopleConfirmForm",
    "PeopleFileForm",
    "PersonAddForm",
    "ProgrammeForm",
    "RoleForm",
    "StudyYearForm",
    "WordForm",
    "background_initial",
    "carried_out",
    "network_initial",
    "participation_initial",
    "posted",
    "programme_initial",
]
