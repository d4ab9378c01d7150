"""Routes of the page of a meeting and what is done there, by both doors."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import meetings

urlpatterns = [
    path(f"{OF_MEETING}/", meetings.meeting, name="meeting"),
    path(f"{OF_LINK}/", meetings.link_meeting, name="link_meeting"),
]
