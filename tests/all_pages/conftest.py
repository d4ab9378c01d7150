"""One world for every test of this folder: the pages, the emails and what they say in each language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.all_pages.known_texts import known_texts
from tests.cast import cast_make
from tests.page_world import PageWorld, page_world_make
from tests.pseudo import LANGUAGE


@pytest.fixture(scope="package", autouse=True)
def _pseudo_offered(_pseudo_catalogue: None) -> Iterator[None]:
    """Offer the pseudo-language throughout: each change to LANGUAGES makes Django load its catalogues again."""
    with override_settings(LANGUAGES=[*settings.LANGUAGES, (LANGUAGE, "Pseudo")]):
        yield


@pytest.fixture(scope="package")
def _page_world_of_package(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PageWorld]:
    """Build the world inside a transaction that is rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield page_world_make(cast_make())
        transaction.set_rollback(True)


@pytest.fixture
def page_world(_page_world_of_package: PageWorld, db: None) -> PageWorld:
    """Return the world of the pages; changes made by a test are rolled back after it."""
    return _page_world_of_package


@pytest.fixture(scope="package")
def known(_page_world_of_package: PageWorld) -> frozenset[str]:
    """Return every text on a page that is data and so not translated."""
    return known_texts()
