"""The access matrix of answers, attendance, guests and polls."""

from __future__ import annotations

from tests.matrix_rows import everyone, lets_in, of_network, of_programme, row

PLAN = "facilitator coordinator preparation_team"
TAKE_PART = "participant student facilitator"
PLAN_PROGRAMME = "coordinator preparation_team"
KNOW_MEETING = "participant student facilitator coordinator preparation_team"

ANSWERS = [
    # Invitees answer; coordinators and the preparation team are not invited.
    row(
        "meetings:answer",
        "/meetings/{coming_meeting}/answer/",
        POST=lets_in("participant student facilitator", refuses=KNOW_MEETING),
        data={"answer": "yes"},
    ),
    row("meetings:link_answer", "/m/{amiras_meeting_link}/answer/", POST=everyone(), data={"answer": "yes"}),
    # Attendance is hidden from coordinators and the preparation team.
    row(
        "meetings:attendance",
        "/meetings/{held_meeting}/attendance/",
        GET=lets_in("facilitator", refuses=KNOW_MEETING),
        POST=lets_in("facilitator", refuses=KNOW_MEETING),
    ),
    row(
        "meetings:guests",
        "/meetings/{coming_meeting}/guests/",
        GET=lets_in(PLAN, refuses=KNOW_MEETING),
        POST=lets_in(PLAN, refuses=KNOW_MEETING),
        shows={"saar@example.org": PLAN},
    ),
    row(
        "meetings:guest_remove",
        "/meetings/{coming_meeting}/guests/{saar_on_list}/remove/",
        POST=lets_in(PLAN, refuses=KNOW_MEETING),
        foreign=("/meetings/{elsewhere_meeting}/guests/{saar_on_list}/remove/",),
    ),
    # Programme meetings are planned by coordinators and the preparation team.
    row("meetings:programme_meetings", "/programmes/{werkplaats}/meetings/", GET=of_programme(PLAN_PROGRAMME)),
    row(
        "meetings:programme_meeting_add",
        "/programmes/{werkplaats}/meetings/add/",
        GET=of_programme(PLAN_PROGRAMME),
        POST=of_programme(PLAN_PROGRAMME),
    ),
    # Every participant can start a get-together; other readers cannot.
    row(
        "meetings:informal_meeting_add",
        "/networks/{burgerschap}/informal-meetings/add/",
        GET=of_network("participant student facilitator"),
        POST=of_network("participant student facilitator"),
    ),
    row(
        "meetings:poll_add",
        "/networks/{burgerschap}/meetings/poll/",
        GET=of_network(PLAN),
        POST=of_network(PLAN),
    ),
    row("meetings:poll_mark", "/meetings/{poll_meeting}/poll/", POST=lets_in(TAKE_PART, refuses=KNOW_MEETING)),
    row("meetings:link_poll_mark", "/m/{amiras_poll_link}/poll/", POST=everyone()),
    row(
        "meetings:poll_about",
        "/meetings/{coming_meeting}/poll/ask/",
        GET=lets_in(PLAN, refuses=KNOW_MEETING),
        POST=lets_in(PLAN, refuses=KNOW_MEETING),
    ),
    row("meetings:poll_stop", "/meetings/{poll_meeting}/poll/stop/", POST=lets_in("facilitator", refuses=KNOW_MEETING)),
    # Only facilitators see names in a poll and choose a date.
    row(
        "meetings:poll_choose",
        "/meetings/{poll_meeting}/poll/{option_of_poll}/choose/",
        POST=lets_in("facilitator", refuses=KNOW_MEETING),
    ),
]
