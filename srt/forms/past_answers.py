"""Forms for taking in answers of an earlier year: a file first, then a look, then the act."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from networks.models import Programme
from networks.worksheets import XLSX_TYPE, WorksheetError, is_workbook
from srt.answer_file import MAX_BYTES, answers_read
from srt.forms.waves import InstrumentChoice
from srt.models import Instrument

SALT = "srt.past_answers"
LOOK_FOR = 3600
YEARS_BACK = 15


class InstrumentVersionChoice(InstrumentChoice):
    """A questionnaire by its name and version: past answers may be of an older one."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name in the reader's language, with the version."""
        return f"{super().label_from_instance(obj)}, {obj.code} {obj.version}"


class PastAnswersForm(forms.Form):
    """A file, of which year, filled in with which questionnaire."""

    first_year = forms.TypedChoiceField(label=_("Study year"), coerce=int)
    instrument = InstrumentVersionChoice(label=_("Questionnaire"), queryset=Instrument.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("File with answers"),
        help_text=_(
            "An Excel workbook (XLSX) or a CSV file with a column “network” (the short name), perhaps “background”, "
            "and a column per statement."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": f".xlsx,.csv,text/csv,{XLSX_TYPE}"}),
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        """Offer this study year and those before it, and every questionnaire that was loaded."""
        super().__init__(*args, **kwargs)
        years = range(this_year, this_year - YEARS_BACK, -1)
        self.initial.setdefault("first_year", this_year - 1)
        self.fields["first_year"].choices = [(year, f"{year}-{year + 1}") for year in years]  # type: ignore[attr-defined]
        self.fields["instrument"].queryset = Instrument.objects.all()  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """Return the bytes of a file of at most 5 MB."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large: at most 5 MB."))
        data: bytes = file.read()
        return data

    def clean(self) -> dict[str, Any]:
        """Make CSV of a workbook, so that what is looked at and sealed stays small, and note how it was read."""
        data = self.cleaned_data
        if is_workbook(data.get("file", b"")) and "instrument" in data:
            try:
                sheet = answers_read(data["file"], data["instrument"].definition)
            except WorksheetError as refused:
                self.add_error("file", refused)
            else:
                data |= {"file": sheet.text.encode(), "notes": sheet.notes}
        return data


class PastAnswersConfirmForm(forms.Form):
    """What was looked at, sealed, so that what is imported is what was shown; kept nowhere in between."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    @staticmethod
    def seal(programme: Programme, data: bytes, first_year: int, instrument: Instrument) -> str:
        """Return a file with its year and questionnaire, packed and signed for this programme."""
        content = {"file": data.decode("latin-1"), "year": first_year, "instrument": instrument.pk}
        return signing.dumps({"programme": programme.pk, **content}, salt=SALT, compress=True)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        """Take only what was sealed for this programme."""
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_sealed(self) -> dict[str, Any]:
        """Return data, first_year and instrument."""
        try:
            content = signing.loads(self.cleaned_data["sealed"], salt=SALT, max_age=LOOK_FOR)
        except signing.BadSignature:
            raise ValidationError(_("This look is too old. Choose the file again.")) from None
        instrument = Instrument.objects.filter(pk=content["instrument"]).first()
        if content["programme"] != self.programme.pk or instrument is None:
            raise ValidationError(_("This look is too old. Choose the file again."))
        return {
            "data": content["file"].encode("latin-1"),
            "first_year": content["year"],
            "instrument": instrument,
        }
