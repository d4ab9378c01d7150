"""The designs of tests/world.py. The function returns the parts of their addresses."""

from __future__ import annotations

from meetings.models import Meeting
from ogo.services.design_files import version_file_add
from ogo.services.designs import design_add, version_add
from tests.cast import Cast

CHANGED = "Het gesprek in de kring komt nu vóór het tekenen."


def designs_make(cast: Cast, meetings: dict[str, Meeting]) -> dict[str, object]:
    """Create them and return the parts of addresses by name."""
    amira, vera = cast["Amira"], cast["Vera"]
    design = design_add(network=cast.burgerschap, actor=amira, title="Lessen over onenigheid")
    version_add(design=design, actor=amira, changed="Drie lessen", description="We tekenen.\nIedereen luistert.")
    version = version_add(
        design=design,
        actor=amira,
        changed=CHANGED,
        why="Kinderen kwamen pas na het gesprek op gang.",
        description="We tekenen.\nDaarna praten we samen.",
        ground="Geprobeerd in twee klassen",
        contributors=[cast["Bram"], amira],
    )
    file = version_file_add(version=version, actor=amira, name="les.txt", content=b"Een les")
    empty = design_add(network=cast.burgerschap, actor=cast["Bram"], title="Een spel")
    other = design_add(network=cast.talent, actor=vera, title="Verrijkingskist")
    other_version = version_add(design=other, actor=vera, changed="Een eerste kist", contributors=[cast["Gijs"]])
    other_file = version_file_add(version=other_version, actor=vera, name="kist.txt", content=b"Een kist")
    return {
        "design": design.pk,
        "version": version.pk,
        "version_file": file.pk,
        "empty_design": empty.pk,
        "other_design": other.pk,
        "other_version": other_version.pk,
        "other_version_file": other_file.pk,
    }
