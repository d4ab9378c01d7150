"""Autosave of the questionnaire: its requests, and its message when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Route

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "static"
ADDRESS = "http://leerweb.test"
FORM = """
<!DOCTYPE html><html lang="nl"><title>x</title><script type="module" src="/static/js/leerweb.js"></script>
<form method="post" action="/page" data-autosave data-autosave-url="/save">
  <input type="hidden" name="shown" value="--">
  <input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="revision" value="7">
  <input type="radio" name="q1" value="1"><input type="radio" name="q1" value="2">
  <input type="radio" name="q2" value="1">
  <p data-autosave-status data-saving="saving" data-saved="saved" data-offline="offline" data-changed="changed"
     data-refused="refused"></p>
  <button name="go" value="next">x</button>
</form>
"""

Answer = Callable[["Route"], None]


class Server:
    """The server of the page: it stores what was posted and answers as `answer` says."""

    def __init__(self) -> None:
        self.post_data: list[str] = []
        self.answer: Answer = self.save

    def save(self, route: Route) -> None:
        """Accept, with the next revision."""
        route.fulfill(json={"revision": 7 + len(self.post_data)})

    def __call__(self, route: Route) -> None:
        path = urlparse(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
        elif path == "/save":
            self.post_data.append(_fields(route.request))
            self.answer(route)
        else:
            route.fulfill(body=FORM, content_type="text/html")


def _fields(request: Request) -> str:
    """Return the posted multipart fields as "name=value name=value"."""
    parts = (request.post_data or "").split('name="')[1:]
    return " ".join(part.split('"')[0] + "=" + part.split("\r\n")[2] for part in parts)


def status(code: int) -> Answer:
    """Return an answer that only has a status."""
    return lambda route: route.fulfill(status=code)


@pytest.fixture
def server() -> Server:
    """Return a server that saves."""
    return Server()


@pytest.fixture
def form(browser: Browser, server: Server) -> Iterator[Page]:
    """Return the open page with the form."""
    context = browser.new_context()
    context.route("**/*", server)
    page = context.new_page()
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def says(page: Page, words: str) -> None:
    """Wait until the status line shows a text."""
    page.locator(f"[data-autosave-status]:text-is('{words}')").wait_for(timeout=60_000)


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check()


def test_answer_is_sent_with_the_token_and_the_revision(form: Page, server: Server) -> None:
    tick(form, "q1", "2")
    says(form, "saved")
    assert server.post_data == ["csrfmiddlewaretoken=token revision=7 q1=2"]


def test_next_answer_carries_the_new_revision(form: Page, server: Server) -> None:
    tick(form, "q1", "2")
    says(form, "saved")
    tick(form, "q2", "1")
    form.wait_for_function("document.querySelector('[name=revision]').value === '9'")
    assert server.post_data[1] == "csrfmiddlewaretoken=token revision=8 q2=1"


def test_autosave_reports_a_lost_connection_and_saves_later(form: Page, server: Server) -> None:
    server.answer = lambda route: route.abort()
    tick(form, "q1", "1")
    says(form, "offline")
    server.answer = server.save
    says(form, "saved")
    assert server.post_data[-1].endswith("q1=1")


def test_later_answer_replaces_a_waiting_one(form: Page, server: Server) -> None:
    server.answer = status(503)
    tick(form, "q1", "1")
    says(form, "offline")
    tick(form, "q1", "2")
    server.answer = server.save
    says(form, "saved")
    assert server.post_data[-1].endswith("q1=2")


@pytest.mark.parametrize(("code", "words"), [(409, "changed"), (403, "refused"), (410, "refused")])
def test_autosave_reports_a_refusal_and_stops(form: Page, server: Server, code: int, words: str) -> None:
    server.answer = status(code)
    tick(form, "q1", "1")
    says(form, words)
    tick(form, "q2", "1")
    form.wait_for_timeout(300)
    assert len(server.post_data) == 1


def test_page_continues_from_its_own_autosaves(form: Page, server: Server) -> None:
    tick(form, "q2", "1")
    says(form, "saved")
    assert form.locator("input[name=shown]").input_value() == "-1"


def test_continuing_does_not_wait_for_a_missing_answer(form: Page, server: Server) -> None:
    server.answer = lambda _route: None
    tick(form, "q1", "2")
    says(form, "saving")
    with form.expect_request("**/page") as going:
        form.locator("button[name=go]").click(no_wait_after=True)
    assert going.value.post_data is not None
    assert "q1=2&" in going.value.post_data
    assert going.value.post_data.endswith("go=next")


def test_continuing_twice_sends_the_page_once(form: Page, server: Server) -> None:
    server.answer = lambda _route: None
    tick(form, "q1", "2")
    says(form, "saving")
    sent: list[str] = []
    form.on("request", lambda request: sent.append(request.url) if request.url.endswith("/page") else None)
    form.locator("button[name=go]").dblclick(no_wait_after=True)
    form.wait_for_url("**/page")
    assert len(sent) == 1
