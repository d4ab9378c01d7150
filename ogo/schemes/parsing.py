"""Parser of scheme files: bytes in, a Scheme or a list of all problems out."""

import re
from typing import Any

import yaml
from django.utils.translation import gettext as _

from networks.yaml_files import Node, Text, YamlFileError, excerpt, read_yaml
from ogo.schemes.model import Scheme, SchemePhase
from ogo.schemes.stages import Stage

LANGUAGES = ("nl", "en")
MAX_PHASES, MAX_CYCLES, MAX_SHARE = 20, 12, 100
NAME_LIMIT, PHASE_NAME_LIMIT, OFFICIAL_LIMIT, EXPLAIN_LIMIT = 120, 60, 80, 300

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_REQUIRED = ("code", "name", "cycles", "phases")
_PHASE_REQUIRED = ("code", "stage", "name", "share")


def parse_scheme(data: bytes) -> Scheme:
    """Return the scheme in a file (UTF-8 YAML, at most 200 kB) in the format of ogo/schemes/ogo.yaml.

    Raises YamlFileError listing every problem in the language of the reader.
    """
    return scheme_from_data(read_yaml(data))


def scheme_from_data(data: object) -> Scheme:
    """Return the scheme in data of the shape of a file. Raises YamlFileError listing every problem."""
    problems: list[str] = []
    fields = Node(data, "", problems).fields(_REQUIRED, ("explain",))
    scheme = Scheme(
        code=fields["code"].code(_CODE, _code_advice) if "code" in fields else "",
        name=_text(fields, "name", NAME_LIMIT),
        explain=_text(fields, "explain", EXPLAIN_LIMIT),
        cycles=fields["cycles"].integer(1, MAX_CYCLES) if "cycles" in fields else 1,
        phases=_phases(fields["phases"]) if "phases" in fields else (),
    )
    if problems:
        raise YamlFileError(problems)
    return scheme


def scheme_to_yaml(scheme: Scheme) -> bytes:
    """Return a scheme as a file that `parse_scheme` reads back to the same scheme."""
    text: str = yaml.safe_dump(scheme.as_data(), allow_unicode=True, sort_keys=False, width=120)
    return text.encode()


def _text(fields: dict[str, Node], key: str, limit: int) -> Text:
    return fields[key].text(LANGUAGES, limit) if key in fields else {}


def _phases(node: Node) -> tuple[SchemePhase, ...]:
    entries = node.entries()
    if isinstance(node.value, list) and not entries:
        node.fail(_("A scheme needs at least one phase."))
    if len(entries) > MAX_PHASES:
        node.fail(_("There are too many phases: at most %(limit)d.") % {"limit": MAX_PHASES})
    phases = tuple(_phase(entry) for entry in entries)
    seen: set[str] = set()
    for entry, phase in zip(entries, phases, strict=True):
        if phase.code and phase.code in seen:
            entry.fail(_("The code “%(code)s” belongs to an earlier phase already.") % {"code": excerpt(phase.code)})
        seen.add(phase.code)
    return phases


def _phase(node: Node) -> SchemePhase:
    fields: dict[str, Any] = node.fields(_PHASE_REQUIRED, ("official",))
    return SchemePhase(
        code=fields["code"].code(_CODE, _code_advice) if "code" in fields else "",
        stage=fields["stage"].choice(Stage.values) if "stage" in fields else "",
        name=_text(fields, "name", PHASE_NAME_LIMIT),
        official=_text(fields, "official", OFFICIAL_LIMIT),
        share=fields["share"].integer(1, MAX_SHARE) if "share" in fields else 1,
    )


def _code_advice() -> str:
    return _("Use at most 40 lower-case letters, digits and _, beginning with a letter.")
