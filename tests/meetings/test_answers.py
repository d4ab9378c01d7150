"""Answering an invitation, signed in and by personal link."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from meetings.models import Meeting, MeetingInvitee
from meetings.services.answers import invitee_answer
from meetings.services.meeting import meeting_cancel, meeting_change
from meetings.tokens import invitee_token
from tests.cast import Cast
from tests.meetings.meeting_cases import in_days, invitee_of, meeting_make, undecided_make


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return meeting_make(cast.burgerschap, cast["Iris"])


def link(meeting: Meeting, cast: Cast, name: str = "Amira") -> str:
    return reverse("meetings:link_answer", args=[invitee_token(invitee_of(meeting, cast[name]))])


def answer_of(meeting: Meeting, cast: Cast, name: str = "Amira") -> str:
    return invitee_of(meeting, cast[name]).answer


def test_signed_in_answer_returns_to_the_meeting(as_, cast: Cast, meeting: Meeting):
    response = as_("Amira").post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "yes"})
    assert response.url == reverse("meetings:meeting", args=[meeting.pk])
    assert answer_of(meeting, cast) == "yes"


def test_answer_by_link_stays_on_the_link(client, cast: Cast, meeting: Meeting):
    address = link(meeting, cast)
    response = client.post(address, {"answer": "no"})
    assert response.url == address.removesuffix("answer/")
    assert answer_of(meeting, cast) == "no"


def test_opening_the_link_saves_no_answer(client, cast: Cast, meeting: Meeting):
    address = link(meeting, cast)
    assert client.get(address).status_code == 405
    assert client.get(address.removesuffix("answer/")).status_code == 200
    assert answer_of(meeting, cast) == ""


def test_answer_can_be_changed(cast: Cast, meeting: Meeting):
    for answer in ("yes", "unsure"):
        invitee_answer(meeting=meeting, actor=cast["Amira"], answer=answer)
    assert answer_of(meeting, cast) == "unsure"


def test_unknown_answer_is_refused_with_a_message(as_, cast: Cast, meeting: Meeting):
    response = as_("Amira").post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "ziek"}, follow=True)
    assert "Kies een van de drie antwoorden." in response.content.decode()
    assert answer_of(meeting, cast) == ""


def test_answer_cannot_change_after_the_meeting(cast: Cast):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-1)
    with pytest.raises(ValidationError):
        invitee_answer(meeting=held, actor=cast["Amira"], answer="yes")


def test_cancelled_or_undated_meeting_does_not_ask_for_an_answer(as_, cast: Cast, meeting: Meeting):
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    for quiet in (meeting, undecided_make(cast.burgerschap, cast["Iris"])):
        assert "Kom je?" not in as_("Amira").get(reverse("meetings:meeting", args=[quiet.pk])).content.decode()
        with pytest.raises(ValidationError):
            invitee_answer(meeting=quiet, actor=cast["Amira"], answer="yes")


def test_answer_is_denied_without_invitation(as_, cast: Cast, meeting: Meeting):
    address = reverse("meetings:answer", args=[meeting.pk])
    assert as_("Nadia").post(address, {"answer": "yes"}).status_code == 403
    assert as_("Otto").post(address, {"answer": "yes"}).status_code == 404
    with pytest.raises(PermissionDenied):
        invitee_answer(meeting=meeting, actor=cast["Nadia"], answer="yes")


def test_new_date_resets_answers_and_new_time_does_not(cast: Cast, meeting: Meeting):
    invitee_answer(meeting=meeting, actor=cast["Amira"], answer="no")
    meeting_change(meeting=meeting, actor=cast["Iris"], minutes=120)
    assert answer_of(meeting, cast) == "no"
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(15))
    assert answer_of(meeting, cast) == ""


def test_facilitator_sees_answers_by_name_without_counts(as_, cast: Cast, meeting: Meeting):
    invitee_answer(meeting=meeting, actor=cast["Umut"], answer="yes")
    invitee_answer(meeting=meeting, actor=cast["Amira"], answer="yes")
    page = as_("Iris").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert page.index("Amira Voorbeeld, Umut Voorbeeld") < page.index("Nog geen antwoord")
    assert " van de " not in page


@pytest.mark.parametrize("name", ["Bram", "Nadia", "Wouter"])
def test_answers_are_hidden_from_other_people(as_, cast: Cast, meeting: Meeting, name: str):
    invitee_answer(meeting=meeting, actor=cast["Amira"], answer="no")
    page = as_(name).get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "Amira" not in page


def test_overlapping_meeting_is_shown_to_the_person_only(as_, cast: Cast, meeting: Meeting):
    other = meeting_make(cast.rekenen, cast["Hugo"])
    MeetingInvitee.objects.create(meeting=other, person=cast["Amira"], source=MeetingInvitee.Source.MANUAL)
    address = reverse("meetings:meeting", args=[meeting.pk])
    assert "Je bent dan ook ergens anders uitgenodigd: Rekenen" in as_("Amira").get(address).content.decode()
    assert "Rekenen" not in as_("Iris").get(address).content.decode()


def test_adjacent_meeting_is_not_an_overlap(as_, cast: Cast, meeting: Meeting):
    other = meeting_make(cast.rekenen, cast["Hugo"], starts_at=meeting.ends_at)
    MeetingInvitee.objects.create(meeting=other, person=cast["Amira"], source=MeetingInvitee.Source.MANUAL)
    address = reverse("meetings:meeting", args=[meeting.pk])
    assert "Je bent dan ook" not in as_("Amira").get(address).content.decode()
