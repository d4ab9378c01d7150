"""One world for every page that is opened in a browser. The tests only look, and undo what they have to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from meetings.models import Attendance, Meeting
from srt.models import Instrument
from tests.cast import PASSWORD, cast_make
from tests.fixtures.browser import AXE, new_page
from tests.meetings.meeting_cases import in_days
from tests.page import Page as Listed
from tests.page_world import PageWorld, page_world_make
from tests.srt.definitions import second_version

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page
    from pytest_django.live_server_helper import LiveServer

Look = Callable[..., "Page"]
ColorScheme = Literal["light", "dark"]
DESKTOP: Any = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Devices:
    """One page per language, used by one test after another, and the script errors of the current test."""

    pages: dict[str, Page]
    troubles: list[str]

    def fresh(self, language: str, color_scheme: ColorScheme) -> Page:
        """Return the page of a language as on a new device: no cookies, desktop size, motion allowed."""
        page = self.pages[language]
        page.context.clear_cookies()
        page.set_viewport_size(DESKTOP)
        page.emulate_media(color_scheme=color_scheme, reduced_motion="no-preference")
        return page


# Fill in and send the form that posts to a path, as a person would. A choice the page does not offer is forced, and so
# is a query in the path: it says what an earlier visit had seen.
SEND = """
([path, typed]) => {
  const wanted = new URL(path, location.href);
  const form = [...document.querySelectorAll("main form[method=post]")]
    .find(one => new URL(one.action).pathname === wanted.pathname && !one.querySelector("[data-post-button]"));
  if (wanted.search) form.action = wanted.href;
  let button = form.querySelector("button[type=submit]:not([name=action])") ?? form.querySelector("button");
  for (const [name, value] of Object.entries(typed)) {
    const control = form.elements[name];
    if (control instanceof RadioNodeList) {
      const choices = [...control].filter(one => one.type === "radio");
      const given = choices.find(one => one.value === value) ?? choices[0];
      given.value = value;
      given.checked = true;
    } else if (control?.type === "submit") button = control;
    else if (control?.type === "radio") control.checked = true;
    else if (control) {
      if (control.type === "date") control.type = "text";  // a field for a day forgets what is no day
      control.value = value;
    }
  }
  form.noValidate = true;
  form.requestSubmit(button);
}
"""


@pytest.fixture(scope="package")
def page_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, browser: Browser) -> Iterator[PageWorld]:
    """Build the world, committed so that the server's threads see it, and flush it at the end."""
    with django_db_blocker.unblock():
        yield page_world_make(cast_make())
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def transactional_db(page_world: PageWorld) -> PageWorld:
    """Keep the world: pytest-django's fixture of this name would flush it after every test."""
    return page_world


@pytest.fixture(scope="package")
def devices(browser: Browser, live_server: LiveServer) -> Iterator[Devices]:
    """Return one page per language for all tests: a new device each time would load styles, fonts and axe again."""
    troubles: list[str] = []
    pages = {
        language: new_page(browser, live_server.url, troubles, language=language, viewport=DESKTOP)
        for language in ("nl", "en")
    }
    for page in pages.values():
        page.context.add_init_script(path=AXE)  # cheaper than sending half a megabyte to every page
    yield Devices(pages, troubles)
    for page in pages.values():
        page.context.close()


@pytest.fixture
def look(page_world: PageWorld, devices: Devices, site: LiveServer, settings) -> Iterator[Look]:
    """Return a function that opens a page of tests/pages.py: `look(listed, language="nl", color_scheme="dark")`."""

    def show(listed: Listed, *, language: str = "nl", color_scheme: ColorScheme = "light") -> Page:
        settings.LEERWEB_DEMO = listed.demo
        cache.clear()  # counters of rate limits
        User.objects.update(language=language)
        page = devices.fresh(language, color_scheme)
        page.context.add_cookies(cookies_of(listed.client(page_world), settings.LEERWEB_BASE_URL))
        page.goto((listed.form_on or listed.path).format(**page_world.parts))
        if listed.posts is not None:
            for name, (file_name, content) in listed.files.items():
                file: FilePayload = {"name": file_name, "mimeType": "text/csv", "buffer": content}
                page.set_input_files(f"input[name={name}]", files=[file])
            with page.expect_navigation() as came_back:
                page.evaluate(SEND, [listed.address(page_world), listed.typed(page_world)])
            answer = came_back.value
            # Nothing was changed: a form that is accepted redirects to another page.
            assert (answer.request.method, answer.status) == ("POST", listed.status), page.url
        return page

    devices.troubles.clear()
    yield show
    put_back()
    meeting_put_back(page_world)
    assert not devices.troubles, "\n".join(devices.troubles)


def cookies_of(client: Client, url: str) -> list[Any]:
    """Return the cookies of a Django client for a browser."""
    return [{"name": name, "value": morsel.value, "url": url} for name, morsel in client.cookies.items()]


def put_back() -> None:
    """Undo what `before` does in tests/pages.py."""
    Authenticator.objects.all().delete()
    Instrument.objects.filter(sha256=sha256(second_version()).hexdigest()).delete()
    EmailAddress.objects.filter(user__email="amira@example.org", verified=False).delete()
    otto = User.objects.get(email="otto@example.org")
    if not otto.has_usable_password():
        otto.set_password(PASSWORD)
        otto.save(update_fields=["password"])


def meeting_put_back(found: PageWorld) -> None:
    """Schedule the upcoming meeting in two weeks again, without attendance."""
    coming = found.world.meetings["coming"]
    Attendance.objects.filter(invitee__meeting=coming).delete()
    Meeting.objects.filter(pk=coming.pk).update(on_date=in_days(14), starts_at=time(13, 30), minutes=195)
    coming.refresh_from_db()
