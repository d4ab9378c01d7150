"""Forms for questions, projects and cards of sources and good practices."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField, LinkFormField, ProseFormField
from accounts.models import User
from ogo.circles import Circle
from ogo.models import Project, ProjectMember, Question, SourceCard

if TYPE_CHECKING:
    QuestionChoice = forms.ModelChoiceField[Question]
    PersonChoice = forms.ModelChoiceField[User]
else:
    QuestionChoice = PersonChoice = forms.ModelChoiceField


def _prose(label: Any, *, longest: int, rows: int = 4, hint: Any = "") -> ProseFormField:
    """Return an optional multi-line field."""
    return ProseFormField(
        label=label, max_length=longest, required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint
    )


def _choice(label: Any, choices: Any, initial: str) -> forms.ChoiceField:
    """Return a required choice with a default."""
    return forms.ChoiceField(label=label, choices=choices, initial=initial, widget=forms.RadioSelect)


class QuestionField(QuestionChoice):
    """A choice of question, shortened to a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Question.objects.none(), required=False, empty_label="–", **options)

    def label_from_instance(self, obj: Question) -> str:
        return Truncator(obj.text).chars(90)


class PersonField(PersonChoice):
    """A choice among the people of a network, by first name."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class QuestionForm(forms.Form):
    """A question that someone brings. Only its text is required. `starts` are the questions it may start from."""

    text = LineFormField(
        label=_("Your question"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays yours: nobody else changes it."),
    )
    kind = _choice(_("Kind"), Question.Kind.choices, Question.Kind.PRACTICE)
    based_on = QuestionField(
        label=_("Starts from"), help_text=_("A research question may start from a practice question.")
    )
    circle = _choice(_("Who may read this"), Circle.choices, Circle.NETWORK)

    def __init__(self, *args: Any, starts: "QuerySet[Question] | None" = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if starts is not None and starts.exists():
            self.fields["based_on"].queryset = starts  # type: ignore[attr-defined]  # a model choice field
        else:
            del self.fields["based_on"]


class QuestionChangeForm(QuestionForm):
    """A question with where it stands and what was found."""

    state = _choice(_("Where it stands"), Question.State.choices, Question.State.OPEN)
    answer = _prose(_("What we found"), longest=2000)

    field_order = ("text", "state", "answer", "kind", "based_on", "circle")


class ProjectForm(forms.Form):
    """A project that someone starts. Only the name is required. `starts` are the questions it may start from."""

    title = LineFormField(label=_("Name"), max_length=160)
    approach = _prose(
        _("How you go about it"), longest=2000, hint=_("In your own words. You choose the way, and can change it.")
    )
    question = QuestionField(
        label=_("Starts from"),
        help_text=_(
            "Everyone in this network reads your project. It shows the question if everyone may read that too."
        ),
    )

    def __init__(self, *args: Any, starts: "QuerySet[Question] | None" = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if starts is not None and starts.exists():
            self.fields["question"].queryset = starts  # type: ignore[attr-defined]  # a model choice field
        else:
            del self.fields["question"]


class ProjectChangeForm(ProjectForm):
    """A project with where it stands and what was found."""

    state = _choice(_("Where it stands"), Project.State.choices, Project.State.STARTING)
    findings = _prose(_("What we found"), longest=4000, rows=6)

    field_order = ("title", "state", "approach", "findings", "question")


class ProjectMemberForm(forms.Form):
    """Someone of the network who joins a project."""

    person = PersonField(label=_("Who"), queryset=User.objects.none(), empty_label=_("Choose"))
    role = _choice(
        _("Joins as"),
        [
            (ProjectMember.Role.COMPANION, _("companion: helps, and reads along")),
            (ProjectMember.Role.OWNER, _("owner: steers together with you")),
        ],
        ProjectMember.Role.COMPANION,
    )

    def __init__(self, *args: Any, people: "QuerySet[User]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a model choice field


class CardForm(forms.Form):
    """A source or a good practice. Only the name is required."""

    title = LineFormField(label=_("Name"), max_length=200, help_text=_("An article, a book, a school, a colleague."))
    kind = _choice(_("Kind"), SourceCard.Kind.choices, SourceCard.Kind.SOURCE)
    link = LinkFormField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    says = _prose(_("What does it say to us?"), longest=1500)
