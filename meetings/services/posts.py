"""Posts that participants share in their network. Only the author can change or delete a post."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.models import Post
from meetings.services.idempotency import idempotent_create
from meetings.services.locks import lock_or_stale
from networks.access import Permission
from networks.models import Network
from networks.services.locks import network_lock
from networks.services.rights import require_network


@transaction.atomic
def post_add(*, network: Network, actor: User, text: str) -> Post:
    """Share in the network what the actor is doing, how and why. Raises ValidationError by field."""
    require_network(actor=actor, network=network, permission=Permission.SHARE_IN_NETWORK)
    network_lock(network)
    post = Post(network=network, person=actor, text=text.strip())
    return idempotent_create(network.posts.all(), (network, actor, post.text), partial(_saved, post))


def _saved(post: Post) -> Post:
    post.full_clean(exclude=["network", "person"])
    post.save()
    return post


@transaction.atomic
def post_change(*, post: Post, actor: User, text: str) -> None:
    """Change the text of the actor's own post. Raises ValidationError by field."""
    _require_own(post, actor)
    post = lock_or_stale(Post.objects, post)
    post.text = text.strip()
    post.full_clean(exclude=["network", "person"])
    post.save(update_fields=["text"])


@transaction.atomic
def post_remove(*, post: Post, actor: User) -> None:
    """Delete the actor's own post."""
    _require_own(post, actor)
    post.delete()


def _require_own(post: Post, actor: User) -> None:
    require_network(actor=actor, network=post.network, permission=Permission.SHARE_IN_NETWORK)
    if post.person_id != actor.pk:
        raise PermissionDenied(_("Only the person who shared this can change it."))
