"""The calendar page, by account and by personal link."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from meetings.models import CalendarFeed, MailChoice
from meetings.selectors.feed import calendar_page_link, feed_link
from meetings.services.subscription import feed_renew, feed_stop, mail_choice_set
from meetings.tokens import invitee_token
from networks.models import Participation
from networks.services.participation import participation_end
from tests.meetings.meeting_cases import invitee_of, meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def page_of(person):
    """Return the path of a person's calendar page by link."""
    return calendar_page_link(person).removeprefix(settings.LEERWEB_BASE_URL)


@pytest.fixture(params=["signed in", "by link"])
def entry(request, cast, as_):
    """Return a client for Amira and the URL of her calendar page, by account or by link."""
    meeting_make(cast.burgerschap, cast["Iris"])
    if request.param == "signed in":
        return as_("Amira"), "/calendar/"
    return as_(None), page_of(cast["Amira"])


def test_page_shows_the_link_and_opening_it_changes_nothing(cast, as_):
    content = as_("Amira").get("/calendar/").content.decode()
    assert feed_link(cast["Amira"]).url in content
    assert feed_link(cast["Amira"]).subscribe_url in content
    assert not CalendarFeed.objects.exists()


def test_new_link_invalidates_the_old_one(entry, cast):
    client, page = entry
    old = feed_link(cast["Amira"]).url
    answered = client.post(f"{page}renew/", follow=True)
    assert answered.redirect_chain == [(page, 302)]
    assert old not in answered.content.decode()


def test_switched_off_link_is_hidden_and_can_be_renewed(cast, as_):
    client, page = as_("Amira"), "/calendar/"
    answered = client.post(f"{page}stop/", follow=True).content.decode()
    assert ".ics" not in answered
    assert ".ics" in client.post(f"{page}renew/", follow=True).content.decode()


def test_email_choice_is_saved(entry, cast):
    client, page = entry
    client.post(page, {"frequency": "weekly", "calendar_by": "feed"})
    choice = MailChoice.objects.get(person=cast["Amira"])
    assert (choice.frequency, choice.calendar_by) == ("weekly", "feed")


def test_invalid_choice_is_refused_at_its_field(entry, cast):
    client, page = entry
    answered = client.post(page, {"frequency": "never", "calendar_by": "feed"}).content.decode()
    assert 'aria-invalid="true"' in answered
    assert not MailChoice.objects.exists()


def test_personal_link_of_someone_who_left_is_refused(cast, as_):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    token = invitee_token(invitee_of(meeting, cast["Amira"]))
    page = page_of(cast["Amira"])
    assert as_(None).get(page).status_code == 200
    participation_end(participation=Participation.objects.get(person=cast["Amira"]), actor=cast["Iris"])
    assert as_(None).get(f"/m/{token}/calendar/").status_code == 404
    assert as_(None).get(page).status_code == 404


@pytest.mark.parametrize("act", [feed_renew, feed_stop])
def test_link_of_another_person_cannot_be_changed(cast, act):
    with pytest.raises(PermissionDenied):
        act(person=cast["Amira"], actor=cast["Nadia"])
    with pytest.raises(PermissionDenied):
        mail_choice_set(person=cast["Amira"], actor=cast["Nadia"], frequency="weekly", calendar_by="mail")


def test_unknown_choice_is_refused(cast):
    with pytest.raises(ValidationError):
        mail_choice_set(person=cast["Amira"], actor=cast["Amira"], frequency="never", calendar_by="mail")
