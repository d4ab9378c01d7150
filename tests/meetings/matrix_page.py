"""The access matrix of the meeting page and its actions."""

from __future__ import annotations

from tests.matrix_rows import Expected, Row, everyone, lets_in, of_network, of_programme, row
from tests.meetings.page_traces import NOTE, SHARED

KNOW_MEETING = "participant student facilitator coordinator preparation_team"
INVITED = "participant student facilitator"
PLAN = "facilitator coordinator preparation_team"
OWN_OR_PLAN = f"participant {PLAN}"

HERE = "/meetings/{coming_meeting}"
LINK = "/m/{amiras_meeting_link}"


def here(roles: str) -> Expected:
    """Return the access of these roles to an action at the upcoming meeting of Burgerschap."""
    return lets_in(roles, refuses=KNOW_MEETING)


def form(name: str, path: str, roles: str, foreign: tuple[str, ...] = ()) -> Row:
    """Return the row of a form page of the upcoming meeting."""
    return row(f"meetings:{name}", f"{HERE}/{path}", GET=here(roles), POST=here(roles), foreign=foreign)


def act(name: str, path: str, roles: str, elsewhere: str = "") -> Row:
    """Return the row of an action at the upcoming meeting; `elsewhere` is its URL for an object of another meeting."""
    foreign = (f"{HERE}/{elsewhere}",) if elsewhere else ()
    return row(f"meetings:{name}", f"{HERE}/{path}", POST=here(roles), foreign=foreign)


def link_act(name: str, path: str, elsewhere: str = "") -> Row:
    """Return the row of an action with Amira's personal link; see `act`."""
    foreign = (f"{LINK}/{elsewhere}",) if elsewhere else ()
    return row(f"meetings:link_{name}", f"{LINK}/{path}", POST=everyone(), foreign=foreign)


AGENDA = [
    form("agenda", "agenda/", PLAN),
    form("purpose", "purpose/", PLAN),
    form("block", "agenda/{free_block}/", PLAN, foreign=(f"{HERE}/agenda/{{elsewhere_block}}/",)),
    act("block_move", "agenda/{free_block}/move/", PLAN, "agenda/{elsewhere_block}/move/"),
    act("block_schedule", "agenda/{proposal}/schedule/", PLAN, "agenda/{elsewhere_block}/schedule/"),
    act("block_expectations", "agenda/expectations/", PLAN),
    act("block_goal_talk", "agenda/goal-talk/", PLAN),
    act("run_sheet_start", "agenda/start/", PLAN),
    # Amira can withdraw what she suggested, and planners can remove it.
    act("block_remove", "agenda/{proposal}/remove/", OWN_OR_PLAN, "agenda/{elsewhere_block}/remove/"),
    link_act("block_remove", "agenda/{proposal}/remove/", "agenda/{elsewhere_block}/remove/"),
    # Invitees suggest and lead blocks; coordinators and the preparation team arrange the agenda.
    form("block_propose", "agenda/propose/", INVITED),
    row("meetings:link_block_propose", f"{LINK}/agenda/propose/", GET=everyone(), POST=everyone()),
    act("block_claim", "agenda/{free_block}/claim/", INVITED, "agenda/{elsewhere_block}/claim/"),
    link_act("block_claim", "agenda/{free_block}/claim/", "agenda/{elsewhere_block}/claim/"),
    act("block_release", "agenda/{amiras_block}/release/", INVITED, "agenda/{elsewhere_block}/release/"),
    link_act("block_release", "agenda/{amiras_block}/release/", "agenda/{elsewhere_block}/release/"),
]

