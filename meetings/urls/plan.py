"""Routes of planning: the meetings of a network; making, changing, publishing and cancelling one."""

from django.urls import path

from meetings.urls.prefixes import OF_MEETING, OF_NETWORK
from meetings.views import meetings

urlpatterns = [
    path(f"{OF_NETWORK}/", meetings.meetings, name="meetings"),
    path(f"{OF_NETWORK}/add/", meetings.meeting_add, name="meeting_add"),
    path(f"{OF_MEETING}/change/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{OF_MEETING}/publish/", meetings.meeting_announce, name="meeting_publish"),
    path(f"{OF_MEETING}/cancel/", meetings.meeting_call_off, name="meeting_cancel"),
]
