"""The style guide: its access, and that it shows every element."""

from pathlib import Path

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

ELEMENTS = Path(__file__).resolve().parents[2] / "templates" / "elements"
# Frame of every page, or parts of other elements.
AROUND = {
    *(
        "account",
        "demo_note",
        "footer",
        "footer_links",
        "head_links",
        "language_switch",
        "menu",
        "place_menu",
        "messages",
    ),
    *("session_note", "wordmark", "field_notes", "ring"),
}
TAGS = {"page_head", "card", "notice", "empty_state", "details", "table", "facts", "network_statement"}


def test_style_guide_is_public_in_the_demo(client, settings):
    settings.LEERWEB_DEMO = True
    assert client.get("/style/").status_code == 200


def test_style_guide_is_for_staff_only_outside_the_demo(client, cast):
    assert client.get("/style/").status_code == 302
    client.force_login(cast["Iris"])
    assert client.get("/style/").status_code == 404
    cast["Iris"].is_staff = True
    cast["Iris"].save(update_fields=["is_staff"])
    assert client.get("/style/").status_code == 200


def test_invalid_sample_form_shows_errors(client, settings):
    settings.LEERWEB_DEMO = True
    page = client.post("/style/", {"name": "Amira"}).content.decode()
    assert "data-focus-on-load" in page
    assert 'value="Amira"' in page


def test_style_guide_refuses_delete(client, settings):
    settings.LEERWEB_DEMO = True
    assert client.delete("/style/").status_code == 405


def test_style_guide_shows_every_element():
    guide = "".join(path.read_text(encoding="utf-8") for path in (ELEMENTS.parent / "overview" / "style").iterdir())
    names = {path.stem for path in ELEMENTS.glob("*.html")} - AROUND - {"error_summary"}  # that comes with a form
    missing = {name for name in names - TAGS if f"elements/{name}.html" not in guide}
    missing |= {name for name in TAGS if f"{{% {name} " not in guide}
    assert missing == set()
