"""Forms of designs and their versions."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, LinkFormField, ProseFormField
from accounts.models import User
from meetings.forms.page import FileForm
from networks.forms import DayField
from networks.models import Network
from ogo.models import DesignVersion, Project, SourceCard
from ogo.selectors.designs import possible_contributors

if TYPE_CHECKING:
    PeopleChoice = forms.ModelMultipleChoiceField[User]
    CardsChoice = forms.ModelMultipleChoiceField[SourceCard]
    ProjectsChoice = forms.ModelMultipleChoiceField[Project]
else:
    PeopleChoice = CardsChoice = ProjectsChoice = forms.ModelMultipleChoiceField

TEXTS = ("changed", "why", "description", "ground", "link", "on_date")
GROUNDS = ("source_cards", "projects", "ground")
REST = ("link", "file", "on_date")


def _lines(label: Any, *, longest: int, rows: int, hint: Any = "") -> ProseFormField:
    widget = forms.Textarea(attrs={"rows": rows})
    return ProseFormField(label=label, max_length=longest, required=False, widget=widget, help_text=hint)


class DesignForm(forms.Form):
    """The name of a design."""

    title = LineFormField(
        label=_("What are you making?"),
        max_length=160,
        help_text=_("A few words: a series of lessons, a game, a way of working."),
    )


class VersionForm(forms.Form):
    """A version of a design. Only what changed is required. Fields without anything to choose are left out."""

    changed = LineFormField(
        label=_("What changed?"), max_length=300, help_text=_("One line. For a first version: what it is.")
    )
    why = _lines(_("Why?"), longest=1500, rows=2)
    description = _lines(
        _("What it is now"),
        longest=8000,
        rows=10,
        hint=_("The whole text as it is from now on. We show what changed beside the version before."),
    )
    contributors = PeopleChoice(
        label=_("With contributions from"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source_cards = CardsChoice(
        label=_("A source or good practice"),
        queryset=SourceCard.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    projects = ProjectsChoice(
        label=_("What a project found"),
        queryset=Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ground = LineFormField(
        label=_("In your own words"),
        max_length=300,
        required=False,
        help_text=_("“Tried in two classes in November”"),
    )
    link = LinkFormField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    on_date = DayField(label=_("Day"), required=False, help_text=_("Empty means today."))

    def __init__(self, *args: Any, network: Network, version: DesignVersion | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = {
            "contributors": possible_contributors(network, version),
            "source_cards": network.source_cards.order_by("title", "pk"),
            "projects": network.projects.order_by("title", "pk"),
        }
        for name, rows in choices.items():
            if rows.exists():
                self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a model choice field
            else:
                del self.fields[name]

    @property
    def opens_grounds(self) -> bool:
        """Whether the folded fields about the ground hold something to see."""
        return any(field.errors or field.value() for field in self.grounds)

    @property
    def opens_rest(self) -> bool:
        """Whether the other folded fields hold something to see."""
        return any(field.errors or field.value() for field in self.rest)

    @property
    def grounds(self) -> list[forms.BoundField]:
        """The fields about the ground of the version."""
        return [self[name] for name in GROUNDS if name in self.fields]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields that few versions need."""
        return [self[name] for name in REST if name in self.fields]


class NewVersionForm(VersionForm):
    """A new version, which can come with a file."""

    file = forms.FileField(
        label=_("File"), max_length=255, required=False, help_text=FileForm.base_fields["file"].help_text
    )


def version_initial(version: DesignVersion) -> dict[str, Any]:
    """Return the form data of a version."""
    return {name: getattr(version, name) for name in TEXTS} | {
        "contributors": [row.person_id for row in version.contributors.all()],
        "source_cards": [card.pk for card in version.source_cards.all()],
        "projects": [project.pk for project in version.projects.all()],
    }
