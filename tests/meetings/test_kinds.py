"""Programme meetings, and informal get-togethers that anyone can start."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from meetings.models import Meeting
from meetings.services.informal_meetings import informal_meeting_start
from meetings.services.meeting import meeting_create
from tests.cast import BURGERSCHAP, Cast
from tests.meetings.meeting_cases import in_days, invited, meeting_make

FORM = {"on_date": in_days(20).isoformat(), "starts_at": "15:00", "ends_at": "16:30", "mode": "on_site"}
MOMENT = {**FORM, "title": "Lunch"}


def test_programme_meeting_starts_as_a_draft_that_lists_its_invitees(as_, cast: Cast):
    address = reverse("meetings:programme_meeting_add", args=[cast.werkplaats.pk])
    response = as_("Nadia").post(address, {**FORM, "kind": "facilitators"}, follow=True)
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.network, meeting.is_draft) == ("facilitators", None, True)
    assert "Hugo Voorbeeld, Iris Voorbeeld, Nadia Voorbeeld" in response.content.decode()
    as_("Nadia").post(reverse("meetings:meeting_publish", args=[meeting.pk]))
    assert invited(meeting) == {"Hugo", "Iris", "Nadia"}


def test_monitoring_conversation_can_be_for_one_network(as_, cast: Cast):
    address = reverse("meetings:programme_meeting_add", args=[cast.werkplaats.pk])
    as_("Nadia").post(address, {**FORM, "kind": "monitoring", "network": cast.burgerschap.pk})
    meeting = Meeting.objects.get()
    as_("Nadia").post(reverse("meetings:meeting_publish", args=[meeting.pk]))
    assert invited(meeting) == {"Iris", "Rosa"}


def test_other_programme_meeting_for_one_network_is_refused(as_, cast: Cast):
    address = reverse("meetings:programme_meeting_add", args=[cast.werkplaats.pk])
    response = as_("Nadia").post(address, {**FORM, "kind": "facilitators", "network": cast.burgerschap.pk})
    assert "data-focus-on-load" in response.content.decode()
    assert not Meeting.objects.exists()


def test_preparation_team_neither_plans_nor_finds_monitoring_conversations(as_, cast: Cast):
    meeting_create(
        programme=cast.werkplaats,
        network=cast.burgerschap,
        actor=cast["Nadia"],
        kind=Meeting.Kind.MONITORING,
        on_date=in_days(9),
        starts_at=meeting_make(cast.burgerschap).starts_at,
        title="Gesprek in maart",
    )
    address = reverse("meetings:programme_meetings", args=[cast.werkplaats.pk])
    assert "Gesprek in maart" in as_("Nadia").get(address).content.decode()
    assert "Gesprek in maart" not in as_("Wouter").get(address).content.decode()
    with pytest.raises(PermissionDenied):
        meeting_create(
            programme=cast.werkplaats, network=cast.burgerschap, actor=cast["Wouter"], kind=Meeting.Kind.MONITORING
        )


def test_participant_starts_a_get_together_and_becomes_its_host(as_, cast: Cast):
    as_("Amira").post(reverse("meetings:informal_meeting_add", args=[cast.burgerschap.pk]), MOMENT)
    moment = Meeting.objects.get()
    assert (moment.kind, moment.host, moment.state) == ("informal", cast["Amira"], "published")
    assert invited(moment) == {name for name, _background, role in BURGERSCHAP if role != "guest"}
    assert as_("Amira").get(reverse("meetings:meeting_edit", args=[moment.pk])).status_code == 200
    assert as_("Bram").get(reverse("meetings:meeting_edit", args=[moment.pk])).status_code == 403


@pytest.mark.parametrize("name", ["Greet", "Nadia", "Otto"])
def test_get_together_by_an_outsider_is_refused(cast: Cast, name: str):
    with pytest.raises(PermissionDenied):
        informal_meeting_start(network=cast.burgerschap, actor=cast[name], title="Lunch")


def test_get_together_without_a_title_is_refused_at_the_field(as_, cast: Cast):
    response = as_("Amira").post(
        reverse("meetings:informal_meeting_add", args=[cast.burgerschap.pk]), {**FORM, "title": ""}
    )
    assert "data-focus-on-load" in response.content.decode()
    assert not Meeting.objects.exists()


def test_second_click_starts_no_second_get_together(as_, cast: Cast):
    for _click in range(2):
        as_("Amira").post(reverse("meetings:informal_meeting_add", args=[cast.burgerschap.pk]), MOMENT)
    assert Meeting.objects.count() == 1
