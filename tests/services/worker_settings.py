"""The test settings for a worker in a process of its own: its letters go to files that the test can read."""

import os

from config.settings.test import *  # noqa: F403 - settings build on settings

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["LEERWEB_TEST_MAILBOX"]
