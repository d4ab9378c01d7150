"""The form that requests a chart file."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.language import active_language
from srt.models import ChartFile
from srt.selectors.chart_files import KINDS

KIND_WORDS = {"radar": _("Round, at a glance"), "dots": _("In rows, with the numbers")}
FORMAT_WORDS = {"png": _("PNG, for a screen"), "pdf": _("PDF, for printing")}


def _languages() -> list[tuple[str, str]]:
    """Return the language choices, each in its own language."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class ChartFileForm(forms.Form):
    """The kind of chart, the file format, and the language, which defaults to the reader's."""

    kind = forms.ChoiceField(label=_("Picture"), choices=[(kind.value, KIND_WORDS[kind.value]) for kind in KINDS])
    file_format = forms.ChoiceField(
        label=_("File type"), choices=[(one, FORMAT_WORDS[one]) for one in ChartFile.Format.values]
    )
    language = forms.ChoiceField(label=_("Language"), choices=_languages, initial=active_language)
