"""Small instruments for tests, as definitions or as files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from srt.definition import Dimension, InstrumentDefinition, Item, Scale, parse_instrument, provisional_instrument_bytes

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "demo" / "samples"
SAMPLE = SAMPLES / "instrument.yaml"


def built(
    sizes: Sequence[int] = (4,), *, reversed_items: Sequence[str] = (), low: int = 1, high: int = 5
) -> InstrumentDefinition:
    """Return an instrument without texts: dimensions d0, d1 … of these sizes, with items d0i0, d0i1 …"""
    dimensions = []
    for number, size in enumerate(sizes):
        codes = [f"d{number}i{place}" for place in range(size)]
        items = tuple(Item(code, {}, reversed=code in reversed_items) for code in codes)
        dimensions.append(Dimension(f"d{number}", "process", {}, {}, items))
    scale = Scale(low, high, {})
    return InstrumentDefinition(
        code="built",
        version=1,
        name={},
        provisional=True,
        source={},
        scale=scale,
        dimensions=tuple(dimensions),
        pages=(),
        not_yet=True,
        period={},
        explain={},
        sha256="",
    )


def sample() -> InstrumentDefinition:
    """Return the sample instrument of 32 items, of which p07 is reversed."""
    return parse_instrument(SAMPLE.read_bytes())


def second_version() -> bytes:
    """Return the provisional questionnaire as version 2, with one statement reworded and another reversed."""
    text = provisional_instrument_bytes().decode()
    text = text.replace("\nversion: 1\n", "\nversion: 2\n").replace("In onze bijeenkomsten", "In al onze bijeenkomsten")
    return text.replace("      - code: p02\n", "      - code: p02\n        reversed: true\n").encode()


def minimal() -> dict[str, Any]:
    """Return the smallest complete instrument as data, for tests to modify."""
    # Separate objects even where they are equal, because a test changes one of them.
    return {
        "code": "small",
        "version": 1,
        "name": _text(),
        "provisional": False,
        "source": _text(),
        "scale": {"min": 1, "max": 3, "labels": {point: _text() for point in (1, 2, 3)}},
        "dimensions": [
            {"code": "one", "side": "process", "name": _text(), "items": [{"code": "a1", "text": _text()}]},
            {"code": "two", "side": "product", "name": _text(), "items": [{"code": "b1", "text": _text()}]},
        ],
    }


def _text() -> dict[str, str]:
    return {"nl": "tekst", "en": "text"}


def as_file(data: object) -> bytes:
    """Return the data as an instrument file."""
    return yaml.dump(data, allow_unicode=True, sort_keys=False, Dumper=_Plain).encode()


class _Plain(yaml.SafeDumper):
    """A YAML writer without references, which instrument files may not use."""

    def ignore_aliases(self, _data: object) -> bool:
        return True
