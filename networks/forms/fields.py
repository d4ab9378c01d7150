"""What the forms of this app share: days, backgrounds in the reader's language, and the errors of a service."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.language import active_language
from networks.models import Background

if TYPE_CHECKING:
    BackgroundChoice = forms.ModelChoiceField[Background]
else:
    BackgroundChoice = forms.ModelChoiceField


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], widget=widget, **options)


class BackgroundField(BackgroundChoice):
    """One of the programme's backgrounds, named in the reader's language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Background.objects.none(), label=_("Role"), empty_label=_("Choose"), **options)

    def label_from_instance(self, obj: Background) -> str:
        """Return the name in the active language."""
        return obj.name(active_language())


def post_data(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def save_form(form: forms.Form, act: Callable[[], object]) -> bool:
    """Call a service with a valid form's data and return whether it was done; what it refuses stands at the fields."""
    try:
        act()
    except ValidationError as error:
        errors_to_form(form, error)
        return False
    return True


def errors_to_form(form: forms.Form, error: ValidationError) -> None:
    """Put a service's errors at the fields they name, and the others above the form."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)
