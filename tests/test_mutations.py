"""Every rule of tests/mutations.py is taken away in a copy of the source; the test that guards it must then fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.mutations import MUTATIONS, Mutation

ROOT = Path(__file__).resolve().parent.parent
SOUND = "tests/srt/test_closing.py::test_closing_keeps_every_submitted_answer_and_no_draft"
FAILED = 1  # pytest's code for "ran, and something failed"; a test that does not exist is 4


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of the source, to be spoilt and mended, in a folder that bears the name of its test database."""
    folder = tmp_path_factory.mktemp("source") / f"{os.environ.get('LEERWEB_TEST_SUFFIX', '')}_mutations_{worker_id}"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "docs"))
    return folder


def outcome(copy: Path, test: str) -> subprocess.CompletedProcess[str]:
    """Run one test in the copy, on this run's kind of database."""
    environment = {**os.environ, "LEERWEB_TEST_SUFFIX": copy.name, "PYTHONDONTWRITEBYTECODE": "1", "CI": ""}
    return subprocess.run(  # noqa: S603 - our own program with our own arguments
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--create-db", test],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_the_text_of_a_rule_stands_once_in_its_file(mutation: Mutation):
    assert (ROOT / mutation.file).read_text(encoding="utf-8").count(mutation.old) == 1


@pytest.mark.slow(reason="starts pytest once per rule")
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_without_its_rule_the_test_fails(copy: Path, mutation: Mutation):
    if mutation.only_on and connection.vendor != mutation.only_on:
        pytest.skip(f'needs {mutation.only_on}: eval "$(bin/services env)"')
    path = copy / mutation.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        spoilt = outcome(copy, mutation.test)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert spoilt.returncode == FAILED, f"{mutation.test} does not notice:\n{spoilt.stdout[-3000:]}"
    # A test that could not even begin has noticed nothing.
    assert "\nFAILED tests/" in spoilt.stdout, spoilt.stdout[-3000:]
    assert "\nERROR tests/" not in spoilt.stdout, spoilt.stdout[-3000:]


@pytest.mark.slow(reason="starts pytest once more")
def test_the_copy_as_it_is_passes(copy: Path):
    """The tests named here run on the source itself in every other run; this shows that the copy is sound."""
    whole = outcome(copy, SOUND)
    assert whole.returncode == 0, whole.stdout[-3000:]
