"""Safe reading of untrusted YAML: nothing in the file can be executed or expand, and all problems are reported."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from accounts.text import line_clean

Text = Mapping[str, str]
"""One text by language code."""

SIZE_LIMIT = 200_000
DEPTH_LIMIT = 12
TEXT_LIMIT = 600
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
_EXCERPT_LENGTH = 40


class YamlFileError(ValueError):
    """An invalid YAML file. `problems` holds one message per problem, in the language of the reader."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class _RefusedError(yaml.YAMLError):
    """A YAML feature that our files may not use."""

    def __init__(self, mark: Any, sentence: str) -> None:  # PyYAML has two classes of marks, in Python and in C
        super().__init__(sentence)
        self.problem_mark = mark
        self.sentence = sentence


class _PlainLoader(yaml.SafeLoader):
    """A YAML loader for mappings, lists, text, whole numbers and booleans; it refuses everything else."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # PyYAML fills it per class
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it bare
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(
                event.start_mark, _("References with & and * are not allowed. Write the text out in full.")
            )
        if getattr(event, "tag", None):
            raise _RefusedError(event.start_mark, _("Tags (an exclamation mark and a name) are not allowed."))
        if self.depth >= DEPTH_LIMIT:
            raise _RefusedError(event.start_mark, _("This is nested too deeply."))
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _RefusedError(key.start_mark, _("A key must be a word or a number."))
            if key.value in seen:
                sentence = _("The key “%(key)s” appears here twice.") % {"key": excerpt(key.value)}
                raise _RefusedError(key.start_mark, sentence)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]{0,8})$"), [*"-0123456789"])
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def excerpt(value: object) -> str:
    """Return a value for quoting in a message: one line, printable, at most forty characters."""
    text = "".join(letter if letter.isprintable() else " " for letter in str(value)).strip()
    return text if len(text) <= _EXCERPT_LENGTH else text[: _EXCERPT_LENGTH - 1] + "…"


def read_yaml(data: bytes) -> object:
    """Return the contents of a YAML file. Raises YamlFileError if it is too large, invalid or refused."""
    if len(data) > SIZE_LIMIT:
        raise YamlFileError([_("The file is too large: at most 200 kB.")])
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_PlainLoader)  # noqa: S506 - a stricter SafeLoader, see above
    except UnicodeDecodeError:
        raise YamlFileError([_("The file is not UTF-8 text. Save it as UTF-8.")]) from None
    except _RefusedError as refused:
        raise YamlFileError([_at(refused.problem_mark, refused.sentence)]) from None
    except yaml.MarkedYAMLError as broken:
        sentence = _("This is not valid YAML. Check the indentation, colons and quotes here.")
        raise YamlFileError([_at(broken.problem_mark or broken.context_mark, sentence)]) from None
    except yaml.YAMLError:
        raise YamlFileError([_("This is not valid YAML. Start from the sample file.")]) from None


def _at(mark: Any, sentence: str) -> str:
    if mark is None:
        return sentence
    return _("Line %(line)d: %(sentence)s") % {"line": mark.line + 1, "sentence": sentence}


class Node:
    """A value in the file with its place, and the shared list that collects all problems."""

    def __init__(self, value: object, where: str, problems: list[str]) -> None:
        self.value, self.where, self.problems = value, where, problems

    def fail(self, sentence: str) -> None:
        """Record a problem at this place."""
        self.problems.append(f"{self.where}: {sentence}" if self.where else sentence)

    def inner(self, key: object, value: object) -> "Node":
        """Return the node of a value inside this one."""
        where = f"{self.where}, {excerpt(key)}" if self.where else excerpt(key)
        return Node(value, where, self.problems)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Node"]:
        """Return the values of a mapping by key; record missing and unknown keys."""
        if not isinstance(self.value, dict):
            self.fail(_("This needs a block with these keys: %(keys)s.") % {"keys": ", ".join(required)})
            return {}
        for key in self.value:
            if key not in required and key not in optional:
                self.fail(_("The key “%(key)s” is unknown. Remove it or check its spelling.") % {"key": excerpt(key)})
        for key in required:
            if self.value.get(key) is None:
                self.fail(_("The key “%(key)s” is missing.") % {"key": key})
        return {key: self.inner(key, value) for key, value in self.value.items() if value is not None}

    def entries(self) -> list["Node"]:
        """Return the values of a list, numbered from 1."""
        if not isinstance(self.value, list):
            self.fail(_("This needs a list with one entry per line, each starting with a dash."))
            return []
        values = enumerate(self.value, start=1)
        return [Node(value, f"{self.where} {number}", self.problems) for number, value in values]

    def flag(self) -> bool:
        """Return a boolean; record anything else."""
        if not isinstance(self.value, bool):
            self.fail(_("This must be true or false."))
        return self.value is True

    def integer(self, low: int, high: int) -> int:
        """Return a whole number within the bounds; record anything else and return `low`."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and low <= self.value <= high:
            return self.value
        self.fail(_("This must be a whole number from %(low)d to %(high)d.") % {"low": low, "high": high})
        return low

    def string(self, limit: int = TEXT_LIMIT) -> str:
        """Return a text with normalised white space; record other types and empty, long or unprintable text."""
        if not isinstance(self.value, str):
            self.fail(_("This must be text. Put quotes around it."))
            return ""
        text = " ".join(self.value.split())
        if not text:
            self.fail(_("The text is empty."))
        elif len(text) > limit:
            self.fail(_("The text is too long: at most %(limit)d characters.") % {"limit": limit})
        # Some letters, such as the Hangul filler, are printable and have no ink.
        elif not text.isprintable() or not line_clean(text).text:
            self.fail(_("The text contains invisible characters. Type it again."))
        return text

    def code(self, pattern: re.Pattern[str], advice: Callable[[], str]) -> str:
        """Return a code that matches the whole pattern; record anything else, with `advice`, and return ""."""
        if isinstance(self.value, str) and pattern.fullmatch(self.value):
            return self.value
        self.fail(_("“%(value)s” cannot be a code. %(advice)s") % {"value": excerpt(self.value), "advice": advice()})
        return ""

    def choice(self, allowed: Collection[str]) -> str:
        """Return one of the allowed values; record anything else and return ""."""
        if isinstance(self.value, str) and self.value in allowed:
            return self.value
        sentence = _("“%(value)s” is not allowed here. Choose from: %(allowed)s.")
        self.fail(sentence % {"value": excerpt(self.value), "allowed": ", ".join(allowed)})
        return ""

    def languages(self) -> tuple[str, ...]:
        """Return the language codes of a text; record a problem if there are none."""
        keys = self.value if isinstance(self.value, dict) else {}
        codes = tuple(key for key in keys if isinstance(key, str) and _LANGUAGE.fullmatch(key))
        if not codes or len(codes) != len(keys):
            self.fail(_("This needs a text in each language, such as {nl: …, en: …}."))
        return codes

    def text(self, languages: Collection[str], limit: int = TEXT_LIMIT) -> Text:
        """Return a text in these languages; record missing and unknown languages."""
        if not languages:  # already recorded for the name
            return {}
        if not isinstance(self.value, dict):
            self.fail(_("This needs a text in each language, such as {nl: …, en: …}."))
            return {}
        for key in self.value:
            if key not in languages:
                self.fail(
                    _("The language “%(code)s” is not one of the languages of the name.") % {"code": excerpt(key)}
                )
        for code in languages:
            if self.value.get(code) is None:
                self.fail(_("The text in the language “%(code)s” is missing.") % {"code": code})
        found = {code: self.value[code] for code in languages if self.value.get(code) is not None}
        return {code: self.inner(code, value).string(limit) for code, value in found.items()}
