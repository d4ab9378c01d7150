"""Plain English in the source: docstrings, comments, test names and interface texts, and the patterns refused in them.

`bin/sample-english` prints a random sample of these texts; tests/test_english.py refuses the patterns.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.source_files import ROOT, files, python_files

DOCSTRING, COMMENT, TEST_NAME, INTERFACE = "docstring", "comment", "test name", "interface text"
PROSE = frozenset({DOCSTRING, COMMENT})
EVERYWHERE = frozenset({DOCSTRING, COMMENT, TEST_NAME, INTERFACE})
MARKUP_COMMENT = re.compile(r"\{#(.*?)#\}|\{% comment %\}(.*?)\{% endcomment %\}|/\*(.*?)\*/", re.DOTALL)
PO_ENTRY = re.compile(r'^(msgid|msgid_plural) ((?:".*"\n?)+)', re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """A piece of English and the place where it is written."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True)
class Pattern:
    """A way of writing that is refused in some kinds of text, and what to write instead."""

    regex: re.Pattern[str]
    instead: str
    kinds: frozenset[str] = EVERYWHERE


def _any_case(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


START = r"(?:^|(?<=\. )|(?<=\n\n))"
PATTERNS = [
    Pattern(
        re.compile(START + r"(?:Who|Whom|Whose|Whoever|What|Whatever)\b[^?]*$", re.MULTILINE),
        "begin with a noun or a verb, not with a free relative",
        PROSE,
    ),
    Pattern(
        re.compile(START + r"(?:Who|Whoever|Whatever|What (?:is|was)) [^?.]*\.(?=\s|$)"),
        "begin the sentence with a noun",
        frozenset({INTERFACE}),
    ),
    Pattern(
        _any_case(r"^test (?:that|who|whom|whose|whoever|what|whatever|where|how|why|if|when|of|for|on|in|it)\b"),
        "begin with the subject: test_cancel_notifies_every_invitee",
        frozenset({TEST_NAME}),
    ),
    Pattern(_any_case(r"\b(?:of|for|to|by|from|with) who\b"), "of the people who, for those who, or the role"),
    Pattern(_any_case(r"\bwho(?:so)?ever(?:[’']?s)?\b"), "anyone who, or the role"),
    Pattern(
        _any_case(
            r"(?<!there )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b|different\b|later\b|such\b)\w+"
        ),
        "is not a …",
    ),
    Pattern(_any_case(r"\b(?:the|an|a) own\b"), "its own, their own, or personal"),
    Pattern(_any_case(r"\banew\b"), "again, or from the start"),
    Pattern(_any_case(r"\b(?:take|takes|taken|took|taking) along\b"), "download, export, or take with you"),
    Pattern(
        _any_case(
            r"\b(?:stands?|stood) (?:in|on|at|under|above|below|beside|between|by|there|here|with|once|after|before)\b"
        ),
        "is, or is shown",
    ),
    Pattern(
        _any_case(r"\b(?:is|are|was|were|be|been|being|gets?|nobody|everyone|everybody) told\b(?! apart)"),
        "is notified, shown",
    ),
    Pattern(_any_case(r"\b(?:is|are|was|were|be|been) gone\b"), "is deleted, or no longer exists"),
    Pattern(
        _any_case(r"\b(?:is|are|was|were|be|been) kept\b(?! (?:in sync|apart|together|up to date|waiting|out|secret))"),
        "stored",
    ),
    Pattern(_any_case(r"\bsome(?:body|body[’']s)\b"), "the role, or a person", PROSE | {TEST_NAME}),
    Pattern(_any_case(r"\b(?:nobody|everybody|anybody) who\b"), "no one who, everyone who", PROSE | {TEST_NAME}),
]
# Places where a refused pattern is right: file, a few words of the text, and the reason.
ALLOWED: list[tuple[str, str, str]] = []


def problems(text: Text) -> list[str]:
    """Return what is refused in a text, with its place and what to write instead."""
    words = " ".join(text.text.replace("_", " ").split()) if text.kind == TEST_NAME else text.text
    found = ((pattern, pattern.regex.search(words)) for pattern in PATTERNS if text.kind in pattern.kinds)
    return [f"{text.place}: {text.kind} “{match.group().strip()[:60]}”: {one.instead}" for one, match in found if match]


def allowed(text: Text) -> bool:
    """Return whether a text is one of the allowed places."""
    return any(text.place.startswith(path) and words in text.text for path, words, _reason in ALLOWED)


@cache
def texts() -> tuple[Text, ...]:
    """Return every piece of English in the project."""
    return tuple(_texts())


def _texts() -> Iterator[Text]:
    for path in python_files():
        yield from python_texts(path, (ROOT / path).read_text(encoding="utf-8"))
    for path in files(".html", ".txt", ".css", ".js"):
        yield from markup_texts(path, (ROOT / path).read_text(encoding="utf-8"))
    seen: set[str] = set()
    for path in files(".po"):
        if "/nl/" in path:
            for text in catalogue_texts(path, (ROOT / path).read_text(encoding="utf-8")):
                if text.text not in seen:
                    seen.add(text.text)
                    yield text


def python_texts(path: str, source: str) -> Iterator[Text]:
    """Yield the docstrings, comments and test names of a Python file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            line = getattr(node, "lineno", 1)
            if docstring := ast.get_docstring(node):
                yield Text(DOCSTRING, f"{path}:{line}", docstring)
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and path.startswith("tests/"):
                yield Text(TEST_NAME, f"{path}:{line}", node.name)
    yield from comments(path, source)


def comments(path: str, source: str) -> Iterator[Text]:
    """Yield the comments of a Python file, those on following lines as one; directives to tools are not prose."""
    line, words, last = 0, "", -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or token.string.startswith("#!"):
            continue
        said = re.sub(
            r"^# (?:noqa: [A-Z0-9, ]+ - |type: ignore\S*|ruff: \S+ \S+(?: \S+)? - |fmt: \w+)", "", token.string
        )
        said = said.lstrip("# ").strip()
        alone = not token.line[: token.start[1]].strip()
        if alone and token.start[0] == last + 1:
            words, last = f"{words} {said}", token.start[0]
            continue
        if words:
            yield Text(COMMENT, f"{path}:{line}", words)
        line, words, last = token.start[0], said, token.start[0] if alone else -1
    if words:
        yield Text(COMMENT, f"{path}:{line}", words)


def markup_texts(path: str, source: str) -> Iterator[Text]:
    """Yield the comments of a template, stylesheet or script."""
    for match in MARKUP_COMMENT.finditer(source):
        words = " ".join(next(group for group in match.groups() if group is not None).split())
        if words:
            yield Text(COMMENT, f"{path}:{source.count(chr(10), 0, match.start()) + 1}", words)


def catalogue_texts(path: str, source: str) -> Iterator[Text]:
    """Yield the English texts of a message catalogue, singular and plural."""
    for match in PO_ENTRY.finditer(source):
        words = "".join(ast.literal_eval(part) for part in re.findall(r'".*"', match.group(2)))
        if words:
            yield Text(INTERFACE, f"{path}:{source.count(chr(10), 0, match.start()) + 1}", words)
