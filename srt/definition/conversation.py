"""The open questions for the conversation, stored apart from the instruments because they outlive them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from networks.yaml_files import Node, YamlFileError, read_yaml
from srt.definition.model import InstrumentDefinition, Text
from srt.definition.parsing import parse_instrument

QUESTIONS = 3
INCLUDED = files("srt.instruments")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


def load_conversation(data: bytes) -> Mapping[str, tuple[Text, ...]]:
    """Return the questions in a file (UTF-8 YAML) by dimension code: three per dimension, in Dutch and English.

    Raises YamlFileError listing every problem.
    """
    problems: list[str] = []
    root = Node(read_yaml(data), "", problems)
    if not isinstance(root.value, dict) or not root.value:
        raise YamlFileError([_("The file needs three questions under the code of every dimension.")])
    questions = {str(code): _questions(root.inner(code, value)) for code, value in root.value.items()}
    if problems:
        raise YamlFileError(problems)
    return questions


def _questions(node: Node) -> tuple[Text, ...]:
    entries = node.entries()
    if len(entries) != QUESTIONS:
        node.fail(_("This needs exactly three questions."))
    return tuple(entry.text(("nl", "en"), 200) for entry in entries)


@cache
def conversation_questions() -> Mapping[str, tuple[Text, ...]]:
    """Return the shipped conversation questions by dimension code; other codes have no questions."""
    return load_conversation(INCLUDED.joinpath("conversation.yaml").read_bytes())


@cache
def provisional_instrument() -> InstrumentDefinition:
    """Return the provisional questionnaire that is included."""
    return parse_instrument(provisional_instrument_bytes())


def provisional_instrument_bytes() -> bytes:
    """Return the file of the provisional questionnaire that is included."""
    return INCLUDED.joinpath("samen-leren-v1.yaml").read_bytes()
