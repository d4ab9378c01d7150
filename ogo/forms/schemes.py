"""Forms about the phase schemes of a programme: a file, and the fields of a scheme in the page."""

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineFormField
from networks.yaml_files import SIZE_LIMIT
from ogo.schemes import Scheme, Stage
from ogo.schemes.parsing import (
    EXPLAIN_LIMIT,
    MAX_CYCLES,
    MAX_PHASES,
    MAX_SHARE,
    NAME_LIMIT,
    OFFICIAL_LIMIT,
    PHASE_NAME_LIMIT,
)

LANGUAGES = ("nl", "en")


class SchemeFileForm(forms.Form):
    """A scheme file, whose size is checked before it is read."""

    file = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_("A YAML file of at most 200 kB, in UTF-8."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )

    def clean_file(self) -> bytes:
        """Return the content of the file. Raises ValidationError if it is too large."""
        file = self.cleaned_data["file"]
        if file.size > SIZE_LIMIT:
            raise ValidationError(_("The file is too large: at most 200 kB."))
        data: bytes = file.read()
        return data


class SchemeForm(forms.Form):
    """The name, explanation and proposed number of cycles of a scheme."""

    name_nl = LineFormField(label=_("Name in Dutch"), max_length=NAME_LIMIT)
    name_en = LineFormField(label=_("Name in English"), max_length=NAME_LIMIT)
    explain_nl = LineFormField(label=_("Explanation in Dutch"), max_length=EXPLAIN_LIMIT, required=False)
    explain_en = LineFormField(label=_("Explanation in English"), max_length=EXPLAIN_LIMIT, required=False)
    cycles = forms.IntegerField(
        label=_("Number of cycles"),
        min_value=1,
        max_value=MAX_CYCLES,
        initial=1,
        help_text=_("What you propose for a whole term. Networks can choose another number."),
    )

    def clean(self) -> dict[str, Any]:
        """Require both explanations or none."""
        return _both_or_none(self, "explain")


class SchemePhaseForm(forms.Form):
    """One phase of a scheme. A row without names is left out."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    name_nl = LineFormField(label=_("Name in Dutch"), max_length=PHASE_NAME_LIMIT)
    name_en = LineFormField(label=_("Name in English"), max_length=PHASE_NAME_LIMIT)
    official_nl = LineFormField(label=_("Official name in Dutch"), max_length=OFFICIAL_LIMIT, required=False)
    official_en = LineFormField(label=_("Official name in English"), max_length=OFFICIAL_LIMIT, required=False)
    stage = forms.ChoiceField(label=_("What you do in it"), choices=Stage.choices)
    share = forms.IntegerField(
        label=_("Share of the time"),
        min_value=1,
        max_value=MAX_SHARE,
        initial=1,
        help_text=_("A phase with share 2 takes twice as long as one with share 1."),
    )

    def clean(self) -> dict[str, Any]:
        """Require both official names or none."""
        return _both_or_none(self, "official")


def _both_or_none(form: forms.Form, name: str) -> dict[str, Any]:
    given = {language: form.cleaned_data.get(f"{name}_{language}", "") for language in LANGUAGES}
    for language, text in given.items():
        if not text and any(given.values()):
            form.add_error(f"{name}_{language}", ValidationError(_("Write it in both languages, or in neither.")))
    return form.cleaned_data


if TYPE_CHECKING:
    PhaseForms = forms.BaseFormSet[SchemePhaseForm]
else:
    PhaseForms = forms.BaseFormSet


class PhasesFormSet(PhaseForms):
    """The phases of a scheme, in order."""

    def add_fields(self, form: SchemePhaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place in the order")
        form.fields["DELETE"].label = _("Leave this phase out")

    def clean(self) -> None:
        """Refuse a scheme without phases."""
        if self.management_form.is_valid() and not any(self.errors) and not self.phases():
            raise ValidationError(_("A scheme needs at least one phase."))

    def phases(self) -> list[dict[str, Any]]:
        """Return the phases of a valid set in the shape of the file."""
        rows = [form for form in self.ordered_forms if form.cleaned_data.get("name_nl")]
        codes: set[str] = set()
        return [_phase_data(form.cleaned_data, codes) for form in rows]


def _phase_data(given: dict[str, Any], codes: set[str]) -> dict[str, Any]:
    """Return a phase in the shape of the file; without a code, it gets one from its English name."""
    stem = re.sub(r"^[^a-z]+", "", slugify(given["name_en"]).replace("-", "_"))[:36] or "phase"
    code, number = given["code"] or stem, 2
    while code in codes:
        code, number = f"{stem}_{number}", number + 1
    codes.add(code)
    data: dict[str, Any] = {
        "code": code,
        "stage": given["stage"],
        "name": {language: given[f"name_{language}"] for language in LANGUAGES},
        "share": given["share"],
    }
    if given["official_nl"]:
        data["official"] = {language: given[f"official_{language}"] for language in LANGUAGES}
    return data


def phases_formset(data: Any, scheme: Scheme | None) -> PhasesFormSet:
    """Return the forms of a scheme's phases, with three empty ones."""
    kind = forms.formset_factory(
        SchemePhaseForm,
        formset=PhasesFormSet,
        extra=3,
        max_num=MAX_PHASES,
        validate_max=True,
        absolute_max=MAX_PHASES + 3,
        can_order=True,
        can_delete=True,
    )
    initial = [_phase_initial(phase.as_data()) for phase in scheme.phases] if scheme else None
    return cast("PhasesFormSet", kind(data, initial=initial, prefix="phases"))


def _phase_initial(data: dict[str, Any]) -> dict[str, Any]:
    official = data.get("official", {})
    return {
        "code": data["code"],
        "stage": data["stage"],
        "share": data["share"],
        **{f"name_{language}": data["name"][language] for language in LANGUAGES},
        **{f"official_{language}": official.get(language, "") for language in LANGUAGES},
    }


def scheme_initial(scheme: Scheme) -> dict[str, Any]:
    """Return the values of SchemeForm for a scheme."""
    return {
        "cycles": scheme.cycles,
        **{f"name_{language}": scheme.name[language] for language in LANGUAGES},
        **{f"explain_{language}": scheme.explain.get(language, "") for language in LANGUAGES},
    }


def scheme_data(form: SchemeForm, phases: PhasesFormSet, code: str) -> dict[str, Any]:
    """Return a scheme in the shape of the file from valid forms."""
    given = form.cleaned_data
    data: dict[str, Any] = {
        "code": code,
        "name": {language: given[f"name_{language}"] for language in LANGUAGES},
        "cycles": given["cycles"],
        "phases": phases.phases(),
    }
    if given["explain_nl"]:
        data["explain"] = {language: given[f"explain_{language}"] for language in LANGUAGES}
    return data
