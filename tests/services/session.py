"""The servers of a test run or a development session: their folder, and how other processes find them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.chromium import ROOT, Chromium, driver_environment, find_chromium
from tests.services.postgres import Postgres
from tests.services.processes import UnavailableError
from tests.services.redis_server import Redis

FOLDER_VARIABLE = "LEERWEB_SERVICES"


@dataclass
class Services:
    """Servers in `folder`, and why each missing one is missing. Other processes find them by LEERWEB_SERVICES."""

    folder: Path
    missing: dict[str, str] = field(default_factory=dict)
    chromium: Chromium | None = None
    driver: dict[str, str] = field(default_factory=dict)

    @property
    def postgres(self) -> Postgres:
        """Return the database server."""
        return Postgres(self.folder / "postgres")

    @property
    def redis(self) -> Redis:
        """Return the broker."""
        return Redis(self.folder / "redis")

    def start(self, *, install_browser: bool) -> None:
        """Create or start each server and find a browser; failures are recorded in `missing`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # PostgreSQL's own user has to pass through; the folders inside are private.
        self.folder.chmod(0o711)
        for name, server in (("PostgreSQL", self.postgres), ("Redis", self.redis)):
            try:
                bring_up(server)
            except UnavailableError as error:
                self.missing[name] = str(error)
        try:
            self.chromium = find_chromium(install=install_browser)
            self.driver = driver_environment(install=install_browser)
        except UnavailableError as error:
            self.missing["Chromium"] = str(error)

    def stop(self) -> None:
        """Stop the servers and delete their files."""
        for server in (self.postgres, self.redis):
            if server.folder.exists() and server.is_running():
                server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def browser_environment(self) -> dict[str, str]:
        """Return the variables for the browser tests; a browser in .cache is found without any."""
        if self.chromium is None or self.chromium.environment:
            return self.driver
        return {**self.driver, "LEERWEB_CHROMIUM": str(self.chromium.program)}

    def environment(self) -> dict[str, str]:
        """Return the variables by which settings and tests find the servers."""
        found = {FOLDER_VARIABLE: str(self.folder), **self.browser_environment()}
        if "PostgreSQL" not in self.missing:
            found["LEERWEB_DATABASE"] = self.postgres.url
        if "Redis" not in self.missing:
            found["LEERWEB_TEST_REDIS"] = self.redis.url
        return found


def bring_up(server: Postgres | Redis) -> None:
    """Start a server, or create it if it does not exist."""
    if not server.folder.exists():
        server.make()
    elif not server.is_running():
        server.start()


def own_folder() -> Path:
    """Return the folder of a developer's servers: short enough for a socket, one per checkout and person."""
    checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"leerweb-{os.getuid()}-{checkout}"


def current() -> Services | None:
    """Return the servers named by LEERWEB_SERVICES, or None."""
    folder = os.environ.get(FOLDER_VARIABLE)
    return Services(Path(folder)) if folder else None
