"""Routes for the online readiness check and support needs."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import online_readiness, support_needs

urlpatterns = [
    path(f"{OF_MEETING}/online-readiness/", online_readiness.online_readiness, name="online_readiness"),
    path(f"{OF_LINK}/online-readiness/", online_readiness.link_online_readiness, name="link_online_readiness"),
    path(f"{OF_MEETING}/support/add/", support_needs.support_need_add, name="support_need_add"),
    path(f"{OF_MEETING}/support/<int:need_pk>/", support_needs.support_need_edit, name="support_need_edit"),
    path(f"{OF_MEETING}/support/<int:need_pk>/remove/", support_needs.support_need_remove, name="support_need_remove"),
    path(f"{OF_MEETING}/support/<int:need_pk>/tick/", support_needs.support_need_tick, name="support_need_tick"),
    path(f"{OF_LINK}/support/<int:need_pk>/tick/", support_needs.link_support_need_tick, name="link_support_need_tick"),
]
