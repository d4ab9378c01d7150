"""Whether everything is ready for online."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import conditions, support_needs

urlpatterns = [
    path(f"{OF_MEETING}/conditions/", conditions.conditions, name="conditions"),
    path(f"{OF_LINK}/conditions/", conditions.link_conditions, name="link_conditions"),
    path(f"{OF_MEETING}/support/add/", support_needs.support_need_add, name="support_need_add"),
    path(f"{OF_MEETING}/support/<int:need_pk>/", support_needs.support_need_edit, name="support_need_edit"),
    path(f"{OF_MEETING}/support/<int:need_pk>/remove/", support_needs.support_need_remove, name="support_need_remove"),
    path(f"{OF_MEETING}/support/<int:need_pk>/tick/", support_needs.support_need_tick, name="support_need_tick"),
    path(f"{OF_LINK}/support/<int:need_pk>/tick/", support_needs.link_support_need_tick, name="link_support_need_tick"),
]
