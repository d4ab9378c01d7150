"""The routes of meetings. `link_<name>` is `<name>` for who came by the personal link of an invitation."""

from django.urls import path

from meetings.views import meetings

app_name = "meetings"

OF_NETWORK = "networks/<int:network_pk>/meetings"
OF_MEETING = "meetings/<int:meeting_pk>"
OF_LINK = "m/<str:token>"

urlpatterns = [
    path(f"{OF_NETWORK}/", meetings.meetings, name="meetings"),
    path(f"{OF_NETWORK}/add/", meetings.meeting_add, name="meeting_add"),
    path(f"{OF_MEETING}/", meetings.meeting, name="meeting"),
    path(f"{OF_LINK}/", meetings.link_meeting, name="link_meeting"),
    path(f"{OF_MEETING}/change/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{OF_MEETING}/publish/", meetings.meeting_announce, name="meeting_publish"),
    path(f"{OF_MEETING}/cancel/", meetings.meeting_call_off, name="meeting_cancel"),
]
