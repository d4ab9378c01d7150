"""Error messages for all forms that say what to do, instead of Django's own. They apply to packages' forms as well.

A field reads its messages when it is created, so they are set before any form is defined.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Choose one of these.")
CHOOSE_SOME = _("Choose at least one.")
CHOOSE_AGAIN = _("This choice is no longer available. Choose again.")
CHOOSE_FILE = _("Choose a file.")
NO_ADDRESS = _("Enter an email address, such as name@school.nl.")
NO_LINK = _("This link is incomplete. Copy all of it, starting with https://.")
FIELD_MESSAGES: dict[type[forms.Field], dict[str, Any]] = {
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
    forms.IntegerField: {"invalid": _("Enter a whole number, such as 12.")},
    forms.DateField: {"invalid": _("Enter a date, such as 2026-12-31.")},
    forms.TimeField: {"invalid": _("Enter a time, such as 13:30.")},
    forms.URLField: {"invalid": NO_LINK},
    forms.FileField: {
        "required": CHOOSE_FILE,
        "invalid": CHOOSE_FILE,
        "missing": CHOOSE_FILE,
        "empty": _("This file is empty. Choose another one."),
    },
}
VALIDATOR_MESSAGES: dict[type[Any], Any] = {
    validators.EmailValidator: NO_ADDRESS,
    validators.URLValidator: NO_LINK,
    validators.MaxLengthValidator: ngettext_lazy(
        "Use at most %(limit_value)d character. There are %(show_value)d now.",
        "Use at most %(limit_value)d characters. There are %(show_value)d now.",
        "limit_value",
    ),
    validators.MinValueValidator: _("Enter %(limit_value)s or more."),
    validators.MaxValueValidator: _("Enter %(limit_value)s or less."),
    validators.ProhibitNullCharactersValidator: _("There is an invisible character in this. Type it again."),
}


def form_messages_set() -> None:
    """Replace the default messages of Django's fields and validators."""
    for field, messages in FIELD_MESSAGES.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **messages}
    for validator, message in VALIDATOR_MESSAGES.items():
        validator.message = message
