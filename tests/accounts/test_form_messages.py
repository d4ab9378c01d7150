"""Our error messages, in every form."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from accounts.models import User

import_module("config.urls")  # imports the forms of all pages
STOCK = {
    "This field is required.",
    "Enter a valid date.",
    "Enter a valid time.",
    "Enter a whole number.",
    "Enter a valid URL.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
    "Enter a list of values.",
    "No file was submitted.",
    "The submitted file is empty.",
}
FIELDS = [
    (forms.CharField(), "", "Vul dit in."),
    (forms.CharField(max_length=3), "abcd", "Gebruik hoogstens 3 tekens. Nu zijn het er 4."),
    (forms.CharField(), "a\x00", "Hier staat een onzichtbaar teken in. Typ het nog eens."),
    (forms.BooleanField(), False, "Zet hier een vinkje."),
    (forms.ChoiceField(choices=[("a", "A")]), "", "Kies een van deze."),
    (forms.ChoiceField(choices=[("a", "A")]), "b", "Deze keuze bestaat niet meer. Kies opnieuw."),
    (forms.MultipleChoiceField(choices=[("a", "A")]), [], "Kies er minstens één."),
    (forms.IntegerField(), "veel", "Vul een heel getal in, zoals 12."),
    (forms.IntegerField(min_value=5), "4", "Vul 5 of meer in."),
    (forms.IntegerField(max_value=5), "6", "Vul 5 of minder in."),
    (forms.DateField(), "ooit", "Vul een datum in, zoals 2026-12-31."),
    (forms.TimeField(), "ooit", "Vul een tijd in, zoals 13:30."),
    (forms.EmailField(), "amira", "Vul een e-mailadres in, zoals naam@school.nl."),
    (
        forms.URLField(assume_scheme="https"),
        "geen link",
        "Deze link is niet volledig. Kopieer hem helemaal, vanaf https://.",
    ),
    (forms.FileField(), None, "Kies een bestand."),
    (forms.FileField(), SimpleUploadedFile("leeg.csv", b""), "Dit bestand is leeg. Kies een ander."),
]


@pytest.mark.parametrize(("field", "value", "message"), FIELDS)
def test_field_error_says_what_to_do(field: forms.Field, value: object, message: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as refused:
        field.clean(value)
    assert refused.value.messages == [message]


def every_form(base: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for form in base.__subclasses__():
        yield form
        yield from every_form(form)


def test_every_form_uses_our_messages() -> None:
    made = [form for form in every_form() if not form.__module__.startswith(("django.", "tests."))]
    assert any(form.__module__.startswith("allauth.") for form in made)
    with translation.override("en"):
        stock = {
            f"{form.__module__}.{form.__name__}.{name}: {code}"
            for form in made
            for name, field in getattr(form, "base_fields", {}).items()
            for code, message in field.error_messages.items()
            if code != "incomplete" and str(message) in STOCK
        }
    assert stock == set()


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("amira@example.org", "Dit lijkt te veel op je e-mailadres. Kies iets wat anderen niet kunnen raden."),
        ("qwertyuiop123", "Dit wachtwoord gebruiken veel mensen. Kies er een dat alleen jij bedenkt."),
        ("83920175639201", "Dit zijn alleen cijfers. Zet er letters bij."),
        ("kort", "Kies een wachtwoord van minstens 12 tekens."),
    ],
)
def test_password_error_says_what_to_do(password: str, message: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as refused:
        validate_password(password, User(email="amira@example.org"))
    assert message in refused.value.messages
    assert password_validators_help_texts()
