"""Text that people entered is escaped on every page."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.page import Page
from tests.page_world import PageWorld
from tests.pages import PAGES

pytestmark = pytest.mark.slow("opens every page of the product once more")

MARKUP = "\"><img src=x onerror=alert(1)>'"
OURS = ("accounts", "networks", "srt", "meetings", "mailing")
# Texts that no one enters in a form: codes, staff's files and drawings.
NOT_ENTERED = {
    "agreement", "answers", "background", "background_code", "calendar", "change", "content", "content_type",
    "dimension", "fingerprint", "html", "input_hash", "kind", "language", "mean_bound", "message_id", "notes",
    "password", "sha256", "source", "svg", "zone",
}  # fmt: skip
KINDS_OF_TEXT = (models.CharField, models.TextField)
WITH_A_FORM_OF_ITS_OWN = (models.SlugField, models.EmailField, models.URLField)


def entered_fields() -> list[models.Field[object, object]]:
    """Return the fields with text that people entered."""
    return [
        field
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.fields
        if isinstance(field, KINDS_OF_TEXT)
        and not (isinstance(field, WITH_A_FORM_OF_ITS_OWN) or field.choices or field.validators[1:])
        and field.name not in NOT_ENTERED
    ]


@pytest.fixture
def world_with_markup(page_world: PageWorld) -> PageWorld:
    """Return the world with markup in every text that people entered."""
    changed = 0
    for field in entered_fields():
        text = MARKUP[: field.max_length or 100]
        try:
            with transaction.atomic():
                changed += field.model._default_manager.exclude(**{field.name: ""}).update(**{field.name: text})
        except IntegrityError:
            continue  # a unique name
    assert changed > 200
    return page_world


def test_every_page_escapes_entered_text(world_with_markup: PageWorld):
    shown, running = 0, []
    for page in PAGES:
        text = text_of(page, world_with_markup)
        shown += "&lt;img src=x" in text
        running += [str(page)] if "<img src=x" in text else []
    assert running == []
    assert shown > 50


def text_of(page: Page, found: PageWorld) -> str:
    """Return a page's text, and roll back what opening it saved."""
    with transaction.atomic():
        text: str = page.open(found).content.decode(errors="replace")
        transaction.set_rollback(True)
    return text
