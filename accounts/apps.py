from django.apps import AppConfig
from django.core import checks

from accounts.form_messages import form_messages_set

# Here and not in `ready`: by then the apps above have made forms.
form_messages_set()


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Register the start-up check, letters, what is kept and how long, and what follows a second factor."""
        from allauth.account.signals import user_logged_in  # noqa: PLC0415 - needs loaded apps
        from allauth.mfa import signals  # noqa: PLC0415 - as above
        from allauth.socialaccount.signals import (  # noqa: PLC0415 - as above
            social_account_added,
            social_account_removed,
        )

        from accounts import (  # noqa: PLC0415 - as above
            institutions,
            letters,  # noqa: F401 - registration happens on import
            personal_data,  # noqa: F401 - as above
            retention,  # noqa: F401 - as above
        )
        from accounts.checks import check_access_declared  # noqa: PLC0415 - needs loaded apps
        from accounts.logging import tokens_never_logged  # noqa: PLC0415 - as above
        from accounts.second_factor import factor_added, factor_removed  # noqa: PLC0415 - as above

        tokens_never_logged()
        checks.register(check_access_declared, checks.Tags.security)
        signals.authenticator_added.connect(factor_added)
        signals.authenticator_removed.connect(factor_removed)
        user_logged_in.connect(institutions.signed_in_with)
        social_account_added.connect(institutions.account_added)
        social_account_removed.connect(institutions.account_removed)
