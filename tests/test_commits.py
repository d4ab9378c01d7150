"""Commit subjects since this file was added: an imperative of at most 72 characters, without a full stop."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.source_files import ROOT

LONGEST = 72
THIS = "tests/test_commits.py"
# First words that look like another form of a verb but are not.
IMPERATIVES = {"Address", "Bring", "Bypass", "Discuss", "Embed", "Exceed", "Feed", "Focus", "Need", "Pass", "Press"}
IMPERATIVES |= {"Process", "Proceed", "Seed", "Shed", "Speed", "Spring", "String", "Suppress", "Wed"}
OTHER_WORDS = re.compile(
    r"(?:An?|The|This|That|These|Those|It|Its|I|We|You|They|He|She|Who|What|When|Where|How|Why|If|And|Or|But|Of|For|From"
    r"|In|On|At|By|With|Without|To|As|Is|Are|Was|Were|Has|Have|Had|No|Not|Nobody|Nothing|One|Two|Every|Each|All|Some"
    r"|Any|Only|Also|New|More|Better|Now|Then|There|Here)$"
)


def git(*arguments: str) -> list[str]:
    """Return the lines that git prints, or none outside a repository."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            ["git", "-C", str(ROOT), *arguments],  # noqa: S607 - git is wherever the user has it
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return []
    return done.stdout.splitlines() if done.returncode == 0 else []


def newest_subjects() -> list[str]:
    """Return the subjects of the commits made after this file was added, as far as the clone has them."""
    added = git("log", "--diff-filter=A", "--format=%H", "--", THIS)
    return git("log", "--no-merges", "--format=%s", f"{added[-1]}..HEAD") if added else []


def problems(subject: str) -> list[str]:
    """Return what is wrong with a commit subject."""
    first = re.split(r"[\s:,]", subject, maxsplit=1)[0]
    wrong = [] if len(subject) <= LONGEST else [f"{len(subject)} characters"]
    if not subject[:1].isupper():
        wrong.append("does not begin with a capital")
    if OTHER_WORDS.match(first) or (first not in IMPERATIVES and re.search(r"(?:ed|ing|[^s]s)$", first)):
        wrong.append(f"“{first}” is not an imperative")
    return wrong + (["ends with a full stop"] if subject.endswith(".") else [])


def test_newest_commit_subjects_follow_the_rule():
    wrong = [f"{subject}: {problem}" for subject in newest_subjects() for problem in problems(subject)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "subject",
    [
        "Added a check",
        "Adding a check",
        "Adds a check",
        "The check of commits",
        "Who leaves loses access",
        "add a check",
        "Add a check.",
        "Add " + "x" * 70,
    ],
)
def test_check_refuses_bad_subject(subject: str):
    assert problems(subject)


@pytest.mark.parametrize("subject", ["Add a check", "Pass the day on", "Embed the font", "Process answers twice"])
def test_check_accepts_imperative_subject(subject: str):
    assert problems(subject) == []
