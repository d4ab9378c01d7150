"""The test settings for a worker in a separate process: its emails go to the test's mail server or to files."""

import os

from config.settings.test import *  # noqa: F403 - settings build on settings

if "LEERWEB_TEST_SMTP_PORT" in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["LEERWEB_TEST_SMTP_PORT"])
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = os.environ["LEERWEB_TEST_MAILBOX"]
