"""What people typed is words on every page, whatever they typed: nothing of it runs."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.page import Page
from tests.page_world import PageWorld
from tests.pages import PAGES

pytestmark = pytest.mark.slow("opens every page of the product once more")

TYPED = "\"><img src=x onerror=alert(1)>'"
OURS = ("accounts", "networks", "srt", "meetings", "mailing")
# Texts that are codes of ours, files of staff and drawings: nobody types them in a form.
NOT_TYPED = {
    "agreement", "answers", "background", "background_code", "calendar", "change", "content", "content_type",
    "dimension", "fingerprint", "html", "input_hash", "kind", "language", "mean_bound", "message_id", "notes",
    "password", "sha256", "source", "svg", "zone",
}  # fmt: skip
KINDS_OF_TEXT = (models.CharField, models.TextField)
WITH_A_FORM_OF_ITS_OWN = (models.SlugField, models.EmailField, models.URLField)


def typed_fields() -> list[models.Field[object, object]]:
    """The fields that hold what somebody typed."""
    return [
        field
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.fields
        if isinstance(field, KINDS_OF_TEXT)
        and not (isinstance(field, WITH_A_FORM_OF_ITS_OWN) or field.choices or field.validators[1:])
        and field.name not in NOT_TYPED
    ]


@pytest.fixture
def spoilt(page_world: PageWorld) -> PageWorld:
    """The world with markup in every text that somebody typed."""
    changed = 0
    for field in typed_fields():
        text = TYPED[: field.max_length or 100]
        try:
            with transaction.atomic():
                changed += field.model._default_manager.exclude(**{field.name: ""}).update(**{field.name: text})
        except IntegrityError:
            continue  # a name of which there can be one only
    assert changed > 200
    return page_world


def test_no_page_lets_run_what_somebody_typed(spoilt: PageWorld):
    shown, running = 0, []
    for page in PAGES:
        text = text_of(page, spoilt)
        shown += "&lt;img src=x" in text
        running += [str(page)] if "<img src=x" in text else []
    assert running == []
    assert shown > 50


def text_of(page: Page, found: PageWorld) -> str:
    """What a page says; what its reader did first and what it counts are undone."""
    with transaction.atomic():
        text: str = page.open(found).content.decode(errors="replace")
        transaction.set_rollback(True)
    return text
