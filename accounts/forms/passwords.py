"""What a password has to be, in our words: Django's own say what is wrong, and not what to do."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnoughValidator(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        """Say how long a password is at least."""
        return ngettext(
            "Choose a password of at least %(count)d character.",
            "Choose a password of at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}

    def get_help_text(self) -> str:
        """Say the same beforehand."""
        return self.get_error_message()


class NotYourselfValidator(UserAttributeSimilarityValidator):
    """Nothing like the own name or address."""

    def get_error_message(self) -> str:
        """Say what it looks like (`verbose_name`) and what to do."""
        return _("This looks much like your %(verbose_name)s. Choose something that others cannot guess.")


class NotCommonValidator(CommonPasswordValidator):
    """None of the passwords that thousands of people use."""

    def get_error_message(self) -> str:
        """Say so, and what to do."""
        return _("Many people use this password. Choose one that only you would think of.")


class NotOnlyDigitsValidator(NumericPasswordValidator):
    """More than a number."""

    def get_error_message(self) -> str:
        """Say what to add."""
        return _("These are digits only. Add letters.")
