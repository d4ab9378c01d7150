"""The access matrix of planning a year, written by hand."""

from __future__ import annotations

from tests.matrix_rows import KNOW_BURGERSCHAP, lets_in, of_network, of_programme, row

PLANNERS = "facilitator coordinator preparation_team"
YEAR = "/networks/{burgerschap}/meetings/years/{this_year}/"
CALENDAR = "/programmes/{werkplaats}/settings/calendar/"
# A study year of another programme does not belong to this network.
OTHER_YEAR = "/networks/{burgerschap}/meetings/years/{year_elsewhere}/"

PLAN = [
    row(
        "meetings:plan",
        "/networks/{burgerschap}/meetings/plan/",
        GET=of_network(PLANNERS),
        POST=of_network(PLANNERS),
    ),
    row("meetings:year", YEAR, GET=of_network(KNOW_BURGERSCHAP), foreign=(OTHER_YEAR,)),
    row(
        "meetings:year_add",
        YEAR + "add/",
        GET=of_network(PLANNERS),
        POST=of_network(PLANNERS),
        foreign=(OTHER_YEAR + "add/",),
    ),
    row(
        "meetings:year_publish",
        YEAR + "publish/",
        GET=of_network(PLANNERS),
        POST=of_network(PLANNERS),
        foreign=(OTHER_YEAR + "publish/",),
    ),
    row(
        "meetings:year_discard",
        YEAR + "discard/",
        GET=of_network(PLANNERS),
        POST=of_network(PLANNERS),
        foreign=(OTHER_YEAR + "discard/",),
    ),
    row(
        "meetings:year_copy",
        YEAR + "copy/",
        GET=of_network(PLANNERS),
        POST=of_network(PLANNERS),
        foreign=(OTHER_YEAR + "copy/",),
    ),
    # Drafts are hidden from participants, and so are the actions on them.
    row("meetings:meeting_shift", "/meetings/{draft_meeting}/shift/", POST=lets_in(PLANNERS)),
    row("meetings:calendar", CALENDAR, GET=of_programme("coordinator"), POST=of_programme("coordinator")),
    row("meetings:holidays_import", CALENDAR + "take-over/", POST=of_programme("coordinator")),
    row(
        "meetings:period_add",
        CALENDAR + "periods/add/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "meetings:period",
        CALENDAR + "periods/{own_period}/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
        foreign=("/programmes/{point}/settings/calendar/periods/{own_period}/",),
    ),
    row(
        "meetings:period_remove",
        CALENDAR + "periods/{own_period}/remove/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{point}/settings/calendar/periods/{own_period}/remove/",),
    ),
]
