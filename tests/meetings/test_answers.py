"""Saying whether one comes, after signing in and by personal link."""

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


def test_who_signed_in_answers_and_comes_back_to_the_meeting(as_, cast: Cast, meeting: Meeting):
    response = as_("Amira").post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "yes"})
    assert response.url == reverse("meetings:meeting", args=[meeting.pk])
    assert answer_of(meeting, cast) == "yes"


def test_who_has_no_password_answers_by_link_and_stays_on_it(client, cast: Cast, meeting: Meeting):
    address = link(meeting, cast)
    response = client.post(address, {"answer": "no"})
    assert response.url == address.removesuffix("answer/")
    assert answer_of(meeting, cast) == "no"


def test_opening_the_link_changes_nothing(client, cast: Cast, meeting: Meeting):
    address = link(meeting, cast)
    assert client.get(address).status_code == 405
    assert client.get(address.removesuffix("answer/")).status_code == 200
    assert answer_of(meeting, cast) == ""


def test_an_answer_can_be_changed(cast: Cast, meeting: Meeting):
    for answer in ("yes", "unsure"):
        invitee_answer(meeting=meeting, actor=cast["Amira"], answer=answer)
    assert answer_of(meeting, cast) == "unsure"


def test_an_answer_that_does_not_exist_is_refused_in_words(as_, cast: Cast, meeting: Meeting):
    response = as_("Amira").post(reverse("meetings:answer", args=[meeting.pk]), {"answer": "ziek"}, follow=True)
    assert "Kies een van de drie antwoorden." in response.content.decode()
    assert answer_of(meeting, cast) == ""


def test_after_the_meeting_the_answer_stays_as_it_was(cast: Cast):
    held = meeting_make(cast.burgerschap, cast["Iris"], days=-1)
    with pytest.raises(ValidationError):
        invitee_answer(meeting=held, actor=cast["Amira"], answer="yes")


def test_a_meeting_that_is_off_or_has_no_day_asks_nothing(as_, cast: Cast, meeting: Meeting):
    meeting_cancel(meeting=meeting, actor=cast["Iris"])
    for quiet in (meeting, undecided_make(cast.burgerschap, cast["Iris"])):
        assert "Kom je?" not in as_("Amira").get(reverse("meetings:meeting", args=[quiet.pk])).content.decode()
        with pytest.raises(ValidationError):
            invitee_answer(meeting=quiet, actor=cast["Amira"], answer="yes")


def test_who_is_not_invited_does_not_answer(as_, cast: Cast, meeting: Meeting):
    address = reverse("meetings:answer", args=[meeting.pk])
    assert as_("Nadia").post(address, {"answer": "yes"}).status_code == 403
    assert as_("Otto").post(address, {"answer": "yes"}).status_code == 404
    with pytest.raises(PermissionDenied):
        invitee_answer(meeting=meeting, actor=cast["Nadia"], answer="yes")


def test_another_day_asks_again_and_another_hour_does_not(cast: Cast, meeting: Meeting):
    invitee_answer(meeting=meeting, actor=cast["Amira"], answer="no")
    meeting_change(meeting=meeting, actor=cast["Iris"], minutes=120)
    assert answer_of(meeting, cast) == "no"
    meeting_change(meeting=meeting, actor=cast["Iris"], on_date=in_days(15))
    assert answer_of(meeting, cast) == ""


def test_who_leads_reads_names_and_no_number(as_, cast: Cast, meeting: Meeting):
    invitee_answer(meeting=meeting, actor=cast["Umut"], answer="yes")
    invitee_answer(meeting=meeting, actor=cast["Amira"], answer="yes")
    page = as_("Iris").get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert page.index("Amira Voorbeeld, Umut Voorbeeld") < page.index("Nog geen antwoord")
    assert " van de " not in page


@pytest.mark.parametrize("name", ["Bram", "Nadia", "Wouter"])
def test_nobody_else_reads_who_comes(as_, cast: Cast, meeting: Meeting, name: str):
    invitee_answer(meeting=meeting, actor=cast["Amira"], answer="no")
    page = as_(name).get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "Amira" not in page


def test_two_meetings_at_one_time_are_told_to_the_person_only(as_, cast: Cast, meeting: Meeting):
    other = meeting_make(cast.rekenen, cast["Hugo"])
    MeetingInvitee.objects.create(meeting=other, person=cast["Amira"], source=MeetingInvitee.Source.MANUAL)
    address = reverse("meetings:meeting", args=[meeting.pk])
    assert "Je bent dan ook ergens anders uitgenodigd: Rekenen" in as_("Amira").get(address).content.decode()
    assert "Rekenen" not in as_("Iris").get(address).content.decode()


def test_a_meeting_that_begins_when_this_one_ends_is_no_trouble(as_, cast: Cast, meeting: Meeting):
    other = meeting_make(cast.rekenen, cast["Hugo"], starts_at=meeting.ends_at)
    MeetingInvitee.objects.create(meeting=other, person=cast["Amira"], source=MeetingInvitee.Source.MANUAL)
    address = reverse("meetings:meeting", args=[meeting.pk])
    assert "Je bent dan ook" not in as_("Amira").get(address).content.decode()
