from django.urls import path

from ogo.views import handover as views

HERE = "networks/<int:network_pk>"
BUDDY = f"{HERE}/buddies/<int:participation_pk>"

urlpatterns = [
    path(f"{HERE}/getting-started/", views.getting_started, name="getting_started"),
    path(f"{HERE}/handover/", views.handover, name="handover"),
    path(f"{HERE}/handover/remove/", views.handover_remove, name="handover_remove"),
    path(f"{BUDDY}/", views.buddy_choose, name="buddy_choose"),
    path(f"{BUDDY}/offer/", views.buddy_offer, name="buddy_offer"),
    path(f"{BUDDY}/end/", views.buddy_end, name="buddy_end"),
]
