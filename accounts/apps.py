from allauth.socialaccount.app_settings import AppSettings
from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from accounts.form_messages import form_messages_set

# On import rather than in `ready()`: by then the apps of higher layers have created forms.
form_messages_set()


# Allauth's migrations follow this setting, its model does not. Before the models are loaded, too.
AppSettings.UID_MAX_LENGTH = settings.SOCIALACCOUNT_UID_MAX_LENGTH


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Register the start-up checks, emails, jobs and personal data, and connect allauth's signals."""
        from allauth.account.signals import email_changed, user_logged_in  # noqa: PLC0415 - needs loaded apps
        from allauth.mfa import signals  # noqa: PLC0415 - as above
        from allauth.socialaccount.signals import (  # noqa: PLC0415 - as above
            social_account_added,
            social_account_removed,
        )

        from accounts import (  # noqa: PLC0415 - as above
            emails,  # noqa: F401 - registration happens on import
            institutions,
            tasks,  # noqa: F401 - as above
        )
        from accounts.checks import check_access_declared, check_personal_data  # noqa: PLC0415 - needs loaded apps
        from accounts.codes import codes_customise  # noqa: PLC0415 - as above
        from accounts.known_browser import browser_remember, known_browsers_limit_apart  # noqa: PLC0415 - as above
        from accounts.logging import tokens_never_logged  # noqa: PLC0415 - as above
        from accounts.receivers import refusals_cleared  # noqa: PLC0415 - as above
        from accounts.second_factor import factor_added, factor_removed  # noqa: PLC0415 - as above

        tokens_never_logged()
        codes_customise()
        institutions.provider_customise()
        known_browsers_limit_apart()
        user_logged_in.connect(browser_remember)
        email_changed.connect(refusals_cleared)
        checks.register(check_access_declared, checks.Tags.security)
        autodiscover_modules("personal_data")  # of every app, upper layers first
        checks.register(check_personal_data, checks.Tags.models)
        signals.authenticator_added.connect(factor_added)
        signals.authenticator_removed.connect(factor_removed)
        user_logged_in.connect(institutions.signed_in_with)
        social_account_added.connect(institutions.account_added)
        social_account_removed.connect(institutions.account_removed)
