"""Settings for the test suite: the database from LEERWEB_DATABASE, SQLite when it is not set."""

import os
from typing import Any

from config import environment
from config.settings.base import *  # noqa: F403 - settings build on settings
from config.settings.base import BASE_DIR

SECRET_KEY = "test-only-" + "0" * 50
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
_database: dict[str, Any] = environment.database(
    environment.text("LEERWEB_DATABASE", f"sqlite:///{BASE_DIR}/.cache/test.sqlite3")
)
_database["TEST"] = {"NAME": f"test_leerweb{os.environ.get('LEERWEB_TEST_SUFFIX', '')}"}
if _database["ENGINE"].endswith("sqlite3"):
    (BASE_DIR / ".cache").mkdir(exist_ok=True)
    _database["TEST"] = {"NAME": str(BASE_DIR / f".cache/test{os.environ.get('LEERWEB_TEST_SUFFIX', '')}.sqlite3")}
DATABASES = {"default": _database}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# tests/accounts/test_second_factor.py switches it on.
LEERWEB_SECOND_FACTOR_REQUIRED = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
