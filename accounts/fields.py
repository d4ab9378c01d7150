"""Fields for text and addresses that people type: models store them clean, whichever way they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.text import address_clean, address_or_text, line_clean, prose_clean

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
    EmailField = models.EmailField[str, str]
    URLField = models.URLField[str, str]
else:
    CharField, TextField, EmailField, URLField = models.CharField, models.TextField, models.EmailField, models.URLField

INVISIBLE = _("This has only characters that nobody can see. Type it again.")


class _CleanedOnSave:
    """Sets the attribute to the cleaned value on saving, by `save` and in bulk; `to_python` cleans."""

    attname: str
    to_python: Any

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Return the value to store."""
        value = super().pre_save(model_instance, add)  # type: ignore[misc]  # a field
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value


class LineField(_CleanedOnSave, CharField):
    """One line of visible text. Cleaned on validation and on saving, so that bulk writes are clean too."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return line_clean(value).text if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LineFormField, **kwargs})


class ProseField(_CleanedOnSave, TextField):
    """Paragraphs of visible text, cleaned like a LineField."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return prose_clean(value).text if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ProseFormField, **kwargs})


class LinkField(_CleanedOnSave, URLField):
    """The address of a page, cleaned like a LineField."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return line_clean(value).text if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LinkFormField, **kwargs})


def address_validate(value: str) -> None:
    """Raise ValidationError if this is not an address."""
    address_clean(value)


class AddressField(_CleanedOnSave, EmailField):
    """An email address in the form in which we compare addresses (accounts.text.address_clean)."""

    default_validators = [address_validate]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        # A lookup by something that is not an address finds nothing; saving it is refused by validation.
        return address_or_text(value) if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": AddressFormField, **kwargs})


class _VisibleFormField(forms.CharField):
    """Refuses a required text of which nothing is left."""

    def cleaned(self, text: str) -> str:
        """Return the text without what nobody can see."""
        return line_clean(text).text

    def to_python(self, value: Any) -> str | None:
        """Return the cleaned text, before length and other validators see it."""
        text = super().to_python(value)
        cleaned = self.cleaned(text) if text else text
        if text and not cleaned and self.required:
            raise ValidationError(INVISIBLE, code="invisible")
        return cleaned


class LineFormField(_VisibleFormField):
    """One line of visible text."""


class ProseFormField(_VisibleFormField):
    """Paragraphs of visible text."""

    widget = forms.Textarea

    def cleaned(self, text: str) -> str:
        """Return the paragraphs without what nobody can see."""
        return prose_clean(text).text


class LinkFormField(_VisibleFormField, forms.URLField):
    """The address of a page."""


class AddressFormField(forms.EmailField):
    """An email address, returned as we store and compare it."""

    default_validators = [address_validate]

    def to_python(self, value: Any) -> str | None:
        """Return the address, or what was typed if it is not one, which the validator refuses."""
        text = super().to_python(value)
        return address_or_text(text) if text else text
