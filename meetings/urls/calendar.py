"""Routes for a person's own calendar, by account and by link, and for the feed that calendar programs fetch."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK
from meetings.views import own_calendar

BY_LINK = "calendar/own/<str:token>"

urlpatterns = [
    path("calendar/", own_calendar.own_calendar, name="own_calendar"),
    path("calendar/renew/", own_calendar.feed_renew, name="feed_renew"),
    path("calendar/stop/", own_calendar.feed_stop, name="feed_stop"),
    path("calendar/<str:token>.ics", own_calendar.feed, name="feed"),
    path(f"{BY_LINK}/", own_calendar.link_own_calendar, name="link_own_calendar"),
    path(f"{BY_LINK}/send/", own_calendar.link_feed_send, name="link_feed_send"),
    path(f"{BY_LINK}/renew/", own_calendar.link_feed_renew, name="link_feed_renew"),
    path(f"{BY_LINK}/stop/", own_calendar.link_feed_stop, name="link_feed_stop"),
    path(f"{OF_LINK}/calendar/", own_calendar.link_calendar, name="link_calendar"),
    path(f"{OF_LINK}/calendar/send/", own_calendar.link_calendar_send, name="link_calendar_send"),
]
