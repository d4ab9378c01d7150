"""Personal links: each does one thing, shows no other link, and ends with the address or on request."""

import re

import pytest
from allauth.account.signals import email_changed
from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.services import links_end
from accounts.tokens import token_create
from mailing.models import Email
from meetings.models import CalendarFeed, MailChoice
from meetings.selectors.feed import calendar_page_link, feed_link
from meetings.services.subscription import feed_stop
from meetings.tokens import invitee_token
from srt.models import WaveInvitation
from srt.selectors.questionnaire import link_token
from tests.meetings.meeting_cases import invitee_of, meeting_make
from tests.srt.wave_cases import run_jobs, wave_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

TOKEN = re.compile(r"\d+-[A-Za-z0-9_-]{22}")


def links_to(cast, *days):
    return [
        invitee_token(invitee_of(meeting_make(cast.burgerschap, cast["Iris"], days=day), cast["Amira"])) for day in days
    ]


def pages_of(token):
    """Return the address of every page by personal link of a meeting that needs nothing but the link."""
    found = []
    for name in get_resolver("meetings.urls").reverse_dict:
        if isinstance(name, str) and name.startswith("link_"):
            try:
                found.append(reverse(f"meetings:{name}", args=[token]))
            except NoReverseMatch:
                continue
    return found


def test_no_page_by_link_shows_another_link(client, cast):
    past, coming, later = links_to(cast, -7, 7, 14)
    wave_make(cast)
    pages = [(token, page) for token in (past, coming, later) for page in pages_of(token)]
    assert len(pages) > 20
    for token, page in pages:
        shown = set(TOKEN.findall(client.get(page).content.decode()))
        assert shown <= {token}, page


def test_feed_shows_no_other_link(client, cast):
    links_to(cast, -7, 7, 14)
    feed = client.get(feed_link(cast["Amira"]).url).content.decode().replace("\r\n ", "")
    assert "/meetings/" in feed
    assert not TOKEN.search(feed)


def test_calendar_link_is_emailed_to_the_address_of_the_link(client, cast, mailoutbox):
    [token] = links_to(cast, 7)
    client.post(f"/m/{token}/calendar/send/")
    run_jobs()
    [email] = [email for email in mailoutbox if email.subject == "De link naar je bijeenkomsten"]
    assert email.to == ["amira@example.org"]
    assert feed_link(cast["Amira"]).url in email.body


def test_calendar_link_is_emailed_a_few_times_only(client, cast):
    [token] = links_to(cast, 7)
    for _time in range(9):
        client.post(f"/m/{token}/calendar/send/")
    assert Email.objects.filter(email_type="meetings.feed_link").count() == 3


def test_calendar_page_by_link_shows_no_other_link(client, cast):
    links_to(cast, 7)
    page = calendar_page_link(cast["Amira"])
    assert set(TOKEN.findall(client.get(page).content.decode())) == {page.split("/")[-2]}


@pytest.mark.parametrize("act", ["", "stop/", "renew/"])
def test_link_of_a_meeting_changes_nothing_about_other_meetings(client, cast, act):
    [token] = links_to(cast, 7)
    # The token of a meeting whose invitation has the number of the person.
    same_key = token_create(purpose="meeting", key=cast["Amira"].pk, version=1)
    for page in (f"/m/{token}/calendar/{act}", f"/calendar/own/{token}/{act}", f"/calendar/own/{same_key}/{act}"):
        assert client.post(page, {"frequency": "weekly", "calendar_by": "feed"}).status_code in {404, 405}
    assert not MailChoice.objects.exists()
    assert not CalendarFeed.objects.exists()


def test_link_to_the_calendar_page_opens_nothing_else(client, cast):
    links_to(cast, 7)
    token = calendar_page_link(cast["Amira"]).split("/")[-2]
    others = [f"/m/{token}/", f"/q/{token}/", f"/calendar/{token}.ics", f"/here/{token}/"]
    assert [client.get(page).status_code for page in others] == [404] * 4


def test_link_to_the_calendar_page_is_emailed_when_the_feed_is_off(client, cast, mailoutbox):
    [token] = links_to(cast, 7)
    feed_stop(person=cast["Amira"], actor=cast["Amira"])
    client.post(f"/m/{token}/calendar/send/")
    run_jobs()
    [email] = [email for email in mailoutbox if email.subject == "De link naar je bijeenkomsten"]
    assert ".ics" not in email.body
    assert calendar_page_link(cast["Amira"]) in email.body


@pytest.mark.parametrize("act", ["informal-meeting/", "posts/", "cancel/"])
def test_link_starts_no_get_together_posts_nothing_and_cancels_nothing(client, cast, act):
    [token] = links_to(cast, 7)
    assert client.post(f"/m/{token}/{act}", {"title": "Lunch", "text": "Hoi"}).status_code == 404


def change_of_address(person):
    email_changed.send(sender=None, request=None, user=person, from_email_address=None, to_email_address=None)


def end(person):
    links_end(person=person, actor=person)


@pytest.mark.parametrize("act", [change_of_address, end])
def test_every_link_ends(client, cast, act):
    amira = cast["Amira"]
    wave_make(cast)
    questionnaire = (
        f"/q/{link_token(WaveInvitation.objects.get(person=amira, wave_network__network=cast.burgerschap))}/"
    )
    old = [*(f"/m/{token}/" for token in links_to(cast, -7, 7)), questionnaire, calendar_page_link(amira)]
    old.append(feed_link(amira).url)
    assert [client.get(address).status_code for address in old] == [200] * 5
    act(amira)
    assert [client.get(address).status_code for address in old] == [404, 404, 404, 404, 410]


def test_new_links_are_emailed_after_all_links_were_ended(client, cast, mailoutbox):
    [token] = links_to(cast, 7)
    run_jobs()
    mailoutbox.clear()
    client.force_login(cast["Amira"], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(reverse("accounts:links_end"), follow=True).content.decode()
    assert "Al je links zijn vervangen." in page
    run_jobs()
    [email] = [email for email in mailoutbox if email.to == ["amira@example.org"]]
    assert "/m/" in email.body
    assert token not in email.body


def test_links_of_another_person_cannot_be_ended(cast):
    with pytest.raises(PermissionDenied):
        links_end(person=cast["Amira"], actor=cast["Nadia"])
