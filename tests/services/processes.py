"""Start servers as an unprivileged user, and helpers for that."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any


class UnavailableError(Exception):
    """A service is not available on this machine; the message says why and what would help."""


def free_port() -> int:
    """Return a free TCP port on the loopback address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def unprivileged() -> dict[str, Any]:
    """Return the subprocess arguments for servers that refuse to run as root; empty if we are not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    message = "PostgreSQL refuses to run as root and there is no user postgres or nobody"
    raise UnavailableError(message)


def run(
    command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return its output. Raises UnavailableError with that output if it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        env=None if environment is None else {**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    if done.returncode:
        message = f"{Path(str(command[0])).name} failed: {(done.stderr or done.stdout).strip()[-800:]}"
        raise UnavailableError(message)
    return done


def wait_until(answers: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Return as soon as `answers` returns true; raise UnavailableError after `seconds`."""
    end = time.monotonic() + seconds
    while not answers():
        if time.monotonic() > end:
            message = f"{what} did not answer within {seconds:.0f} s"
            raise UnavailableError(message)
        time.sleep(0.05)
