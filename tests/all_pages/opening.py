"""Opening a page of tests/pages.py as its reader sees it in a language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.page import Page
from tests.page_world import PageWorld


@dataclass(frozen=True)
class Opened:
    """A page as it was answered, and the number of queries it took."""

    response: HttpResponse
    html: str
    queries: int


def open_page(page: Page, found: PageWorld, language: str) -> Opened:
    """Open a page in a language and undo everything that its reader did."""
    with override_settings(LEERWEB_DEMO=page.demo), transaction.atomic():
        User.objects.update(language=language)
        client = page.client(found)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with CaptureQueriesContext(connection) as queries:
            response = page.open(found, client)
        transaction.set_rollback(True)
    return Opened(response, response.content.decode(), len(queries))
