"""Forms to upload a file of people and to confirm its import."""

from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from networks.people_file import LAYOUT
from networks.worksheets import XLSX_TYPE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class PeopleFileForm(forms.Form):
    """An uploaded file of people."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the reader has a message for an empty file
        help_text=_("An Excel workbook (XLSX) or a CSV file, of at most 2 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": f".xlsx,.csv,.txt,text/csv,{XLSX_TYPE}"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file that is too large, before anything is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        LAYOUT.check_size(file.size or 0)
        return file


class PeopleConfirmForm(forms.Form):
    """Whether to email the people who are imported: an invitation, or a notification for existing accounts."""

    invite = forms.BooleanField(
        label=_("Email everyone who joins; people without an account are invited to create one"),
        required=False,
        initial=True,
    )

    @property
    def same_person_lines(self) -> set[int]:
        """The lines of the rows about a person who is in the network already, at another address."""
        lines = self.data.getlist("same_person") if isinstance(self.data, QueryDict) else []
        return {int(line) for line in lines if line.isdecimal()}
