"""Pages for planning a year."""

from __future__ import annotations

from tests.page import Page

YEAR = "/networks/{burgerschap}/meetings/years/{this_year}/"
# Rekenen has no plan for this year yet, unlike Burgerschap.
PATTERNS = "/networks/{rekenen}/meetings/plan/"
CALENDAR = "/programmes/{werkplaats}/settings/calendar/"

PLAN = [
    Page("year", YEAR, "facilitator"),
    Page("year", YEAR, "participant"),
    Page("year", "/networks/{quiet_network}/meetings/years/{quiet_year}/", "alone", "empty"),
    Page("year", "/networks/{long_network}/meetings/years/{long_year}/", "long_facilitator", "long"),
    Page("choose a pattern", PATTERNS, "other_facilitator"),
    Page("proposal", PATTERNS + "?pattern=iselinge", "other_facilitator"),
    Page("proposal", "/networks/{burgerschap}/meetings/plan/?pattern=iselinge", "facilitator", "already planned"),
    Page("proposal", PATTERNS + "?pattern=point", "coordinator", "other pattern"),
    Page("proposal", PATTERNS + "?pattern=own", "other_facilitator", "own"),
    Page("proposal", PATTERNS + "?pattern=own&count=60", "other_facilitator", "wrong"),
    Page("proposal", "/networks/{quiet_network}/meetings/plan/?pattern=iselinge", "alone", "holidays unknown"),
    Page("publish a year", YEAR + "publish/", "facilitator"),
    Page("discard drafts", YEAR + "discard/", "facilitator"),
    Page("copy a year", YEAR + "copy/", "coordinator"),
    Page("copy a year", YEAR + "copy/", "facilitator", "wrong", posts={"to_year": "", "to_networks": ""}),
    Page("add to a year", YEAR + "add/", "facilitator"),
    Page("add to a year", YEAR + "add/", "facilitator", "wrong", posts={"on_date": "nooit"}),
    Page("change a meeting", "/meetings/{undecided_meeting}/change/", "facilitator", "undecided date"),
    Page("holidays", CALENDAR, "coordinator"),
    Page("holidays", "/programmes/{new}/settings/calendar/", "nobody_yet", "empty"),
    Page("holidays", CALENDAR, "coordinator", "wrong", posts={"region": "oost", "zone": "Mars"}),
    Page("days without meetings", CALENDAR + "periods/add/", "coordinator"),
    Page("days without meetings", CALENDAR + "periods/add/", "coordinator", "wrong", posts={"first_day": "nooit"}),
    Page("days without meetings", CALENDAR + "periods/{own_period}/", "coordinator", "change"),
]
