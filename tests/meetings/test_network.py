"""Network links and posts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from meetings.models import Meeting, MeetingInvitee, NetworkLinks, Post
from meetings.services.links import links_set
from meetings.services.posts import post_add, post_change, post_remove
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make

CALL = "https://video.example.org/altijd"


def page_of(client, meeting) -> str:
    return str(client.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode())


def test_chat_link_is_on_every_meeting_and_call_link_on_online_ones(cast: Cast, as_):
    links_set(network=cast.burgerschap, actor=cast["Iris"], call=CALL, chat="https://chat.example.org/")
    online = meeting_make(cast.burgerschap, cast["Iris"], mode=Meeting.Mode.ONLINE)
    page = page_of(as_("Amira"), online)
    assert f'class="button button-quiet" href="{CALL}"' in page
    assert "https://chat.example.org/" in page
    on_site = meeting_make(cast.burgerschap, cast["Iris"], days=20)
    assert f'class="button button-quiet" href="{CALL}"' not in page_of(as_("Amira"), on_site)


def test_meeting_link_takes_precedence_over_the_network_call(cast: Cast, as_):
    links_set(network=cast.burgerschap, actor=cast["Iris"], call=CALL)
    own = "https://video.example.org/vandaag"
    meeting = meeting_make(cast.burgerschap, cast["Iris"], mode=Meeting.Mode.ONLINE, link=own)
    assert f'class="button button-quiet" href="{own}"' in page_of(as_("Amira"), meeting)


def test_guest_does_not_see_network_links(cast: Cast, as_):
    links_set(network=cast.burgerschap, actor=cast["Iris"], chat="https://chat.example.org/")
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    MeetingInvitee.objects.create(meeting=meeting, person=cast["Greet"], source="manual")
    assert "https://chat.example.org/" not in page_of(as_("Greet"), meeting)


@pytest.mark.parametrize(
    "address", ["http://chat.example.org/", "javascript:alert(1)", "chat", "https://", "ftp://a.nl"]
)
def test_link_without_https_is_refused(cast: Cast, address):
    with pytest.raises(ValidationError) as refusal:
        links_set(network=cast.burgerschap, actor=cast["Iris"], chat=address)
    assert "chat" in refusal.value.error_dict


def test_database_refuses_a_link_without_https(cast: Cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkLinks.objects.create(network=cast.burgerschap, call="http://a.nl")


def test_refused_links_form_keeps_what_was_typed(cast: Cast, as_):
    address = reverse("meetings:links", args=[cast.burgerschap.pk])
    response = as_("Iris").post(address, {"call": CALL, "chat": "http://a.nl"})
    assert response.content.decode().count(CALL) == 1
    assert not NetworkLinks.objects.exists()


def test_links_changed_by_a_non_leader_are_refused(cast: Cast):
    for name in ("Amira", "Wouter", "Hugo"):
        with pytest.raises(PermissionDenied):
            links_set(network=cast.burgerschap, actor=cast[name], chat="https://chat.example.org/")


def test_post_is_added_changed_and_removed_by_account(cast: Cast, as_):
    address, client = reverse("meetings:posts", args=[cast.burgerschap.pk]), as_("Amira")
    client.post(address, {"text": "Ik laat kinderen tekenen."})
    post = Post.objects.get()
    assert "Ik laat kinderen tekenen." in as_("Bram").get(address).content.decode()
    client.post(f"{address}{post.pk}/", {"text": "Anders"})
    client.post(f"{address}{post.pk}/remove/")
    assert not Post.objects.exists()


def test_post_can_be_changed_only_by_its_author(cast: Cast):
    post = post_add(network=cast.burgerschap, actor=cast["Amira"], text="Ik teken.")
    with pytest.raises(PermissionDenied):
        post_change(post=post, actor=cast["Iris"], text="Zij tekent.")
    with pytest.raises(PermissionDenied):
        post_remove(post=post, actor=cast["Iris"])


def test_posts_page_shows_no_counts(cast: Cast, as_):
    for text in ("Een", "Twee", "Drie"):
        post_add(network=cast.burgerschap, actor=cast["Amira"], text=text)
    page = as_("Iris").get(reverse("meetings:posts", args=[cast.burgerschap.pk])).content.decode()
    assert ">3<" not in page.partition("<main")[2]


def test_empty_post_is_refused_with_a_hint(cast: Cast, as_):
    address = reverse("meetings:posts", args=[cast.burgerschap.pk])
    assert as_("Amira").post(address, {"text": "  "}).status_code == 200
    assert not Post.objects.exists()
