"""`make demo` from start to reset, in a copy of the project."""

from __future__ import annotations

import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from overview.demo.story import ACCOUNTS, COORDINATOR, PASSWORD
from tests.services.processes import free_port
from tests.stories import steps

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent
FIRST_START = 600.0
FACILITATOR = "iris.zandbergen@example.org"

# A background process ignores Ctrl-C, and so would its children.
AT_A_KEYBOARD = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execvp(sys.argv[1], sys.argv[1:])"
)

slow = pytest.mark.slow("builds the whole demo in a copy of the project")


class Demo:
    """A demo in a folder, started and stopped as from a keyboard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self, *arguments: str, command: Sequence[str] = (sys.executable, "bin/demo")) -> str:
        """Start, wait for the address, and return the output up to it."""
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", AT_A_KEYBOARD, *command, *arguments],
            cwd=self.folder,
            env=environment(self.port),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if f"Leerweb is on {self.url}" in line:
                return said
        raise AssertionError(said)

    def press_ctrl_c(self) -> str:
        """Interrupt the process group as a terminal does, wait for its end, and return the remaining output."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        said, _nothing = self.process.communicate(timeout=120)
        assert self.process.returncode == 0, said
        with pytest.raises(ProcessLookupError):
            os.killpg(self.process.pid, 0)
        return said

    def kill(self) -> None:
        """Kill what a failed test has left running."""
        if self.process is None:
            return
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def environment(port: int) -> dict[str, str]:
    """Return the environment of a user, without the variables of this test run."""
    others = {
        name: value for name, value in os.environ.items() if not name.startswith(("LEERWEB_", "DJANGO_", "PYTEST"))
    }
    return {**others, "DEMO_PORT": str(port), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """Copy the project with its packages installed, and start nothing yet."""
    folder = tmp_path / "leerweb"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - git itself
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    lend_packages(folder)
    found = Demo(folder)
    yield found
    found.kill()


def lend_packages(folder: Path) -> None:
    """Link the packages of this project into a copy and mark them as installed."""
    (folder / ".venv").mkdir()
    for path in (ROOT / ".venv").iterdir():
        (folder / ".venv" / path.name).symlink_to(path)
    installed = runpy.run_path(str(folder / "bin" / "setup"))["stamp"]("run")
    installed.touch()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[Demo], Page]]:
    """Return `window(demo)`, which opens a page of the demo. Errors in it fail the test at its end."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(demo: Demo, **more: Any) -> Page:
        context = browser.new_context(base_url=demo.url, locale="nl-NL", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on("console", lambda said: errors.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("response", lambda one: errors.append(f"{one.url}: {one.status}") if one.status >= 400 else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)


@slow
@pytest.mark.browser
def test_demo_survives_a_restart_and_resets(demo: Demo, window, record_property) -> None:
    said = demo.start()
    assert "Installing" not in said
    assert PASSWORD in said
    assert all(account.email in said for account in ACCOUNTS)
    coordinator = window(demo)
    steps.sign_in(coordinator, COORDINATOR, PASSWORD)
    close_the_open_round(coordinator)
    assert chart_appears(demo, window)
    cookies = coordinator.context.cookies()
    demo.press_ctrl_c()
    assert port_is_free(demo.port)

    started = time.monotonic()
    said = demo.start()
    record_property("second start, seconds", round(time.monotonic() - started, 2))
    print(f"second start: {time.monotonic() - started:.1f} s")  # noqa: T201 - the measurement itself
    assert "Installing" not in said
    assert "The demo is ready" not in said
    still_signed_in = window(demo, storage_state={"cookies": cookies, "origins": []})
    still_signed_in.goto("/")
    expect(still_signed_in.locator("input[name=login]")).to_have_count(0)
    assert open_rounds(still_signed_in) == 0
    demo.press_ctrl_c()

    demo.start("--reset")
    fresh = window(demo)
    steps.sign_in(fresh, COORDINATOR, PASSWORD)
    assert open_rounds(fresh) == 1
    demo.press_ctrl_c()


@slow
@pytest.mark.browser
def test_demo_accounts_find_home_page_and_emails(demo: Demo, window) -> None:
    demo.start()
    for account in ACCOUNTS:
        page = window(demo)
        steps.sign_in(page, account.email, PASSWORD)
        answer = page.goto("/")
        assert answer is not None
        assert answer.status == 200, account.email
        expect(page.locator("main h1")).to_be_visible()
    visitor = window(demo, viewport={"width": 320, "height": 640})
    visitor.goto(reverse("accounts:demo_mailbox", args=["umut.uiterwijk@example.org"]))
    visitor.locator("main .card a", has_text="vragenlijst over samen leren").first.click()
    visitor.locator("main a[href*='/q/']").click()
    expect(visitor.locator("input[name=consent]")).to_be_visible()
    assert steps.fits_the_width(visitor)
    demo.press_ctrl_c()


def test_demo_explains_a_port_in_use_and_changes_nothing() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        done = run_demo(port)
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert "DEMO_PORT=" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_demo_explains_an_invalid_port(port: str) -> None:
    done = run_demo(port)
    assert done.returncode == 1
    assert "DEMO_PORT must be a number" in done.stderr
    assert "Traceback" not in done.stderr


def run_demo(port: int | str) -> subprocess.CompletedProcess[str]:
    """Run the demo of this project to its end, for starts that are refused before anything happens."""
    return subprocess.run(
        [sys.executable, "bin/demo"],
        cwd=ROOT,
        env={**environment(0), "DEMO_PORT": str(port)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def open_rounds(page: Page) -> int:
    """Return the number of open rounds in the coordinator's programme."""
    page.goto("/")
    programme = page.locator("a[href^='/programmes/']").first.get_attribute("href")
    assert programme is not None
    page.goto(f"{programme}waves/")
    found = 0
    for link in [str(one.get_attribute("href")) for one in page.locator("main .card a[href*='/waves/']").all()]:
        page.goto(link)
        found += page.locator("main a[href$='/close/']").count()
    return found


