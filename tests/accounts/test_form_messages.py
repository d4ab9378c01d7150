"""What forms say when something is not right yet: what to do, in our words, in every form."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from accounts.models import User

import_module("config.urls")  # which imports every form that a page uses
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
    (forms.ChoiceField(choices=[("a", "A")]), "b", "Deze keuze is er niet meer. Kies opnieuw."),
    (forms.MultipleChoiceField(choices=[("a", "A")]), [], "Kies er minstens één."),
    (forms.IntegerField(), "veel", "Schrijf een heel getal, zoals 12."),
    (forms.IntegerField(min_value=5), "4", "Schrijf 5 of een groter getal."),
    (forms.IntegerField(max_value=5), "6", "Schrijf 5 of een kleiner getal."),
    (forms.DateField(), "ooit", "Dit is geen dag. Kies er een, of schrijf die als 2026-12-31."),
    (forms.TimeField(), "ooit", "Dit is geen tijd. Kies er een, of schrijf die als 13:30."),
    (forms.EmailField(), "amira", "Dit is geen e-mailadres. Het ziet eruit als naam@school.nl."),
    (
        forms.URLField(assume_scheme="https"),
        "geen link",
        "Dit is niet de hele link. Kopieer hem nog eens, vanaf https://.",
    ),
    (forms.FileField(), None, "Kies een bestand."),
    (forms.FileField(), SimpleUploadedFile("leeg.csv", b""), "Dit bestand is leeg. Kies een ander."),
]


@pytest.mark.parametrize(("field", "value", "message"), FIELDS)
def test_a_field_says_what_to_do(field: forms.Field, value: object, message: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as refused:
        field.clean(value)
    assert refused.value.messages == [message]


def every_form(base: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for form in base.__subclasses__():
        yield form
        yield from every_form(form)


def test_no_form_of_ours_or_of_a_package_was_made_before_the_messages_were_set() -> None:
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
        ("amira@example.org", "Dit lijkt erg op je e-mailadres. Kies iets wat anderen niet kunnen raden."),
        ("qwertyuiop123", "Dit wachtwoord gebruiken veel mensen. Kies er een dat alleen jij bedenkt."),
        ("83920175639201", "Dit zijn alleen cijfers. Zet er letters bij."),
        ("kort", "Kies een wachtwoord van minstens 12 tekens."),
    ],
)
def test_a_password_that_cannot_be_used_is_met_with_what_to_do(password: str, message: str) -> None:
    with translation.override("nl"), pytest.raises(ValidationError) as refused:
        validate_password(password, User(email="amira@example.org"))
    assert message in refused.value.messages
    assert password_validators_help_texts()