BEFOREHAND = [
    form("preparation_add", "preparation/add/", PLAN),
    form("preparation_edit", "preparation/{reading}/", PLAN, foreign=(f"{HERE}/preparation/{{elsewhere_reading}}/",)),
    act("preparation_remove", "preparation/{reading}/remove/", PLAN, "preparation/{elsewhere_reading}/remove/"),
    act("preparation_tick", "preparation/{reading}/tick/", INVITED, "preparation/{elsewhere_reading}/tick/"),
    link_act("preparation_tick", "preparation/{reading}/tick/", "preparation/{elsewhere_reading}/tick/"),
    form("task_add", "tasks/add/", KNOW_MEETING),
    row("meetings:link_task_add", f"{LINK}/tasks/add/", GET=everyone(), POST=everyone()),
    # A task is changed and ticked off by its owner and by planners.
    form("task_edit", "tasks/{amiras_task}/", OWN_OR_PLAN, foreign=(f"{HERE}/tasks/{{elsewhere_task}}/",)),
    row(
        "meetings:link_task_edit",
        f"{LINK}/tasks/{{amiras_task}}/",
        GET=everyone(),
        POST=everyone(),
        foreign=(f"{LINK}/tasks/{{elsewhere_task}}/",),
    ),
    act("task_tick", "tasks/{amiras_task}/tick/", OWN_OR_PLAN, "tasks/{elsewhere_task}/tick/"),
    link_act("task_tick", "tasks/{amiras_task}/tick/", "tasks/{elsewhere_task}/tick/"),
    act("task_claim", "tasks/{free_task}/claim/", INVITED, "tasks/{elsewhere_task}/claim/"),
    link_act("task_claim", "tasks/{free_task}/claim/", "tasks/{elsewhere_task}/claim/"),
    act("task_remove", "tasks/{amiras_task}/remove/", OWN_OR_PLAN, "tasks/{elsewhere_task}/remove/"),
    link_act("task_remove", "tasks/{amiras_task}/remove/", "tasks/{elsewhere_task}/remove/"),
    form("file_add", "files/add/", KNOW_MEETING),
    row("meetings:link_file_add", f"{LINK}/files/add/", GET=everyone(), POST=everyone()),
    row(
        "meetings:file",
        f"{HERE}/files/{{amiras_file}}/",
        GET=here(KNOW_MEETING),
        foreign=(f"{HERE}/files/{{elsewhere_file}}/",),
    ),
    row(
        "meetings:link_file",
        f"{LINK}/files/{{amiras_file}}/",
        GET=everyone(),
        foreign=(f"{LINK}/files/{{elsewhere_file}}/",),
    ),
    act("file_remove", "files/{amiras_file}/remove/", OWN_OR_PLAN, "files/{elsewhere_file}/remove/"),
    link_act("file_remove", "files/{amiras_file}/remove/", "files/{elsewhere_file}/remove/"),
]

ON_THE_DAY = [
    row("meetings:presenter", f"{HERE}/presenter/", GET=here(KNOW_MEETING)),
    row("meetings:link_presenter", f"{LINK}/presenter/", GET=everyone()),
    row(
        "meetings:missed",
        "/meetings/{held_meeting}/missed/",
        GET=here(KNOW_MEETING),
        shows={NOTE: KNOW_MEETING},
    ),
    row("meetings:link_missed", "/m/{held_meeting_link}/missed/", GET=everyone()),
    row("meetings:meeting_complete", "/meetings/{held_meeting}/complete/", GET=here(PLAN), POST=here(PLAN)),
]

BESIDE = [
    row(
        "meetings:links",
        "/networks/{burgerschap}/links/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
    ),
    # Posts are only visible to participants.
    row(
        "meetings:posts",
        "/networks/{burgerschap}/posts/",
        GET=of_network(INVITED),
        POST=of_network(INVITED),
        shows={SHARED: INVITED},
    ),
    row(
        "meetings:post",
        "/networks/{burgerschap}/posts/{amiras_post}/",
        GET=of_network("participant"),
        POST=of_network("participant"),
        foreign=("/networks/{burgerschap}/posts/{elsewhere_post}/",),
    ),
    row(
        "meetings:post_remove",
        "/networks/{burgerschap}/posts/{amiras_post}/remove/",
        POST=of_network("participant"),
        foreign=("/networks/{burgerschap}/posts/{elsewhere_post}/remove/",),
    ),
    row(
        "meetings:block_kinds",
        "/programmes/{werkplaats}/agenda-kinds/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "meetings:block_kind",
        "/programmes/{werkplaats}/agenda-kinds/{block_kind}/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/agenda-kinds/{block_kind_elsewhere}/",),
    ),
]

PAGE = [*AGENDA, *BEFOREHAND, *ON_THE_DAY, *BESIDE]
