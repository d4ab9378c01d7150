"""Traces on the pages of meetings: agenda, preparation, tasks, files, notes, links and posts."""

from __future__ import annotations

from meetings.models import AgendaBlock, BlockKind, Meeting, MeetingFile, Post, Preparation, Task
from meetings.services.agenda import block_add, block_propose
from meetings.services.block_kinds import block_kinds_create_defaults
from meetings.services.files import file_add
from meetings.services.links import links_set
from meetings.services.notes import meeting_complete
from meetings.services.posts import post_add
from meetings.services.preparation import preparation_add, preparation_tick
from meetings.services.tasks import task_add
from tests.cast import Cast

SHARED = "In groep 7 liet ik twee kinderen hun onenigheid uittekenen."
NOTE = "We hebben drie lessen naast elkaar gelegd."


def page_traces_make(meetings: dict[str, Meeting], cast: Cast) -> None:
    """Create traces of Amira at the upcoming meeting: a block she leads, a suggestion, a task, a tick, a file, a post.

    One block and one task there have no owner. The past meeting is completed.
    """
    amira, iris, coming = cast["Amira"], cast["Iris"], meetings["coming"]
    block_kinds_create_defaults(cast.werkplaats)
    block_kinds_create_defaults(cast.point)
    exchange = BlockKind.objects.get(programme=cast.werkplaats, code="exchange")
    block_add(meeting=coming, actor=iris, title="Kringgesprek", kind=exchange, minutes=30, lead=amira)
    block_add(meeting=coming, actor=iris, title="Kiezen", minutes=45, note="Met stickers.")
    block_propose(meeting=coming, actor=amira, title="Foto’s kijken", minutes=10, leads=True)
    task_add(meeting=coming, actor=amira, text="Foto’s maken van het muurtje", owner=amira)
    task_add(meeting=coming, actor=iris, text="Koffie regelen")
    reading = preparation_add(meeting=coming, actor=iris, text="Lees het stuk van Noor", minutes=20)
    preparation_tick(preparation=reading, actor=amira, done=True)
    file_add(meeting=coming, actor=amira, name="stuk.txt", content=b"Stuk")
    held_make(meetings["held"], cast)
    links_set(network=cast.burgerschap, actor=iris, call="https://video.example.org/altijd")
    post_add(network=cast.burgerschap, actor=amira, text=SHARED)
    elsewhere_make(meetings["elsewhere"], cast)


def held_make(held: Meeting, cast: Cast) -> None:
    """Complete a meeting with an agenda led by Iris."""
    block_add(meeting=held, actor=cast["Iris"], title="Lessen vergelijken", minutes=90, lead=cast["Iris"])
    meeting_complete(meeting=held, actor=cast["Iris"], what=NOTE, why="Dan zie je het verschil.", tasks="Bram: foto’s")


def elsewhere_make(meeting: Meeting, cast: Cast) -> None:
    """Create the same objects in the other programme, which nobody in the first may open."""
    vera, gijs = cast["Vera"], cast["Gijs"]
    block_add(meeting=meeting, actor=vera, title="Elders")
    preparation_add(meeting=meeting, actor=vera, text="Elders", minutes=5)
    task_add(meeting=meeting, actor=gijs, text="Elders", owner=gijs)
    file_add(meeting=meeting, actor=gijs, name="elders.txt", content=b"Elders")
    post_add(network=cast.talent, actor=gijs, text="Elders")


def page_parts(meetings: dict[str, Meeting], cast: Cast) -> dict[str, object]:
    """Return the values for the URLs of these objects, by name."""
    coming, elsewhere = meetings["coming"], meetings["elsewhere"]
    return {
        "amiras_block": AgendaBlock.objects.get(meeting=coming, title="Kringgesprek").pk,
        "free_block": AgendaBlock.objects.get(meeting=coming, title="Kiezen").pk,
        "proposal": AgendaBlock.objects.get(meeting=coming, state="proposed").pk,
        "elsewhere_block": AgendaBlock.objects.get(meeting=elsewhere, title="Elders").pk,
        "reading": Preparation.objects.get(meeting=coming).pk,
        "elsewhere_reading": Preparation.objects.get(meeting=elsewhere).pk,
        "amiras_task": Task.objects.get(meeting=coming, owner=cast["Amira"]).pk,
        "free_task": Task.objects.get(meeting=coming, owner=None).pk,
        "elsewhere_task": Task.objects.get(meeting=elsewhere).pk,
        "amiras_file": MeetingFile.objects.get(meeting=coming).pk,
        "elsewhere_file": MeetingFile.objects.get(meeting=elsewhere).pk,
        "amiras_post": Post.objects.get(network=cast.burgerschap).pk,
        "elsewhere_post": Post.objects.get(network=cast.talent).pk,
        "block_kind": BlockKind.objects.get(programme=cast.werkplaats, code="expert").pk,
        "block_kind_elsewhere": BlockKind.objects.get(programme=cast.point, code="expert").pk,
    }
