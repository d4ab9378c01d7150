"""Routes for the page of a meeting and the actions on it, by account and by link."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import after, agenda, meetings, network, preparation

BLOCK = f"{OF_MEETING}/agenda/<int:block_pk>"
LINK_BLOCK = f"{OF_LINK}/agenda/<int:block_pk>"
PREPARATION = f"{OF_MEETING}/preparation/<int:preparation_pk>"
TASK = "tasks/<int:task_pk>"
FILE = "files/<int:file_pk>"
POSTS = "networks/<int:network_pk>/posts"
KINDS = "programmes/<int:programme_pk>/agenda-kinds"

agenda_urls = [
    path(f"{OF_MEETING}/agenda/", agenda.agenda, name="agenda"),
    path(f"{OF_MEETING}/agenda/start/", agenda.run_sheet_start, name="run_sheet_start"),
    path(f"{OF_MEETING}/agenda/expectations/", agenda.block_expectations, name="block_expectations"),
    path(f"{OF_MEETING}/agenda/goal-talk/", agenda.block_goal_talk, name="block_goal_talk"),
    path(f"{OF_MEETING}/agenda/propose/", agenda.block_propose, name="block_propose"),
    path(f"{OF_LINK}/agenda/propose/", agenda.link_block_propose, name="link_block_propose"),
    path(f"{BLOCK}/", agenda.block, name="block"),
    path(f"{BLOCK}/move/", agenda.block_move, name="block_move"),
    path(f"{BLOCK}/schedule/", agenda.block_schedule, name="block_schedule"),
    path(f"{BLOCK}/remove/", agenda.block_remove, name="block_remove"),
    path(f"{LINK_BLOCK}/remove/", agenda.link_block_remove, name="link_block_remove"),
    path(f"{BLOCK}/claim/", agenda.block_claim, name="block_claim"),
    path(f"{LINK_BLOCK}/claim/", agenda.link_block_claim, name="link_block_claim"),
    path(f"{BLOCK}/release/", agenda.block_release, name="block_release"),
    path(f"{LINK_BLOCK}/release/", agenda.link_block_release, name="link_block_release"),
    path(f"{OF_MEETING}/purpose/", agenda.purpose, name="purpose"),
]

preparation_urls = [
    path(f"{OF_MEETING}/preparation/add/", preparation.preparation_add, name="preparation_add"),
    path(f"{PREPARATION}/", preparation.preparation_edit, name="preparation_edit"),
    path(f"{PREPARATION}/remove/", preparation.preparation_remove, name="preparation_remove"),
    path(f"{PREPARATION}/tick/", preparation.preparation_tick, name="preparation_tick"),
    path(
        f"{OF_LINK}/preparation/<int:preparation_pk>/tick/",
        preparation.link_preparation_tick,
        name="link_preparation_tick",
    ),
    path(f"{OF_MEETING}/tasks/add/", preparation.task_add, name="task_add"),
    path(f"{OF_LINK}/tasks/add/", preparation.link_task_add, name="link_task_add"),
    path(f"{OF_MEETING}/{TASK}/", preparation.task_edit, name="task_edit"),
    path(f"{OF_LINK}/{TASK}/", preparation.link_task_edit, name="link_task_edit"),
    path(f"{OF_MEETING}/{TASK}/tick/", preparation.task_tick, name="task_tick"),
    path(f"{OF_LINK}/{TASK}/tick/", preparation.link_task_tick, name="link_task_tick"),
    path(f"{OF_MEETING}/{TASK}/claim/", preparation.task_claim, name="task_claim"),
    path(f"{OF_LINK}/{TASK}/claim/", preparation.link_task_claim, name="link_task_claim"),
    path(f"{OF_MEETING}/{TASK}/remove/", preparation.task_remove, name="task_remove"),
    path(f"{OF_LINK}/{TASK}/remove/", preparation.link_task_remove, name="link_task_remove"),
    path(f"{OF_MEETING}/files/add/", preparation.file_add, name="file_add"),
    path(f"{OF_LINK}/files/add/", preparation.link_file_add, name="link_file_add"),
    path(f"{OF_MEETING}/{FILE}/", preparation.file, name="file"),
    path(f"{OF_LINK}/{FILE}/", preparation.link_file, name="link_file"),
    path(f"{OF_MEETING}/{FILE}/remove/", preparation.file_remove, name="file_remove"),
    path(f"{OF_LINK}/{FILE}/remove/", preparation.link_file_remove, name="link_file_remove"),
]

after_urls = [
    path(f"{OF_MEETING}/presenter/", after.presenter, name="presenter"),
    path(f"{OF_LINK}/presenter/", after.link_presenter, name="link_presenter"),
    path(f"{OF_MEETING}/missed/", after.missed, name="missed"),
    path(f"{OF_LINK}/missed/", after.link_missed, name="link_missed"),
    path(f"{OF_MEETING}/complete/", after.meeting_complete, name="meeting_complete"),
]

network_urls = [
    path("networks/<int:network_pk>/links/", network.links, name="links"),
    path(f"{POSTS}/", network.posts, name="posts"),
    path(f"{POSTS}/<int:post_pk>/", network.post, name="post"),
    path(f"{POSTS}/<int:post_pk>/remove/", network.post_remove, name="post_remove"),
    path(f"{KINDS}/", network.block_kinds, name="block_kinds"),
    path(f"{KINDS}/<int:kind_pk>/", network.block_kind, name="block_kind"),
]

urlpatterns = [
    path(f"{OF_MEETING}/", meetings.meeting, name="meeting"),
    path(f"{OF_LINK}/", meetings.link_meeting, name="link_meeting"),
    *agenda_urls,
    *preparation_urls,
    *after_urls,
    *network_urls,
]
