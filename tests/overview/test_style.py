"""The style guide: who finds it, and that it leaves no element out."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

ELEMENTS = Path(__file__).resolve().parents[2] / "templates" / "elements"
# Around every page rather than in it, or parts of other elements.
AROUND = {
    *("account", "demo_note", "footer", "footer_links", "head_links", "language_switch", "menu", "messages"),
    *("session_note", "wordmark", "field_notes", "ring"),
}
TAGS = {"page_head", "card", "notice", "empty_state", "details", "table", "facts", "own_words"}


def test_the_demo_shows_it_to_everybody(client, settings):
    settings.LEERWEB_DEMO = True
    assert client.get("/style/").status_code == 200


def test_elsewhere_it_is_there_for_staff_alone(client, cast):
    assert client.get("/style/").status_code == 302
    client.force_login(cast["Iris"])
    assert client.get("/style/").status_code == 404
    cast["Iris"].is_staff = True
    cast["Iris"].save(update_fields=["is_staff"])
    assert client.get("/style/").status_code == 200


def test_a_form_sent_empty_says_what_is_wrong_and_keeps_nothing(client, settings):
    settings.LEERWEB_DEMO = True
    page = client.post("/style/", {"name": "Amira"}).content.decode()
    assert "data-focus-on-load" in page
    assert 'value="Amira"' in page


def test_it_cannot_be_deleted(client, settings):
    settings.LEERWEB_DEMO = True
    assert client.delete("/style/").status_code == 405


def test_it_shows_every_element():
    guide = "".join(path.read_text(encoding="utf-8") for path in (ELEMENTS.parent / "overview" / "style").iterdir())
    names = {path.stem for path in ELEMENTS.glob("*.html")} - AROUND - {"error_summary"}  # that comes with a form
    missing = {name for name in names - TAGS if f"elements/{name}.html" not in guide}
    missing |= {name for name in TAGS if f"{{% {name} " not in guide}
    assert missing == set()
