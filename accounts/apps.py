from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Register the start-up check and the letters of this app."""
        from accounts import letters  # noqa: F401, PLC0415 - registration happens on import
        from accounts.checks import check_access_declared  # noqa: PLC0415 - needs loaded apps
        from accounts.logging import tokens_never_logged  # noqa: PLC0415 - as above

        tokens_never_logged()
        checks.register(check_access_declared, checks.Tags.security)
