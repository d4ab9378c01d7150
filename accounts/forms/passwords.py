"""Password validators that say what to do; Django's own say only what is wrong."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnoughValidator(MinimumLengthValidator):
    """Requires at least `min_length` characters."""

    def get_error_message(self) -> str:
        return ngettext(
            "Choose a password of at least %(count)d character.",
            "Choose a password of at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()


class NotYourselfValidator(UserAttributeSimilarityValidator):
    """Refuses a password that resembles the person's name or address."""

    def get_error_message(self) -> str:
        """Return a message with a placeholder for the name of the similar field."""
        return _("This is too similar to your %(verbose_name)s. Choose something that others can’t guess.")


class NotCommonValidator(CommonPasswordValidator):
    """Refuses common passwords."""

    def get_error_message(self) -> str:
        return _("Many people use this password. Choose one that only you would think of.")


class NotOnlyDigitsValidator(NumericPasswordValidator):
    """Refuses a password of digits only."""

    def get_error_message(self) -> str:
        return _("This contains only digits. Add letters.")
