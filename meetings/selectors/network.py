"""The links and posts of a network, and the agenda block kinds of its programme."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from meetings.models import BlockKind, NetworkLinks, Post
from networks.models import Network, Programme

MAX_SHOWN = 30


@dataclass(frozen=True)
class PostsVisit:
    """A signed-in member of a network reading or writing posts: a personal link shows one meeting only."""

    network: Network
    person: User

    @classmethod
    def of_network(cls, user: Any, network: Network) -> "PostsVisit":
        """Return the visit of a signed-in member, whose permission the access decorator has checked."""
        return cls(network, user)

    def url(self, name: str, *args: Any) -> str:
        """Return the URL of a page about posts."""
        return reverse(f"meetings:{name}", args=[self.network.pk, *args])

    @property
    def back(self) -> str:
        """The page to return to: the home page of the network."""
        return reverse("overview:network", args=[self.network.pk])


@dataclass(frozen=True)
class PostLine:
    """A post, with a link to change it if it is the reader's own."""

    post: Post
    name: str
    change_url: str


def posts_of(visit: PostsVisit) -> list[PostLine]:
    """Return the latest posts of a network, newest first."""
    rows = Post.objects.filter(network=visit.network).select_related("person")[:MAX_SHOWN]
    return [
        PostLine(row, row.person.first_name, visit.url("post", row.pk) if row.person_id == visit.person.pk else "")
        for row in rows
    ]


def own_post(visit: PostsVisit, pk: int) -> Post:
    """Return the visitor's own post. Raises Http404 for another network, PermissionDenied for another person."""
    found = get_object_or_404(Post.objects.select_related("network"), pk=pk, network=visit.network)
    if found.person_id != visit.person.pk:
        raise PermissionDenied
    return found


def network_links(network: Network) -> NetworkLinks | None:
    """Return the links of a network, or None if it has never filled them in."""
    return NetworkLinks.objects.filter(network=network).first()


def kinds_of_programme(programme: Programme) -> "QuerySet[BlockKind]":
    """Return the agenda block kinds of a programme, in order."""
    return BlockKind.objects.filter(programme=programme)
