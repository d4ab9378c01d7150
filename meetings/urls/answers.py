"""Routes for replies, attendance, guests, polls and meetings of other kinds than the network's own."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING, OF_NETWORK, OF_PROGRAMME
from meetings.views import answers, attendance, guests, kinds, poll

urlpatterns = [
    path(f"{OF_MEETING}/answer/", answers.answer, name="answer"),
    path(f"{OF_LINK}/answer/", answers.link_answer, name="link_answer"),
    path(f"{OF_MEETING}/attendance/", attendance.attendance, name="attendance"),
    path(f"{OF_MEETING}/guests/", guests.guests, name="guests"),
    path(f"{OF_MEETING}/guests/<int:invitee_pk>/remove/", guests.guest_remove, name="guest_remove"),
    path(f"{OF_NETWORK}/poll/", poll.poll_add, name="poll_add"),
    path(f"{OF_MEETING}/poll/", poll.poll_mark, name="poll_mark"),
    path(f"{OF_LINK}/poll/", poll.link_poll_mark, name="link_poll_mark"),
    path(f"{OF_MEETING}/poll/ask/", poll.poll_about, name="poll_about"),
    path(f"{OF_MEETING}/poll/stop/", poll.poll_stop, name="poll_stop"),
    path(f"{OF_MEETING}/poll/<int:option_pk>/choose/", poll.poll_choose, name="poll_choose"),
    path(f"{OF_PROGRAMME}/", kinds.programme_meetings, name="programme_meetings"),
    path(f"{OF_PROGRAMME}/add/", kinds.programme_meeting_add, name="programme_meeting_add"),
    path("networks/<int:network_pk>/informal-meetings/add/", kinds.informal_meeting_add, name="informal_meeting_add"),
]
