"""Each rule of tests/mutations.py is removed in a copy of the source; the test that guards it must then fail."""

from __future__ import annotations

import compileall
import json
import os
import py_compile
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tests.mutation import Mutation
from tests.mutations import MUTATIONS

ROOT = Path(__file__).resolve().parent.parent
SOUND = "tests/srt/test_closing.py::test_closing_keeps_submitted_answers_and_deletes_drafts"
# The plugins are imported already, so pytest cannot rewrite their assertions.
IMPORTED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
FAILED = 1  # pytest's code for "ran, and something failed"; a test that does not exist is 4


@dataclass
class Copy:
    """A copy of the source to change, in a folder with the name of its test database, and a server that tests it."""

    folder: Path
    server: subprocess.Popen[str]

    def outcome(self, test: str, *options: str) -> tuple[int, str]:
        """Run one test in the copy, on the same kind of database as this run; return the exit code and the output."""
        output = self.folder.parent / f"{self.folder.name}.txt"
        request = {
            "folder": str(self.folder),
            "environment": {**os.environ, "LEERWEB_TEST_SUFFIX": self.folder.name, "CI": ""},
            "arguments": ["-q", "-x", "-p", "no:cacheprovider", *IMPORTED, "--reuse-db", *options, test],
            "output": str(output),
        }
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(json.dumps(request) + "\n")
        self.server.stdin.flush()
        return int(self.server.stdout.readline()), output.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Copy]:
    """Return a copy in which one test has passed, so it works and its database exists.

    Compiled files are checked by their content: a changed file is compiled again even within the same second.
    """
    folder = tmp_path_factory.mktemp("source") / f"{os.environ.get('LEERWEB_TEST_SUFFIX', '')}_mutations_{worker_id}"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "docs"))
    compileall.compile_dir(folder, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    command = [sys.executable, str(ROOT / "tests" / "mutation_server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - ours
        found = Copy(folder, server)
        code, output = found.outcome(SOUND, "--create-db")
        assert code == 0, output[-3000:]
        yield found


def test_every_rule_is_quoted_once_and_names_a_test():
    wrong = []
    for mutation in MUTATIONS:
        times = (ROOT / mutation.file).read_text(encoding="utf-8").count(mutation.old)
        if times != 1:
            wrong.append(f"{mutation.rule}: quoted {times} times in {mutation.file}")
        path, _, name = mutation.test.partition("::")
        if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8"):
            wrong.append(f"{mutation.rule}: {path} has no {name}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow(reason="starts pytest once per rule")
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_guarding_test_fails_without_its_rule(copy: Copy, mutation: Mutation):
    if mutation.only_on and connection.vendor != mutation.only_on:
        pytest.skip(f'needs {mutation.only_on}: eval "$(bin/services env)"')
    path = copy.folder / mutation.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        code, output = copy.outcome(mutation.test)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert code == FAILED, f"{mutation.test} still passes:\n{output[-3000:]}"
    # An error during set-up is not a failed test.
    assert "\nFAILED tests/" in output, output[-3000:]
    assert "\nERROR tests/" not in output, output[-3000:]
