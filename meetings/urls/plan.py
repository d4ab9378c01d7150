"""Routes for planning: the meetings of a network, its year plan, and creating, changing, publishing and cancelling."""

from django.urls import path

from meetings.urls.prefixes import OF_MEETING, OF_NETWORK
from meetings.views import calendar, meetings, plan

OF_YEAR = f"{OF_NETWORK}/years/<int:year_pk>"
OF_CALENDAR = "programmes/<int:programme_pk>/settings/calendar"

urlpatterns = [
    path(f"{OF_NETWORK}/", meetings.meetings, name="meetings"),
    path(f"{OF_NETWORK}/add/", meetings.meeting_add, name="meeting_add"),
    path(f"{OF_NETWORK}/plan/", plan.plan, name="plan"),
    path(f"{OF_YEAR}/", plan.year, name="year"),
    path(f"{OF_YEAR}/add/", plan.year_add, name="year_add"),
    path(f"{OF_YEAR}/publish/", plan.year_publish, name="year_publish"),
    path(f"{OF_YEAR}/discard/", plan.year_discard, name="year_discard"),
    path(f"{OF_YEAR}/copy/", plan.year_copy, name="year_copy"),
    path(f"{OF_MEETING}/shift/", plan.meeting_shift, name="meeting_shift"),
    path(f"{OF_MEETING}/change/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{OF_MEETING}/publish/", meetings.meeting_publish, name="meeting_publish"),
    path(f"{OF_MEETING}/cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{OF_CALENDAR}/", calendar.calendar, name="calendar"),
    path(f"{OF_CALENDAR}/take-over/", calendar.holidays_import, name="holidays_import"),
    path(f"{OF_CALENDAR}/periods/add/", calendar.period_add, name="period_add"),
    path(f"{OF_CALENDAR}/periods/<int:period_pk>/", calendar.period, name="period"),
    path(f"{OF_CALENDAR}/periods/<int:period_pk>/remove/", calendar.period_remove, name="period_remove"),
]
