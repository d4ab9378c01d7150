"""Whether everything is ready for online."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import conditions

urlpatterns = [
    path(f"{OF_MEETING}/conditions/", conditions.conditions, name="conditions"),
    path(f"{OF_LINK}/conditions/", conditions.link_conditions, name="link_conditions"),
]
