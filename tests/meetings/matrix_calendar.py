"""The access matrix of a person's own calendar."""

from __future__ import annotations

from tests.matrix_rows import SIGNED_IN, everyone, lets_in, row

CALENDAR = [
    row("meetings:own_calendar", "/calendar/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("meetings:feed_renew", "/calendar/renew/", POST=lets_in(SIGNED_IN)),
    row("meetings:feed_stop", "/calendar/stop/", POST=lets_in(SIGNED_IN)),
    row("meetings:feed", "/calendar/{amiras_feed}.ics", GET=everyone()),
    row("meetings:link_own_calendar", "/calendar/own/{amiras_calendar_page}/", GET=everyone(), POST=everyone()),
    row("meetings:link_feed_send", "/calendar/own/{amiras_calendar_page}/send/", POST=everyone()),
    row("meetings:link_feed_renew", "/calendar/own/{amiras_calendar_page}/renew/", POST=everyone()),
    row("meetings:link_feed_stop", "/calendar/own/{amiras_calendar_page}/stop/", POST=everyone()),
    row("meetings:link_calendar", "/m/{amiras_meeting_link}/calendar/", GET=everyone()),
    row("meetings:link_calendar_send", "/m/{amiras_meeting_link}/calendar/send/", POST=everyone()),
]