def close_the_open_round(page: Page) -> None:
    """Close the open round as its coordinator."""
    assert open_rounds(page) == 1
    page.goto("/")
    programme = page.locator("a[href^='/programmes/']").first.get_attribute("href")
    page.goto(f"{programme}waves/")
    page.locator("main .card a[href*='/waves/']").first.click()
    page.locator("main a[href$='/close/']").click()
    page.locator("input[name=confirm]").check()
    page.locator("main form button.button-primary").click()
    page.wait_for_url("**/statements/")


def chart_appears(demo: Demo, window: Callable[[Demo], Page]) -> bool:
    """Wait until the facilitator sees the chart of the round that has just closed; a thread draws it."""
    page = window(demo)
    steps.sign_in(page, FACILITATOR, PASSWORD)
    page.goto("/")
    page.locator("#pictures ~ .card a").first.click()
    page.wait_for_selector("svg.chart-radar", timeout=180_000)
    return True


def port_is_free(port: int) -> bool:
    """Return whether nothing listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


if os.environ.get("LEERWEB_TEST_FRESH") == "1":

    @slow
    def test_fresh_clone_starts_with_one_command(tmp_path: Path) -> None:
        """Collected with LEERWEB_TEST_FRESH=1 only: it downloads every package."""
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], check=True)  # noqa: S603, S607 - our own repository
        demo = Demo(tmp_path / "clone")
        try:
            started = time.monotonic()
            said = demo.start(command=("make", "--silent", "demo"))
            print(f"first make demo: {time.monotonic() - started:.0f} s")  # noqa: T201 - the measurement itself
            assert time.monotonic() - started < FIRST_START
            assert PASSWORD in said
        finally:
            demo.kill()
