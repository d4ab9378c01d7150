"""Each rule of tests/mutations.py is removed in a copy of the source; the test that guards it must then fail."""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.mutation import Mutation
from tests.mutations import MUTATIONS

ROOT = Path(__file__).resolve().parent.parent
SOUND = "tests/srt/test_closing.py::test_closing_keeps_submitted_answers_and_deletes_drafts"
FAILED = 1  # pytest's code for "ran, and something failed"; a test that does not exist is 4


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a copy of the source to change, in a folder with the name of its test database.

    One test has passed in it, so the copy works and its database exists. Compiled files are checked by their content:
    a changed file is compiled again even within the same second.
    """
    folder = tmp_path_factory.mktemp("source") / f"{os.environ.get('LEERWEB_TEST_SUFFIX', '')}_mutations_{worker_id}"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "docs"))
    compileall.compile_dir(folder, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    unchanged = outcome(folder, SOUND, "--create-db")
    assert unchanged.returncode == 0, unchanged.stdout[-3000:]
    return folder


def outcome(copy: Path, test: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one test in the copy, on the same kind of database as this run."""
    environment = {**os.environ, "LEERWEB_TEST_SUFFIX": copy.name, "PYTHONDONTWRITEBYTECODE": "1", "CI": ""}
    return subprocess.run(  # noqa: S603 - our own program with our own arguments
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--reuse-db", *options, test],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


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
def test_guarding_test_fails_without_its_rule(copy: Path, mutation: Mutation):
    if mutation.only_on and connection.vendor != mutation.only_on:
        pytest.skip(f'needs {mutation.only_on}: eval "$(bin/services env)"')
    path = copy / mutation.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        changed = outcome(copy, mutation.test)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert changed.returncode == FAILED, f"{mutation.test} still passes:\n{changed.stdout[-3000:]}"
    # An error during set-up is not a failed test.
    assert "\nFAILED tests/" in changed.stdout, changed.stdout[-3000:]
    assert "\nERROR tests/" not in changed.stdout, changed.stdout[-3000:]
