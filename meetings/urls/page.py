"""Routes of the page of a meeting and what is done there, by both doors."""

from django.urls import path

from meetings.urls.prefixes import OF_LINK, OF_MEETING
from meetings.views import after, agenda, meetings, network, preparation

BLOCK = f"{OF_MEETING}/agenda/<int:block_pk>"
LINK_BLOCK = f"{OF_LINK}/agenda/<int:block_pk>"
PREPARATION = f"{OF_MEETING}/beforehand/<int:preparation_pk>"
TASK = "tasks/<int:task_pk>"
FILE = "files/<int:file_pk>"
TELLINGS = "networks/<int:network_pk>/tellings"
KINDS = "programmes/<int:programme_pk>/agenda-kinds"

agenda_urls = [
    path(f"{OF_MEETING}/agenda/", agenda.agenda, name="agenda"),
    path(f"{OF_MEETING}/agenda/start/", agenda.run_sheet_start, name="run_sheet_start"),
    path(f"{OF_MEETING}/agenda/expectations/", agenda.block_expectations, name="block_expectations"),
    path(f"{OF_MEETING}/agenda/propose/", agenda.block_propose, name="block_propose"),
    path(f"{OF_LINK}/agenda/propose/", agenda.link_block_propose, name="link_block_propose"),
    path(f"{BLOCK}/", agenda.block, name="block"),
    path(f"{BLOCK}/move/", agenda.block_move, name="block_move"),
    path(f"{BLOCK}/place/", agenda.block_place, name="block_place"),
    path(f"{BLOCK}/remove/", agenda.block_remove, name="block_remove"),
    path(f"{LINK_BLOCK}/remove/", agenda.link_block_remove, name="link_block_remove"),
    path(f"{BLOCK}/take/", agenda.block_take, name="block_take"),
    path(f"{LINK_BLOCK}/take/", agenda.link_block_take, name="link_block_take"),
    path(f"{BLOCK}/let-go/", agenda.block_let_go, name="block_let_go"),
    path(f"{LINK_BLOCK}/let-go/", agenda.link_block_let_go, name="link_block_let_go"),
    path(f"{OF_MEETING}/purpose/", agenda.purpose, name="purpose"),
]

preparation_urls = [
    path(f"{OF_MEETING}/beforehand/add/", preparation.preparation_add, name="preparation_add"),
    path(f"{PREPARATION}/", preparation.preparation_edit, name="preparation_edit"),
    path(f"{PREPARATION}/remove/", preparation.preparation_remove, name="preparation_remove"),
    path(f"{PREPARATION}/tick/", preparation.preparation_tick, name="preparation_tick"),
    path(
        f"{OF_LINK}/beforehand/<int:preparation_pk>/tick/",
        preparation.link_preparation_tick,
        name="link_preparation_tick",
    ),
    path(f"{OF_MEETING}/tasks/add/", preparation.task_add, name="task_add"),
    path(f"{OF_LINK}/tasks/add/", preparation.link_task_add, name="link_task_add"),
    path(f"{OF_MEETING}/{TASK}/", preparation.task_edit, name="task_edit"),
    path(f"{OF_LINK}/{TASK}/", preparation.link_task_edit, name="link_task_edit"),
    path(f"{OF_MEETING}/{TASK}/tick/", preparation.task_tick, name="task_tick"),
    path(f"{OF_LINK}/{TASK}/tick/", preparation.link_task_tick, name="link_task_tick"),
    path(f"{OF_MEETING}/{TASK}/take/", preparation.task_take, name="task_take"),
    path(f"{OF_LINK}/{TASK}/take/", preparation.link_task_take, name="link_task_take"),
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
    path(f"{OF_MEETING}/room/", after.room, name="room"),
    path(f"{OF_LINK}/room/", after.link_room, name="link_room"),
    path(f"{OF_MEETING}/missed/", after.missed, name="missed"),
    path(f"{OF_LINK}/missed/", after.link_missed, name="link_missed"),
    path(f"{OF_MEETING}/round-off/", after.meeting_round_off, name="meeting_close"),
]

network_urls = [
    path("networks/<int:network_pk>/places/", network.places, name="places"),
    path(f"{TELLINGS}/", network.tellings, name="tellings"),
    path(f"{OF_LINK}/tellings/", network.link_tellings, name="link_tellings"),
    path(f"{TELLINGS}/<int:telling_pk>/", network.telling, name="telling"),
    path(f"{OF_LINK}/tellings/<int:telling_pk>/", network.link_telling, name="link_telling"),
    path(f"{TELLINGS}/<int:telling_pk>/remove/", network.telling_take_away, name="telling_remove"),
    path(
        f"{OF_LINK}/tellings/<int:telling_pk>/remove/",
        network.link_telling_take_away,
        name="link_telling_remove",
    ),
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
