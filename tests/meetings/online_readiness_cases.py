"""Online meetings with their readiness checks, for tests."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from meetings.models import Meeting, OnlineReadinessCheck, SupportNeed
from meetings.services.online_readiness import online_readiness_answer
from meetings.services.support_needs import support_need_add
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make

ALL_READY = dict.fromkeys(("quiet_place", "camera", "link", "between_lessons", "programme"), "yes")
NO_PLACE = ALL_READY | {"quiet_place": "not_yet"}


def online_make(cast: Cast) -> dict[str, Meeting]:
    """Create `online`, with an open check in Burgerschap that Umut has answered, and `ready`, closed, in Rekenen."""
    found = {
        "online": first_online_make(cast),
        "ready": meeting_make(cast.rekenen, cast["Hugo"], days=24, mode=Meeting.Mode.ONLINE, place=""),
    }
    online_readiness_answer(meeting=found["online"], actor=cast["Umut"], answers=NO_PLACE)
    for name in ("Sara", "Daan"):
        online_readiness_answer(meeting=found["ready"], actor=cast[name], answers=NO_PLACE)
    for name in ("Lotte", "Ruben", "Hugo"):
        online_readiness_answer(meeting=found["ready"], actor=cast[name], answers=ALL_READY)
    online_readiness_close(found["ready"])
    for name, lead, owner in (("online", "Iris", "Amira"), ("ready", "Hugo", "Daan")):
        support_need_add(
            meeting=found[name], actor=cast[lead], text="Lokaal 4 vrijhouden", owner=cast[owner], due_on=in_days(20)
        )
    return found


def first_online_make(cast: Cast, *, days: int = 24, mode: str = Meeting.Mode.ONLINE) -> Meeting:
    """Create the first online meeting of Burgerschap."""
    return meeting_make(cast.burgerschap, cast["Iris"], days=days, mode=mode, place="")


def online_readiness_close(meeting: Meeting) -> None:
    """Move the closing date of the check to today."""
    OnlineReadinessCheck.objects.filter(network=meeting.network_id).update(closes_on=timezone.localdate())


def say(meeting: Meeting, people: list[User], **answers: str) -> None:
    """Let people answer; questions that are not given are answered with “yes”."""
    for person in people:
        online_readiness_answer(meeting=meeting, actor=person, answers=ALL_READY | answers)


def online_parts(meetings: dict[str, Meeting], cast: Cast) -> dict[str, object]:
    """Return the values for the URLs of these pages, by name."""
    return {
        "amiras_need": SupportNeed.objects.get(meeting=meetings["online"]).pk,
        "need_elsewhere": SupportNeed.objects.get(meeting=meetings["ready"]).pk,
        "amiras_online_link": invitee_token(invitee_of(meetings["online"], cast["Amira"])),
        "umuts_online_link": invitee_token(invitee_of(meetings["online"], cast["Umut"])),
    }
