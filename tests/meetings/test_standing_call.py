"""The network's link for video calls in everyone's calendar."""

import pytest

from mailing.models import Email
from meetings.models import Meeting
from meetings.selectors.calendar import entry_of
from meetings.selectors.feed import feed_of
from meetings.services.links import links_set
from meetings.services.notifications import INVITATION
from tests.cast import Cast
from tests.meetings.calendar_cases import notified_before
from tests.meetings.meeting_cases import invitee_of, meeting_make

CALL, OTHER, OWN = (f"https://video.example.org/{name}" for name in ("altijd", "nieuw", "eigen"))


@pytest.fixture
def links(cast: Cast) -> None:
    links_set(network=cast.burgerschap, actor=cast["Iris"], call=CALL)


def online(cast: Cast, *, days: int = 14, link: str = "") -> Meeting:
    return meeting_make(cast.burgerschap, cast["Iris"], days=days, mode="online", place="", link=link)


def sequence_of(meeting: Meeting) -> int:
    return Meeting.objects.get(pk=meeting.pk).sequence


@pytest.mark.usefixtures("links")
def test_online_meeting_has_the_network_call_in_the_calendar(cast: Cast):
    entry = entry_of(invitee_of(online(cast), cast["Amira"]))
    assert (entry.link, entry.location) == (CALL, CALL)
    assert CALL in entry.description
    unfolded = feed_of(cast["Amira"]).replace(b"\r\n ", b"").decode()
    assert f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{CALL}" in unfolded


@pytest.mark.usefixtures("links")
def test_own_link_takes_precedence_and_on_site_has_no_call(cast: Cast):
    assert entry_of(invitee_of(online(cast, link=OWN), cast["Amira"])).link == OWN
    on_site = meeting_make(cast.burgerschap, cast["Iris"], place="De Rank")
    entry = entry_of(invitee_of(on_site, cast["Amira"]))
    assert (entry.link, entry.location) == ("", "De Rank")


@pytest.mark.usefixtures("links")
def test_new_network_call_notifies_meetings_that_use_it(cast: Cast):
    uses, own, on_site = (
        online(cast),
        online(cast, days=15, link=OWN),
        meeting_make(cast.burgerschap, cast["Iris"], days=16),
    )
    elsewhere = meeting_make(cast.rekenen, cast["Hugo"], mode="online")
    notified_before(uses, cast["Amira"], 0)
    Email.objects.all().delete()
    links_set(network=cast.burgerschap, actor=cast["Iris"], call=OTHER)
    assert [sequence_of(one) for one in (uses, own, on_site, elsewhere)] == [1, 0, 0, 0]
    emails = Email.objects.filter(email_type=INVITATION, recipient=cast["Amira"])
    assert [email.params["invitee"] for email in emails] == [invitee_of(uses, cast["Amira"]).pk]


@pytest.mark.usefixtures("links")
def test_new_folder_link_notifies_no_one(cast: Cast):
    meeting = online(cast)
    Email.objects.all().delete()
    links_set(network=cast.burgerschap, actor=cast["Iris"], call=CALL, folder="https://map.example.org/")
    assert sequence_of(meeting) == 0
    assert not Email.objects.exists()
