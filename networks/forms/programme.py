"""Forms about a programme: settings, words, backgrounds, roles, study years."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressFormField, LineFormField
from networks.forms.network import PersonForm
from networks.models import Background, Programme, ProgrammeRole
from networks.terms import MAX_WORD_LENGTH, PACKS, Entry, entry_of, pack_of

OWN = "own"


class ProgrammeForm(forms.Form):
    """The settings of a programme."""

    name = LineFormField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("New people start in this language. After that, everyone chooses their own."),
    )
    reply_to = AddressFormField(
        label=_("Address for replies"),
        required=False,
        help_text=_(
            "Replies to emails of the programme go here. Without an address, the emails say that nobody reads them."
        ),
    )
    research_partner = LineFormField(
        label=_("Research partner"),
        max_length=160,
        required=False,
        help_text=_(
            "The organisation that does research with the answers of people who agree. The page about data names it."
        ),
    )
    minimum_group = forms.IntegerField(
        label=_("Smallest group shown"),
        min_value=5,
        max_value=50,
        help_text=_("Fewer answers than this are never shown. The number can go up, not down."),
    )


def programme_initial(programme: Programme) -> dict[str, Any]:
    """Return the initial values of the form for an existing programme."""
    return {name: getattr(programme, name) for name in ProgrammeForm.base_fields}


class WordForm(forms.Form):
    """The word that a programme uses for a network, a facilitator, a year or the office."""

    pack = forms.ChoiceField(label=_("Your word"), widget=forms.RadioSelect)
    article = forms.ChoiceField(label=_("Dutch: article"), choices=[("de", "de"), ("het", "het")], required=False)
    nl_one = LineFormField(label=_("Dutch: one"), max_length=MAX_WORD_LENGTH, required=False)
    nl_many = LineFormField(label=_("Dutch: more than one"), max_length=MAX_WORD_LENGTH, required=False)
    en_one = LineFormField(label=_("English: one"), max_length=MAX_WORD_LENGTH, required=False)
    en_many = LineFormField(label=_("English: more than one"), max_length=MAX_WORD_LENGTH, required=False)

    def __init__(self, *args: Any, programme: Programme, word: str, **options: Any) -> None:
        self.word = word
        options.setdefault("initial", self._initial(programme, word))
        super().__init__(*args, **options)
        shipped = [(pack.code, self._label(pack.entry)) for pack in PACKS[word]]
        self.fields["pack"].choices = [*shipped, (OWN, _("a word of our own, below"))]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields for a custom word."""
        return [self[name] for name in self.fields if name != "pack"]

    @property
    def is_own(self) -> bool:
        """Whether the fields for a custom word are open at first."""
        return self["pack"].value() == OWN or any(field.errors for field in self.own_fields)

    @staticmethod
    def _label(entry: Entry) -> str:
        dutch, english = entry["nl"], entry["en"]
        return f"{dutch['article']} {dutch['one']}, {dutch['many']} ({english['one']}, {english['many']})"

    @staticmethod
    def _initial(programme: Programme, word: str) -> dict[str, str]:
        code = pack_of(programme, word)
        if code:
            return {"pack": code}
        entry = entry_of(programme, word)
        return {
            "pack": OWN,
            "article": entry["nl"]["article"],
            **{f"{language}_{form}": entry[language][form] for language in ("nl", "en") for form in ("one", "many")},
        }

    def clean(self) -> dict[str, Any]:
        """Require every form of a custom word."""
        data = super().clean() or {}
        if data.get("pack") == OWN:
            for name in ("article", "nl_one", "nl_many", "en_one", "en_many"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in for a word of your own."))
        return data

    @property
    def entry(self) -> Entry:
        """The chosen or custom word in the shape of `Programme.words`. Only available on a valid form."""
        data = self.cleaned_data
        if data["pack"] != OWN:
            return next(pack.entry for pack in PACKS[self.word] if pack.code == data["pack"])
        return {
            "nl": {"one": data["nl_one"], "many": data["nl_many"], "article": data["article"]},
            "en": {"one": data["en_one"], "many": data["en_many"]},
        }


class BackgroundForm(forms.Form):
    """A background with the range that a network aims for."""

    name_nl = LineFormField(label=_("Name in Dutch"), max_length=60)
    name_en = LineFormField(label=_("Name in English"), max_length=60)
    target_min = forms.IntegerField(
        label=_("At least"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("How many of them a network aims for. Only coordinators see this."),
    )
    target_max = forms.IntegerField(label=_("At most"), min_value=0, max_value=100, required=False)


def background_initial(background: Background) -> dict[str, Any]:
    """Return the initial values of the form for an existing background."""
    return {name: getattr(background, name) for name in BackgroundForm.base_fields}


class RoleForm(PersonForm):
    """A person and the programme role to grant."""

    role = forms.ChoiceField(label=_("Task in the programme"), choices=ProgrammeRole.Role.choices)


class StudyYearForm(forms.Form):
    """A study year by its first calendar year."""

    first_year = forms.IntegerField(
        label=_("First calendar year"),
        min_value=2000,
        max_value=2100,
        help_text=_("2026 means August 2026 to July 2027."),
    )
