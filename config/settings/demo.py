"""One command on a laptop: SQLite, no broker, emails on a page instead of SMTP."""

import os

from config import environment
from config.settings.base import *  # noqa: F403 - settings build on settings
from config.settings.base import BASE_DIR

SECRET_KEY = os.environ.get("LEERWEB_SECRET_KEY", "demo-only-" + "0" * 50)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASES = {
    "default": environment.database(
        environment.text("LEERWEB_DATABASE", f"sqlite:///{BASE_DIR}/demo-data/leerweb.sqlite3")
    ),
}
EMAIL_BACKEND = "mailing.backends.DatabaseMailBackend"
LEERWEB_DEMO = True
LEERWEB_SECOND_FACTOR_REQUIRED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]  # files are served from their source folders
SILENCED_SYSTEM_CHECKS = [
    # The demo runs on http://localhost without TLS: no HSTS, redirect or secure cookies.
    "security.W004",
    "security.W008",
    "security.W009",
    "security.W012",
    "security.W016",
]
