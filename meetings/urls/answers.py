"""Who comes and who was there."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import answers, attendance

urlpatterns = [
    path(f"{OF_MEETING}/answer/", answers.answer, name="answer"),
    path(f"{OF_LINK}/answer/", answers.link_answer, name="link_answer"),
    path(f"{OF_MEETING}/attendance/", attendance.attendance, name="attendance"),
]
