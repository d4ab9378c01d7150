"""Routes of goals."""

from django.urls import path

from ogo.views import goals

GOALS = "networks/<int:network_pk>/goals"
GOAL = f"{GOALS}/<int:goal_pk>"

urlpatterns = [
    path(f"{GOALS}/", goals.goals, name="goals"),
    path(f"{GOALS}/add/", goals.goal_add, name="goal_add"),
    path(f"{GOALS}/own/add/", goals.own_goal_add, name="own_goal_add"),
    path(f"{GOAL}/", goals.goal, name="goal"),
    path(f"{GOAL}/edit/", goals.goal_edit, name="goal_edit"),
    path(f"{GOAL}/remove/", goals.goal_remove, name="goal_remove"),
    path(f"{GOAL}/looks/add/", goals.goal_look_add, name="goal_look_add"),
    path(f"{GOAL}/looks/<int:look_pk>/remove/", goals.goal_look_remove, name="goal_look_remove"),
]
