"""What every form says when something is not right yet: what to do, in our words, in the place of Django's own.

Also in the forms that come with packages. A field takes its messages when it is made, so this is set before any is.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Choose one of these.")
CHOOSE_SOME = _("Choose at least one.")
CHOOSE_AGAIN = _("This is not one of the choices any more. Choose again.")
CHOOSE_FILE = _("Choose a file.")
NO_ADDRESS = _("This is not an e-mail address. It looks like name@school.nl.")
NO_LINK = _("This is not a whole link. Copy it once more, from https:// on.")
OF_FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this box.")},
    forms.ChoiceField: {"required": CHOOSE, "invalid_choice": CHOOSE_AGAIN},
    forms.MultipleChoiceField: {
        "required": CHOOSE_SOME,
        "invalid_choice": CHOOSE_AGAIN,
        "invalid_list": CHOOSE_AGAIN,
    },
    forms.ModelChoiceField: {"required": CHOOSE, "invalid_choice": CHOOSE_AGAIN},
    forms.ModelMultipleChoiceField: {
        "required": CHOOSE_SOME,
        "invalid_choice": CHOOSE_AGAIN,
        "invalid_list": CHOOSE_AGAIN,
        "invalid_pk_value": CHOOSE_AGAIN,
    },
    forms.IntegerField: {"invalid": _("Write a whole number, such as 12.")},
    forms.DateField: {"invalid": _("This is not a day. Choose one, or write it as 2026-12-31.")},
    forms.TimeField: {"invalid": _("This is not a time. Choose one, or write it as 13:30.")},
    forms.URLField: {"invalid": NO_LINK},
    forms.FileField: {
        "required": CHOOSE_FILE,
        "invalid": CHOOSE_FILE,
        "missing": CHOOSE_FILE,
        "empty": _("This file is empty. Choose another one."),
    },
}
OF_VALIDATORS: dict[type[Any], Any] = {
    validators.EmailValidator: NO_ADDRESS,
    validators.URLValidator: NO_LINK,
    validators.MaxLengthValidator: ngettext_lazy(
        "Use at most %(limit_value)d character. There are %(show_value)d now.",
        "Use at most %(limit_value)d characters. There are %(show_value)d now.",
        "limit_value",
    ),
    validators.MinValueValidator: _("Write %(limit_value)s or a larger number."),
    validators.MaxValueValidator: _("Write %(limit_value)s or a smaller number."),
    validators.ProhibitNullCharactersValidator: _("There is a sign in this that nobody can see. Type it once more."),
}


def form_messages_set() -> None:
    """Give Django's fields and validators our messages."""
    for field, messages in OF_FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **messages}
    for validator, message in OF_VALIDATORS.items():
        validator.message = message
