"""Forms to import answers from an earlier year: a file with its settings, then a confirmation."""

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
PREVIEW_SECONDS = 3600
YEARS_BACK = 15


class InstrumentVersionChoice(InstrumentChoice):
    """A choice of questionnaires by name and version, because past answers may use an older one."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name in the reader's language, with the version."""
        return f"{super().label_from_instance(obj)}, {obj.code} {obj.version}"


class PastAnswersForm(forms.Form):
    """An answers file with its study year and questionnaire."""

    first_year = forms.TypedChoiceField(label=_("Study year"), coerce=int)
    instrument = InstrumentVersionChoice(label=_("Questionnaire"), queryset=Instrument.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Answers file"),
        help_text=_(
            "An Excel workbook (XLSX) or a CSV file with a column “network” (the short name), optionally "
            "“background”, and one column per statement."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": f".xlsx,.csv,text/csv,{XLSX_TYPE}"}),
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        """Offer this and earlier study years, and all questionnaires."""
        super().__init__(*args, **kwargs)
        years = range(this_year, this_year - YEARS_BACK, -1)
        self.initial.setdefault("first_year", this_year - 1)
        self.fields["first_year"].choices = [(year, f"{year}-{year + 1}") for year in years]  # type: ignore[attr-defined]
        self.fields["instrument"].queryset = Instrument.objects.all()  # type: ignore[attr-defined]

    def clean_file(self) -> bytes:
        """Return the content of the file. Raises ValidationError above 5 MB."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large: at most 5 MB."))
        data: bytes = file.read()
        return data

    def clean(self) -> dict[str, Any]:
        """Convert a workbook to CSV, so that the sealed file stays small, and store notes on how it was read."""
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
    """The previewed file, signed and held in the form, so that exactly what was shown is imported."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    @staticmethod
    def seal(programme: Programme, data: bytes, first_year: int, instrument: Instrument) -> str:
        """Return the file with its year and questionnaire, compressed and signed for this programme."""
        content = {"file": data.decode("latin-1"), "year": first_year, "instrument": instrument.pk}
        return signing.dumps({"programme": programme.pk, **content}, salt=SALT, compress=True)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        """Accept only a file that was sealed for this programme."""
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_sealed(self) -> dict[str, Any]:
        """Return `data`, `first_year` and `instrument`. Raises ValidationError if the seal is invalid or expired."""
        try:
            content = signing.loads(self.cleaned_data["sealed"], salt=SALT, max_age=PREVIEW_SECONDS)
        except signing.BadSignature:
            raise ValidationError(_("This preview has expired. Choose the file again.")) from None
        instrument = Instrument.objects.filter(pk=content["instrument"]).first()
        if content["programme"] != self.programme.pk or instrument is None:
            raise ValidationError(_("This preview has expired. Choose the file again."))
        return {
            "data": content["file"].encode("latin-1"),
            "first_year": content["year"],
            "instrument": instrument,
        }
