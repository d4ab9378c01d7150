"""The project structure that docs/decisions/0001 describes, checked in every file.

Each check takes a path (relative to the project) and a text and returns what is wrong, so that the tests at the end can
show that it is able to fail.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from config.apps import APPS
from tests.source_files import ROOT, files, python_files

# Modules that every app may have.
MODULES = {
    *("access", "admin", "apps", "forms", "models", "selectors", "services", "tasks", "urls", "views"),
    # Modules that Django, allauth or one of our registries finds by name, or that several apps share.
    *("checks", "context_processors", "emails", "events", "formatting", "health", "locale", "management"),
    *(
        "managers",
        "middleware",
        "migrations",
        "personal_data",
        "querysets",
        "receivers",
        "registry",
        "retention",
        "signals",
        "templatetags",
    ),
    "tokens",
}
# Modules of one app only.
OWN_MODULES = {
    "accounts": {
        "adapter",  # what allauth calls
        "codes",  # sent by email, to sign in or to confirm
        "encryption",
        "fields",
        "form_messages",  # error messages of forms
        "institutions",  # signing in with an account of an institution
        "language",
        "limits",
        "link_requests",
        "logging",  # keeps tokens out of logs
        "qr",
        "requests",  # what the server hands to Django
        "known_browser",  # browsers in which someone has signed in before
        "origin",  # the site that posted a form
        "saved_form",  # the form that was sent when a session had ended
        "second_factor",
        "sequences",
        "sessions",
        "text",
    },
    # The embedded driver; the number of rows per statement; what deleted rows leave behind.
    "jobs": {"loop", "rows", "vacuum"},
    # The mail backend of the demo, the conversation with the mail server, and from a text to a message; emails that
    # came back.
    "mailing": {"bounces", "backends", "rendering", "smtp"},
    "meetings": {
        "file_people",
        "holidays",
        "ics",
        "image_metadata",
        "kinds",
        "not_found",
        "online_readiness",
        "planning",
        "timing",
    },
    # Comparing a typed name with that of an account; the file of people, and the plan of its import.
    "networks": {"names", "people_file", "people_plan", "sorting", "study_years", "terms", "worksheets", "yaml_files"},
    # The starting set of activities, who may read a text, what changed in one, and the track: its scheme files, its
    # marks, its drawing.
    "ogo": {"activities", "circles", "marks", "schemes", "text_changes", "track"},
    "overview": {"demo", "menus"},  # data of the demo, from every app; the menus of networks and programmes
    # The pure core of the questionnaire, without database access, and the rules for showing a chart.
    "srt": {
        "answer_file",
        "chart_access",
        "charts",
        "definition",
        "draft_encryption",
        "instruments",
        "release",
        "scoring",
    },
}
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50]")

Check = Callable[[str, str], list[str]]


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a Python text."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def source_of(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> str:
    """Return the source of a function, given the lines of its file."""
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


def long_functions(path: str, text: str) -> list[str]:
    """A function has at most 60 lines."""
    found = ((node, (node.end_lineno or 0) - node.lineno + 1) for node in functions(text))
    return [f"{path}:{node.lineno}: {node.name} has {length} lines" for node, length in found if length > 60]


def long_views(path: str, text: str) -> list[str]:
    """A view has at most 25 lines, decorators and docstring not counted."""
    if "/views" not in path:
        return []
    wrong = []
    for node in functions(text):
        body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
        length = (body[-1].end_lineno or 0) - body[0].lineno + 1
        if length > 25:
            wrong.append(f"{path}:{node.lineno}: the view {node.name} has {length} lines")
    return wrong


def long_files(path: str, text: str) -> list[str]:
    """A file has fewer than 500 lines, a test file fewer than 600, a template fewer than 120."""
    limit = 120 if path.startswith("templates/") else 600 if path.startswith("tests/") else 500
    length = text.count("\n")
    return [f"{path}: {length} lines"] if length >= limit else []


def querying(path: str, text: str) -> list[str]:
    """Views and templates read through selectors and `visible_to`, never through `.objects`."""
    if "/views" not in path and not path.startswith("templates/"):
        return []
    lines = enumerate(text.splitlines(), 1)
    return [f"{path}:{number}: .objects in a view or template" for number, line in lines if ".objects" in line]


def inline_behaviour(path: str, text: str) -> list[str]:
    """Templates have no inline script, style or event handler: the content security policy blocks them."""
    if not path.startswith("templates/") or path.endswith(".txt") or "mailing/" in path or "/emails/" in path:
        return []
    pattern = re.compile(
        r"""<style\b|\sstyle\s*=\s*["'{]|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE
    )
    return [f"{path}:{number}: {found.group().strip()}" for number, found in numbered(pattern, text)]


