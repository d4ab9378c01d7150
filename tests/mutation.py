"""One rule of the list in tests/mutations.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One rule to remove. `only_on` names the database, if the rule matters on one only."""

    rule: str
    file: str
    old: str
    new: str
    test: str
    only_on: str = ""
