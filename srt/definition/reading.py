"""Reading a YAML file that a stranger may have made: nothing in it can run or grow, every problem is named."""

import re
from collections.abc import Callable, Collection
from typing import Any

import yaml
from django.utils.translation import gettext as _

from srt.definition.model import Text

SIZE_LIMIT = 200_000
DEPTH_LIMIT = 12
TEXT_LIMIT = 600
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
_SHOWN = 40


class InstrumentError(ValueError):
    """A file that is no instrument. ``problems`` holds a sentence, in the reader's language, per thing to repair."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


class _RefusedError(yaml.YAMLError):
    """Something that YAML allows and an instrument has no use for."""

    def __init__(self, mark: Any, sentence: str) -> None:  # PyYAML has two classes of marks, in Python and in C
        super().__init__(sentence)
        self.problem_mark = mark
        self.sentence = sentence


class _PlainLoader(yaml.SafeLoader):
    """Mappings, lists, text, whole numbers, true and false; no anchors, tags, dates, double keys or deep nesting."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # PyYAML fills it per class
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it bare
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError(event.start_mark, _("Write the text out: & and * references are not allowed."))
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
                sentence = _("The key “%(key)s” stands here twice.") % {"key": shown(key.value)}
                raise _RefusedError(key.start_mark, sentence)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]{0,8})$"), [*"-0123456789"])
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])


def shown(value: object) -> str:
    """Return a value as it may stand in a sentence: one line, printable, at most forty characters."""
    words = "".join(letter if letter.isprintable() else " " for letter in str(value)).strip()
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def read_yaml(data: bytes) -> object:
    """Return what a small, plain YAML file holds; raise ``InstrumentError`` for a large, broken or cunning one."""
    if len(data) > SIZE_LIMIT:
        raise InstrumentError([_("The file is too large: at most 200 kB.")])
    try:
        return yaml.load(data.decode("utf-8-sig"), Loader=_PlainLoader)  # noqa: S506 - a SafeLoader with less, see above
    except UnicodeDecodeError:
        raise InstrumentError([_("The file is not UTF-8 text. Save it as UTF-8.")]) from None
    except _RefusedError as refused:
        raise InstrumentError([_at(refused.problem_mark, refused.sentence)]) from None
    except yaml.MarkedYAMLError as broken:
        sentence = _("This is not YAML. Look at the indents, colons and quotes here.")
        raise InstrumentError([_at(broken.problem_mark or broken.context_mark, sentence)]) from None
    except yaml.YAMLError:
        raise InstrumentError([_("This is not YAML. Start from the sample file.")]) from None


def _at(mark: Any, sentence: str) -> str:
    if mark is None:
        return sentence
    return _("Line %(line)d: %(sentence)s") % {"line": mark.line + 1, "sentence": sentence}


class Node:
    """One value of the file, where it stands, and the list into which its problems go."""

    def __init__(self, value: object, where: str, problems: list[str]) -> None:
        self.value, self.where, self.problems = value, where, problems

    def fail(self, sentence: str) -> None:
        """Note a problem at this place."""
        self.problems.append(f"{self.where}: {sentence}" if self.where else sentence)

    def inner(self, key: object, value: object) -> "Node":
        """Return the node of a value inside this one."""
        where = f"{self.where}, {shown(key)}" if self.where else shown(key)
        return Node(value, where, self.problems)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Node"]:
        """Return the values by key; missing and unknown keys are problems."""
        if not isinstance(self.value, dict):
            self.fail(_("Here a block with these keys is needed: %(keys)s.") % {"keys": ", ".join(required)})
            return {}
        for key in self.value:
            if key not in required and key not in optional:
                self.fail(_("The key “%(key)s” is unknown. Remove it or check its spelling.") % {"key": shown(key)})
        for key in required:
            if self.value.get(key) is None:
                self.fail(_("The key “%(key)s” is missing.") % {"key": key})
        return {key: self.inner(key, value) for key, value in self.value.items() if value is not None}

    def entries(self) -> list["Node"]:
        """Return the values of a list, each with its number from 1 as place."""
        if not isinstance(self.value, list):
            self.fail(_("Here a list is needed, one entry per line, each starting with a dash."))
            return []
        values = enumerate(self.value, start=1)
        return [Node(value, f"{self.where} {number}", self.problems) for number, value in values]

    def flag(self) -> bool:
        """Return true or false; anything else is a problem."""
        if not isinstance(self.value, bool):
            self.fail(_("Here true or false is needed."))
        return self.value is True

    def integer(self, low: int, high: int) -> int:
        """Return a whole number between the two bounds; anything else is a problem, and gives ``low``."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and low <= self.value <= high:
            return self.value
        self.fail(_("Here a whole number from %(low)d to %(high)d is needed.") % {"low": low, "high": high})
        return low

    def words(self, limit: int = TEXT_LIMIT) -> str:
        """Return one line or paragraph of text; other things, nothing, too much and control characters are problems."""
        if not isinstance(self.value, str):
            self.fail(_("Here text is needed. Put quotes around it."))
            return ""
        words = " ".join(self.value.split())
        if not words:
            self.fail(_("The text is empty."))
        elif len(words) > limit:
            self.fail(_("The text is too long: at most %(limit)d characters.") % {"limit": limit})
        elif not words.isprintable():
            self.fail(_("The text holds invisible characters. Type it again."))
        return words

    def code(self, pattern: re.Pattern[str], advice: Callable[[], str]) -> str:
        """Return a code that fits the pattern whole; another is a problem told with ``advice``."""
        if isinstance(self.value, str) and pattern.fullmatch(self.value):
            return self.value
        self.fail(_("“%(value)s” cannot be a code. %(advice)s") % {"value": shown(self.value), "advice": advice()})
        return ""

    def choice(self, allowed: Collection[str]) -> str:
        """Return one of the allowed words; another is a problem."""
        if isinstance(self.value, str) and self.value in allowed:
            return self.value
        sentence = _("“%(value)s” is unknown here. Choose from: %(allowed)s.")
        self.fail(sentence % {"value": shown(self.value), "allowed": ", ".join(allowed)})
        return ""

    def languages(self) -> tuple[str, ...]:
        """Return the language codes of the text at this place; a text without any is a problem."""
        keys = self.value if isinstance(self.value, dict) else {}
        codes = tuple(key for key in keys if isinstance(key, str) and _LANGUAGE.fullmatch(key))
        if not codes or len(codes) != len(keys):
            self.fail(_("Here a text per language is needed, such as {nl: …, en: …}."))
        return codes

    def text(self, languages: Collection[str], limit: int = TEXT_LIMIT) -> Text:
        """Return a text in exactly these languages; a missing or another language is a problem."""
        if not languages:  # the name has none, and that has been said
            return {}
        if not isinstance(self.value, dict):
            self.fail(_("Here a text per language is needed, such as {nl: …, en: …}."))
            return {}
        for key in self.value:
            if key not in languages:
                self.fail(_("The language “%(code)s” is not one of the languages of the name.") % {"code": shown(key)})
        for code in languages:
            if self.value.get(code) is None:
                self.fail(_("The text in the language “%(code)s” is missing.") % {"code": code})
        found = {code: self.value[code] for code in languages if self.value.get(code) is not None}
        return {code: self.inner(code, value).words(limit) for code, value in found.items()}