def unfinished(path: str, text: str) -> list[str]:
    """Open work is in an issue, not in the source."""
    if path == "tests/test_project_structure.py":
        return []
    return [
        f"{path}:{number}: {found.group()}" for number, found in numbered(re.compile(r"\b(TODO|FIXME|XXX)\b"), text)
    ]


def emoji(path: str, text: str) -> list[str]:
    """Texts have no emoji."""
    return [f"{path}:{number}: {found.group()}" for number, found in numbered(EMOJI, text)]


def unexplained(path: str, text: str) -> list[str]:
    """Every exception to a check and every slow or skipped test has a reason."""
    if path == "tests/test_project_structure.py":
        return []
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"#\s*noqa(?!: [A-Z]+\d+.* - \S)", line):
            wrong.append(f"{path}:{number}: an exception to ruff without its rule or reason")
        if re.search(r"#\s*type: ignore(?!\[)", line):
            wrong.append(f"{path}:{number}: an exception to mypy without its rule")
        if re.search(r"mark\.(slow|skip|xfail|postgresql)\b(?!\((reason=|\"|$))|mark\.skipif\((?!.*reason=)", line):
            wrong.append(f"{path}:{number}: a mark without reason=")
    return wrong


def hosts(path: str, text: str) -> list[str]:
    """A lock file names packages and hashes, never an index or an address."""
    pattern = re.compile(r"^\s*(--(extra-)?index-url|--find-links|-i\b|-f\b).*|https?://\S+|file://\S+", re.MULTILINE)
    return [f"{path}:{number}: {found.group()}" for number, found in numbered(pattern, text)]


def unhashed(path: str, text: str) -> list[str]:
    """Every package in a lock file has a hash."""
    entries = re.split(r"\n(?=\S)", text)
    bare = [entry for entry in entries if "==" in entry.split("\n")[0] and "--hash=sha256:" not in entry]
    return [f"{path}: {entry.split(' ')[0]}" for entry in bare]


ASSERTS = re.compile(r"\bassert|\braises\(|\bexpect\(|\baxe\(|\bfail\(|\.wait\(")


@cache
def checkers() -> frozenset[str]:
    """Return the names of the functions in tests/ that contain an assertion."""
    found = set()
    for path in files(".py"):
        if path.startswith("tests/"):
            text = (ROOT / path).read_text(encoding="utf-8")
            lines = text.splitlines()
            found |= {node.name for node in functions(text) if ASSERTS.search(source_of(node, lines))}
    return frozenset(found)


def toothless(path: str, text: str) -> list[str]:
    """A test contains an assertion, or calls a function in tests/ that does."""
    if not path.startswith("tests/"):
        return []
    lines, wrong = text.splitlines(), []
    for node in functions(text):
        source = source_of(node, lines)
        called = set(re.findall(r"(\w+)\(", source.partition("\n")[2]))
        if node.name.startswith("test_") and not ASSERTS.search(source) and not called & checkers():
            wrong.append(f"{path}:{node.lineno}: {node.name} asserts nothing")
    return wrong


def impatient(path: str, text: str) -> list[str]:
    """A browser test waits with `expect(found).to_be_visible()`; it never asserts the state of one moment."""
    pattern = re.compile(r"^\s*assert .*\.(is_visible|is_hidden|is_checked|is_enabled|is_disabled)\(\)", re.MULTILINE)
    return [f"{path}:{number}: {found.group().strip()}" for number, found in numbered(pattern, text)]


