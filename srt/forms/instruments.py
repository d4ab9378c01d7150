"""The upload form for a questionnaire."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from networks.yaml_files import SIZE_LIMIT


class InstrumentFileForm(forms.Form):
    """A questionnaire file, whose size is checked before it is read."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A YAML file of at most 200 kB, in UTF-8."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )

    def clean_file(self) -> bytes:
        """Return the content of the file and store its name. Raises ValidationError if it is too large."""
        file = self.cleaned_data["file"]
        self.file_name: str = file.name
        if file.size > SIZE_LIMIT:
            raise ValidationError(_("The file is too large: at most 200 kB."))
        data: bytes = file.read()
        return data
