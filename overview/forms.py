"""The samples of the style guide: a form with a field of each type, in light and dark."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KINDS = [("meeting", _("on site")), ("online", _("online")), ("both", _("partly online"))]


class StyleForm(forms.Form):
    """A form that does nothing; submitted empty, it shows its error messages."""

    name = forms.CharField(label=_("Name"), help_text=_("As others in the network know you."))
    email = forms.EmailField(label=_("Email address"))
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=_("What it is for"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(label=_("Where"), choices=KINDS)
    way = forms.ChoiceField(label=_("In what way"), choices=KINDS, widget=forms.RadioSelect)
    announced = forms.BooleanField(label=_("Everyone knows about it"))


@dataclass(frozen=True)
class StyleTheme:
    """Light or dark in the style guide, with its own forms so that ids are unique in the page."""

    code: str
    name: Any
    empty: StyleForm
    wrong: StyleForm
    day: datetime
    steps: list[Any]
    statement: Any
    choices: list[tuple[str, Any]]
    not_yet: tuple[str, Any]

    @property
    def question(self) -> str:
        """The field name of the sample statement."""
        return f"{self.code}-statement"

    @property
    def link(self) -> str:
        """The id of the sample link."""
        return f"{self.code}-link"


def style_themes() -> list[StyleTheme]:
    """Return light and dark, each with an empty form and an invalid one."""
    wrong = {"email": "amira", "day": "ooit"}
    return [
        StyleTheme(
            code,
            name,
            StyleForm(auto_id=f"{code}-%s"),
            StyleForm(wrong, auto_id=f"{code}-wrong-%s"),
            timezone.localtime(),
            steps=[_("exploring"), _("designing"), _("looking back")],
            statement=_("I leave meetings feeling energised."),
            choices=[("2", _("disagree")), ("3", _("partly agree, partly disagree")), ("4", _("agree"))],
            not_yet=("?", _("I can’t say yet")),
        )
        for code, name in (("light", _("Light")), ("dark", _("Dark")))
    ]


def style_page() -> Page[int]:
    """Return the second of three pages."""
    return Paginator(range(30), 10).page(2)
