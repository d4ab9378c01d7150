"""Fixtures of the stories."""

from tests.stories.background import background, embedded_process
from tests.stories.mail import mail_server

__all__ = ["background", "embedded_process", "mail_server"]
