"""Shared parts of the forms: fields, and the errors of services."""

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
    """A date, with the date picker of the browser."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], widget=widget, **options)


class BackgroundField(BackgroundChoice):
    """A background of the programme, named in the reader's language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Background.objects.none(), label=_("Role"), empty_label=_("Choose"), **options)

    def label_from_instance(self, obj: Background) -> str:
        return obj.name(active_language())


def post_data(request: HttpRequest) -> QueryDict | None:
    """Return the POST data, even if it is empty; None for any other method, so that the form is unbound."""
    return request.POST if request.method == "POST" else None


def save_form(form: forms.Form, act: Callable[[], object]) -> bool:
    """Call a service with the data of a valid form. Return False, with its errors in the form, if it raises them."""
    try:
        act()
    except ValidationError as error:
        errors_to_form(form, error)
        return False
    return True


def errors_to_form(form: forms.Form, error: ValidationError) -> None:
    """Add the errors of a service to the fields that they name, and the others to the form as a whole."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)
