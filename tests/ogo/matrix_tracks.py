"""The access matrix of tracks."""

from __future__ import annotations

from tests.matrix_rows import Row, of_network, of_programme, row

# Guests and the preparation team know the network, and do not see where it is.
SEE_TRACK = "participant student facilitator coordinator"
LEAD = "facilitator coordinator"
HERE = "/networks/{burgerschap}/where-we-are/"
SCHEMES = "/programmes/{werkplaats}/phase-schemes/"


def form(name: str, path: str, foreign: str = "") -> Row:
    """Return the row of a form page for facilitators and coordinators."""
    elsewhere = (f"{HERE}{foreign}",) if foreign else ()
    return row(f"ogo:{name}", f"{HERE}{path}", GET=of_network(LEAD), POST=of_network(LEAD), foreign=elsewhere)


def scheme_form(name: str, path: str, foreign: str = "") -> Row:
    """Return the row of a form page for coordinators."""
    elsewhere = (f"{SCHEMES}{foreign}",) if foreign else ()
    coordinator = of_programme("coordinator")
    return row(f"ogo:{name}", f"{SCHEMES}{path}", GET=coordinator, POST=coordinator, foreign=elsewhere)


TRACKS: list[Row] = [
    row("ogo:where_we_are", HERE, GET=of_network(SEE_TRACK)),
    form("track_choose", "choose/"),
    form("phase_dates", "dates/"),
    form("phase_back", "back/"),
    form("cycle_add", "cycles/add/"),
    form("cycle_delete", "cycles/{cycle}/delete/", "cycles/{cycle_elsewhere}/delete/"),
    row(
        "ogo:cycle_restore",
        f"{HERE}cycles/{{deleted_cycle}}/restore/",
        POST=of_network(LEAD),
        foreign=(f"{HERE}cycles/{{deleted_cycle_elsewhere}}/restore/",),
    ),
    scheme_form("phase_schemes", ""),
    scheme_form("phase_scheme_add", "add/"),
    scheme_form("phase_scheme", "{scheme}/", "{scheme_elsewhere}/"),
    scheme_form("phase_scheme_delete", "{scheme}/delete/", "{scheme_elsewhere}/delete/"),
    row(
        "ogo:phase_scheme_file",
        f"{SCHEMES}own-{{scheme}}/file/",
        GET=of_programme("coordinator"),
        foreign=(f"{SCHEMES}own-{{scheme_elsewhere}}/file/",),
    ),
]
