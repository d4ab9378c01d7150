"""People who only know an address cannot find out the name of its account."""

import re

import pytest

from accounts.checks import routes
from meetings.models import AgendaBlock, MeetingFile
from meetings.services.agenda import block_propose
from meetings.services.files import file_add
from meetings.services.guests import guest_add
from meetings.services.tasks import task_add
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make

pytestmark = pytest.mark.slow("opens every page of a meeting for three readers")

NUMBER = re.compile(r"<int:(\w+)>")
CALLED = "De man van de bieb"


def guest_everywhere(cast: Cast) -> dict[str, int]:
    """Keys of a meeting with Gijs as a guest who leads and suggests a block, has a task and added a file."""
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="gijs@example.org", display_name=CALLED)
    gijs = guest.person
    led = AgendaBlock.objects.create(meeting=meeting, title="Boeken", lead=gijs, position=1)
    block_propose(meeting=meeting, actor=gijs, title="Kaften", minutes=5, leads=True)
    task = task_add(meeting=meeting, actor=gijs, owner=gijs, text="Boeken meenemen")
    file_add(meeting=meeting, actor=gijs, name="boeken.txt", content=b"Boeken")
    numbers = {"meeting_pk": meeting.pk, "block_pk": led.pk, "task_pk": task.pk, "invitee_pk": guest.pk}
    links = {"network_pk": cast.burgerschap.pk, "programme_pk": cast.werkplaats.pk}
    return numbers | links | {"file_pk": MeetingFile.objects.get().pk}


def addresses(numbers: dict[str, int]) -> list[str]:
    """The URLs of all routes that take these keys and nothing else."""
    found = [path for path, _pattern in routes() if NUMBER.search(path) and set(NUMBER.findall(path)) <= numbers.keys()]
    plain = [path for path in found if "<" not in NUMBER.sub("", path)]
    return ["/" + re.sub(r"<int:(\w+)>", r"{\1}", path).format(**numbers) for path in plain]


def test_no_page_shows_the_account_name_of_a_guest(as_, cast: Cast):
    numbers = guest_everywhere(cast)
    opened, named = 0, []
    for reader in ("Iris", "Nadia", "Amira"):
        browser = as_(reader)
        for address in addresses(numbers):
            response = browser.get(address)
            text = response.content.decode(errors="replace")
            opened += CALLED in text
            named += [f"{address} ({reader})"] if "Gijs" in text else []
    assert named == []
    assert opened >= 6  # several pages show the guest by display name
