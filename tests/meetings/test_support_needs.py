"""Support needs: what a network arranges before it meets online."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from meetings.models import Meeting, SupportNeed
from meetings.services.support_needs import support_need_add, support_need_tick
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of
from tests.meetings.online_readiness_cases import first_online_make


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return first_online_make(cast)


@pytest.fixture
def need(cast: Cast, meeting: Meeting) -> SupportNeed:
    return support_need_add(
        meeting=meeting, actor=cast["Iris"], text="Lokaal vrijhouden", owner=cast["Amira"], due_on=in_days(9)
    )


def test_leader_adds_changes_and_removes_a_support_need(as_, cast: Cast, meeting: Meeting):
    form = {"text": "Webcams lenen", "owner": cast["Amira"].pk, "due_on": in_days(9).isoformat()}
    as_("Iris").post(reverse("meetings:support_need_add", args=[meeting.pk]), form)
    need = SupportNeed.objects.get()
    as_("Iris").post(reverse("meetings:support_need_edit", args=[meeting.pk, need.pk]), form | {"text": "Twee webcams"})
    need.refresh_from_db()
    assert (need.text, need.owner, need.network) == ("Twee webcams", cast["Amira"], cast.burgerschap)
    as_("Iris").post(reverse("meetings:support_need_remove", args=[meeting.pk, need.pk]))
    assert not SupportNeed.objects.exists()


def test_owner_ticks_and_unticks_a_support_need_by_link(client, cast: Cast, meeting: Meeting, need: SupportNeed):
    token = invitee_token(invitee_of(meeting, cast["Amira"]))
    link = reverse("meetings:link_support_need_tick", args=[token, need.pk])
    for done in ("yes", "no"):
        assert client.post(link, {"done": done}).url == reverse("meetings:link_online_readiness", args=[token])
        need.refresh_from_db()
        assert (need.done_at is not None) == (done == "yes")


def test_support_need_cannot_be_added_or_ticked_by_others(cast: Cast, meeting: Meeting, need: SupportNeed):
    with pytest.raises(PermissionDenied):
        support_need_tick(need=need, meeting=meeting, actor=cast["Umut"], done=True)
    with pytest.raises(PermissionDenied):
        support_need_add(meeting=meeting, actor=cast["Amira"], text="x", owner=cast["Amira"], due_on=in_days(9))


def test_uninvited_owner_or_invalid_day_is_refused_at_the_field(cast: Cast, meeting: Meeting):
    for wrong in ({"owner": cast["Otto"]}, {"due_on": in_days(365 * 200)}, {"text": " "}):
        given: dict[str, Any] = {"text": "Webcam", "owner": cast["Amira"], "due_on": in_days(9), **wrong}
        with pytest.raises(ValidationError) as refusal:
            support_need_add(meeting=meeting, actor=cast["Iris"], **given)
        assert set(refusal.value.message_dict) == set(wrong)


def test_support_need_is_visible_to_invitees_and_due_for_its_owner(as_, cast: Cast, meeting: Meeting, need):
    page = reverse("meetings:online_readiness", args=[meeting.pk])
    home = reverse("overview:network", args=[cast.burgerschap.pk])
    assert "Lokaal vrijhouden" in as_("Bram").get(page).content.decode()
    assert "Lokaal vrijhouden" in as_("Amira").get(home).content.decode()
    assert "Lokaal vrijhouden" not in as_("Bram").get(home).content.decode()
