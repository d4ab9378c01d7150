"""Questionnaires as immutable data, and the parser that reads them from files. Free of the ORM, numpy and pandas."""

from networks.yaml_files import YamlFileError
from srt.definition.conversation import (
    conversation_questions,
    load_conversation,
    provisional_instrument,
    provisional_instrument_bytes,
)
from srt.definition.model import (
    NOT_YET,
    UNANSWERED,
    Dimension,
    InstrumentDefinition,
    Item,
    Page,
    PageOfItems,
    Scale,
    Scope,
    Side,
    Text,
    localised,
)
from srt.definition.parsing import parse_instrument

__all__ = [
    "NOT_YET",
    "UNANSWERED",
    "Dimension",
    "InstrumentDefinition",
    "Item",
    "Page",
    "PageOfItems",
    "Scale",
    "Scope",
    "Side",
    "Text",
    "YamlFileError",
    "conversation_questions",
    "load_conversation",
    "localised",
    "parse_instrument",
    "provisional_instrument",
    "provisional_instrument_bytes",
]
