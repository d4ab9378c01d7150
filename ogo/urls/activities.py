from django.urls import URLPattern, path

from ogo.views import activities, activity_uses

HERE = "networks/<int:network_pk>/activities/"
USED = f"{HERE}used/<int:use_pk>/"
CARD = f"{HERE}<slug:key>/"

urlpatterns: list[URLPattern] = [
    path(HERE, activities.activities, name="activities"),
    path(f"{HERE}add/", activities.activity_add, name="activity_add"),
    path(f"{HERE}used/", activity_uses.activity_uses, name="activity_uses"),
    path(USED, activity_uses.activity_note, name="activity_note"),
    path(f"{USED}share/", activity_uses.activity_note_share, name="activity_note_share"),
    path(f"{USED}withdraw/", activity_uses.activity_note_withdraw, name="activity_note_withdraw"),
    path(f"{USED}remove/", activity_uses.activity_use_remove, name="activity_use_remove"),
    path(CARD, activities.activity, name="activity"),
    path(f"{CARD}edit/", activities.activity_edit, name="activity_edit"),
    path(f"{CARD}remove/", activities.activity_remove, name="activity_remove"),
    path(f"{CARD}choose/", activities.activity_choose, name="activity_choose"),
    path(f"{CARD}schedule/<int:meeting_pk>/", activities.activity_schedule, name="activity_schedule"),
]
