"""People who leave lose access to past and upcoming meetings, by account, link, email and calendar."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mailing.models import Email
from meetings.models import Meeting, NetworkLinks
from meetings.selectors.feed import feed_of
from meetings.services.guests import guest_add
from meetings.services.informal_meetings import informal_meeting_start
from meetings.services.meeting import meeting_create
from meetings.tokens import invitee_token
from networks.models import Network, Participation
from networks.services.participation import participation_end
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make, undecided_make
from tests.rendered import email_message


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """Return a meeting held a few days ago."""
    NetworkLinks.objects.create(network=cast.burgerschap, call="https://video.example.org/burgerschap")
    return meeting_make(cast.burgerschap, cast["Iris"], days=-5)


def leave(cast: Cast, name: str) -> None:
    """Make a person's participation end yesterday."""
    participation = Participation.objects.get(person=cast[name])
    yesterday = timezone.localdate() - timedelta(days=1)
    participation_end(participation=participation, actor=None, last_day=yesterday)


def link_of(meeting: Meeting, cast: Cast, name: str) -> str:
    return reverse("meetings:link_meeting", args=[invitee_token(invitee_of(meeting, cast[name]))])


def test_link_to_a_past_meeting_stops_when_the_person_leaves(client, cast: Cast, held: Meeting):
    link = link_of(held, cast, "Amira")
    assert client.get(link).status_code == 200
    leave(cast, "Amira")
    assert client.get(link).status_code == 404


def test_past_meeting_is_404_for_a_person_who_left(as_, cast: Cast, held: Meeting):
    address = reverse("meetings:meeting", args=[held.pk])
    assert as_("Amira").get(address).status_code == 200
    leave(cast, "Amira")
    assert as_("Amira").get(address).status_code == 404


def test_link_to_an_undecided_meeting_stops_on_the_last_day(client, cast: Cast):
    meeting = undecided_make(cast.burgerschap, cast["Iris"])
    link = link_of(meeting, cast, "Amira")
    # The last day was set long before, so no job runs when it arrives.
    Participation.objects.filter(person=cast["Amira"]).update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(link).status_code == 404


def test_email_about_a_past_meeting_skips_a_person_who_left(cast: Cast, held: Meeting):
    Meeting.objects.filter(pk=held.pk).update(notes_what="We kozen een les.")
    email = Email(
        pk=1,
        email_type="meetings.thanks",
        idempotency_key="1",
        recipient=cast["Amira"],
        params={"meeting": held.pk, "day": str(held.on_date)},
    )
    assert email_message(email=email) is not None
    leave(cast, "Amira")
    assert email_message(email=email) is None


def test_waiting_invitation_skips_a_person_who_left(cast: Cast):
    invitee = invitee_of(meeting_make(cast.burgerschap, cast["Iris"]), cast["Amira"])
    Email.objects.all().delete()
    email = Email(
        pk=1,
        email_type="meetings.invitation",
        idempotency_key="1",
        recipient=cast["Amira"],
        params={"invitee": invitee.pk},
    )
    assert email_message(email=email) is not None
    # The last day was set long before, so no job runs when it arrives.
    Participation.objects.filter(person=cast["Amira"]).update(until=timezone.localdate() - timedelta(days=1))
    assert email_message(email=email) is None


def test_calendar_of_a_person_who_left_loses_past_meetings(cast: Cast, held: Meeting):
    uid = f"UID:meeting-{held.pk}@".encode()
    assert uid in feed_of(cast["Amira"])
    leave(cast, "Amira")
    assert uid not in feed_of(cast["Amira"])


def test_host_who_left_loses_host_permissions(as_, cast: Cast):
    moment = informal_meeting_start(
        network=cast.burgerschap, actor=cast["Amira"], title="Lunch", on_date=in_days(9), starts_at="12:00", minutes=60
    )
    leave(cast, "Amira")
    for name in ("meeting", "meeting_edit", "guests", "attendance"):
        assert as_("Amira").get(reverse(f"meetings:{name}", args=[moment.pk])).status_code == 404
    assert not Meeting.objects.visible_to(cast["Amira"]).exists()


def test_participants_read_on_after_the_network_ends(client, cast: Cast, held: Meeting):
    yesterday = timezone.localdate() - timedelta(days=1)
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on=yesterday)
    Participation.objects.filter(person=cast["Amira"]).update(until=yesterday)
    assert client.get(link_of(held, cast, "Amira")).status_code == 200


def test_guest_can_read_the_meeting_afterwards(client, cast: Cast, held: Meeting):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    guest = guest_add(meeting=meeting, actor=cast["Iris"], email="saar@example.org", display_name="Saar")
    Meeting.objects.filter(pk=meeting.pk).update(on_date=held.on_date)
    assert client.get(reverse("meetings:link_meeting", args=[invitee_token(guest)])).status_code == 200


def test_former_facilitator_cannot_read_a_facilitators_exchange(client, cast: Cast):
    exchange = meeting_create(
        programme=cast.werkplaats,
        network=None,
        actor=cast["Nadia"],
        kind=Meeting.Kind.FACILITATORS,
        on_date=in_days(9),
        starts_at="15:00",
        publish=True,
    )
    Meeting.objects.filter(pk=exchange.pk).update(on_date=in_days(-9))
    iris, nadia = link_of(exchange, cast, "Iris"), link_of(exchange, cast, "Nadia")
    Participation.objects.filter(person=cast["Iris"]).update(role=Participation.Role.PARTICIPANT)
    assert client.get(iris).status_code == 404
    assert client.get(nadia).status_code == 200


@pytest.fixture
def conversation(cast: Cast) -> Meeting:
    """Return a monitoring conversation of Burgerschap, after all its other meetings."""
    meeting_make(cast.burgerschap, cast["Iris"], place="De Rank")
    return meeting_create(
        programme=cast.werkplaats,
        network=cast.burgerschap,
        actor=cast["Nadia"],
        kind=Meeting.Kind.MONITORING,
        on_date=in_days(30),
        starts_at="15:00",
        title="Gesprek met Rosa",
        place="Kamer van Rosa",
    )


@pytest.mark.parametrize("publish", [True, False])
def test_preparation_team_finds_no_monitoring_conversation_in_a_network(
    as_, cast: Cast, conversation: Meeting, publish: bool
):
    if publish:
        as_("Nadia").post(reverse("meetings:meeting_publish", args=[conversation.pk]))
    for address in (
        reverse("meetings:meetings", args=[cast.burgerschap.pk]),
        reverse("meetings:year", args=[cast.burgerschap.pk, cast.year.pk]),
        reverse("meetings:meeting_add", args=[cast.burgerschap.pk]),
    ):
        page = as_("Wouter").get(address)
        assert page.status_code == 200
        assert "Rosa" not in page.content.decode()


def test_invitee_finds_a_monitoring_conversation_in_the_network(as_, cast: Cast, conversation: Meeting):
    as_("Nadia").post(reverse("meetings:meeting_publish", args=[conversation.pk]))
    for name in ("Iris", "Nadia"):
        page = as_(name).get(reverse("meetings:meetings", args=[cast.burgerschap.pk])).content.decode()
        assert "Gesprek met Rosa" in page
