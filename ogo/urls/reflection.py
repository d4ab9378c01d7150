from django.urls import path

from ogo.views import reflection as views

LOOK_BACK = "networks/<int:network_pk>/phases/<int:phase_pk>/look-back"

urlpatterns = [
    path(f"{LOOK_BACK}/", views.look_back, name="look_back"),
    path(f"{LOOK_BACK}/write/", views.look_back_write, name="look_back_write"),
    path(f"{LOOK_BACK}/reopen/", views.phase_reopen, name="phase_reopen"),
    path(f"{LOOK_BACK}/line/", views.look_back_line, name="look_back_line"),
    path(f"{LOOK_BACK}/line/remove/", views.look_back_line_remove, name="look_back_line_remove"),
]
