"""Routes for checking in."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import check_in

urlpatterns = [
    path(f"{OF_MEETING}/here/", check_in.check_in, name="check_in"),
    path(f"{OF_LINK}/here/", check_in.link_check_in, name="link_check_in"),
    path(f"{OF_MEETING}/code/", check_in.check_in_screen, name="check_in_screen"),
    path("here/<str:token>/", check_in.here, name="here"),
    path("networks/<int:network_pk>/check-in/", check_in.check_in_setting, name="check_in_setting"),
]