def numbered(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the matches of a pattern with their line numbers."""
    for found in pattern.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found


def templates() -> list[str]:
    return [path for path in files(".html", ".txt") if path.startswith("templates/")]


def markup() -> list[str]:
    return [path for path in files(".html") if path.startswith("templates/")]


def readable_files() -> list[str]:
    return [*templates(), *(path for path in files(".po", ".yaml") if not path.startswith("tests/"))]


def locks() -> list[str]:
    return [path.name for path in sorted(ROOT.glob("requirements*.txt"))]


@pytest.mark.parametrize(
    ("check", "paths"),
    [
        (long_functions, python_files),
        (long_views, python_files),
        (long_files, lambda: [*python_files(), *markup(), *files(".css", ".js")]),
        (querying, lambda: [*python_files(), *templates()]),
        (inline_behaviour, markup),
        (unfinished, lambda: [*python_files(), *templates(), *files(".css", ".js", ".toml", ".yml")]),
        (emoji, readable_files),
        (unexplained, python_files),
        (hosts, locks),
        (unhashed, locks),
        (toothless, python_files),
        (impatient, python_files),
    ],
    ids=lambda value: value.__name__ if value.__name__ != "<lambda>" else "",
)
def test_project_follows_every_check(check: Check, paths: Callable[[], list[str]]):
    wrong = [line for path in paths() for line in check(path, (ROOT / path).read_text(encoding="utf-8"))]
    assert not wrong, "\n".join([check.__doc__ or "", *wrong])


@pytest.mark.parametrize("app", APPS)
def test_app_has_known_modules_only(app: str):
    names = {path.stem for path in (ROOT / app).iterdir() if not path.name.startswith(("__", "."))}
    assert names - MODULES - OWN_MODULES.get(app, set()) == set()


def test_every_folder_of_an_app_is_a_package():
    folders = {path.parent for app in APPS for path in (ROOT / app).rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def unlisted_apps(root: Path, installed: Iterable[str]) -> list[str]:
    """Return packages of the project that are apps, or are installed, but are not in config/apps.py."""
    packages = {path.name for path in root.iterdir() if (path / "__init__.py").exists()} - {"config"}
    apps = {name for name in packages if (root / name / "apps.py").exists() or (root / name / "migrations").exists()}
    named = {name.split(".")[0] for name in installed} & packages
    return sorted(f"{name} is missing in config/apps.py" for name in (apps | named) - set(APPS))


def test_every_app_is_in_the_list_of_apps():
    assert unlisted_apps(ROOT, settings.INSTALLED_APPS) == []
    assert [app for app in settings.INSTALLED_APPS if app in APPS] == APPS


def test_check_finds_an_unlisted_app(tmp_path: Path):
    for name in ("goals", "notes", "srt"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    assert unlisted_apps(tmp_path, ["srt", "django.contrib.admin"]) == []
    assert unlisted_apps(tmp_path, ["goals.apps.GoalsConfig"]) == ["goals is missing in config/apps.py"]
    (tmp_path / "notes" / "apps.py").touch()
    assert unlisted_apps(tmp_path, []) == ["notes is missing in config/apps.py"]


BAD = [
    (long_functions, "srt/services.py", "def f():\n" + "    x = 1\n" * 60),
    (long_views, "srt/views/wave.py", "def f(request):\n" + "    x = 1\n" * 26),
    (long_files, "srt/services.py", "\n" * 500),
    (long_files, "tests/srt/test_wave.py", "\n" * 600),
    (long_files, "templates/srt/wave.html", "\n" * 120),
    (querying, "srt/views.py", "waves = Wave.objects.all()"),
    (querying, "templates/srt/wave.html", "{{ programme.objects.all }}"),
    (inline_behaviour, "templates/a.html", '<p style="color: red">'),
    (inline_behaviour, "templates/a.html", "<script>alert(1)</script>"),
    (inline_behaviour, "templates/a.html", "<style>p {}</style>"),
    (inline_behaviour, "templates/a.html", '<a\n onclick="x()">'),
    (inline_behaviour, "templates/a.html", '<a href="javascript:x()">'),
    (unfinished, "srt/services.py", "x = 1  # TODO: later"),
    (emoji, "templates/a.html", "Dank je wel \U0001f389"),
    (unexplained, "srt/services.py", "import x  # noqa"),
    (unexplained, "srt/services.py", "import x  # noqa: F401"),
    (unexplained, "srt/services.py", "x = y  # type: ignore"),
    (unexplained, "tests/test_x.py", "@pytest.mark.slow\ndef test_x(): ..."),
    (unexplained, "tests/test_x.py", "@pytest.mark.skipif(True)\ndef test_x(): ..."),
    (hosts, "requirements.txt", "--index-url https://packages.example/simple"),
    (hosts, "requirements.txt", "django @ https://packages.example/django.whl"),
    (unhashed, "requirements.txt", "django==5.2\n    # via -r requirements.in\ncelery==5 \\\n    --hash=sha256:00"),
    (toothless, "tests/test_x.py", "def test_x():\n    x = 1"),
    (impatient, "tests/test_x.py", '    assert page.locator("h1").is_visible()'),
]


@pytest.mark.parametrize(("check", "path", "text"), BAD, ids=[f"{row[0].__name__}-{n}" for n, row in enumerate(BAD)])
def test_check_finds_bad_source(check: Check, path: str, text: str):
    assert check(path, text)


GOOD = [
    (
        inline_behaviour,
        "templates/a.html",
        '<script src="{% static "a.js" %}" defer></script><a data-on="x" data-style="1">',
    ),
    (unexplained, "srt/services.py", "import x  # noqa: F401, PLC0415 - registers on import"),
    (unexplained, "tests/test_x.py", '@pytest.mark.slow(reason="opens every page")\ndef test_x(): ...'),
    (querying, "srt/selectors.py", "waves = Wave.objects.all()"),
    (long_functions, "srt/services.py", "def f():\n" + "    x = 1\n" * 59),
]


@pytest.mark.parametrize(("check", "path", "text"), GOOD, ids=[f"{row[0].__name__}-{n}" for n, row in enumerate(GOOD)])
def test_check_accepts_good_source(check: Check, path: str, text: str):
    assert check(path, text) == []
