"""The links and posts of a network, and the agenda block kinds of its programme."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import View
from meetings.forms.page import BlockKindForm, LinksForm, PostForm
from meetings.models.links import NETWORK_LINKS
from meetings.not_found import not_found_page
from meetings.selectors.network import PostsVisit, kinds_of_programme, network_links, own_post, posts_of
from meetings.services import posts as post_services
from meetings.services.block_kinds import block_kind_add, block_kind_rename
from meetings.services.links import links_set
from meetings.views.form_pages import FORM_METHODS
from networks.access import Permission, network_access, programme_access
from networks.forms import post_data, save_form
from networks.models import Network, Programme


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def links(request: HttpRequest, network: Network) -> HttpResponse:
    """Edit the links of a network: video call, chat, folder and map."""
    found = network_links(network)
    initial = {name: getattr(found, name) for name in NETWORK_LINKS} if found else {}
    form = LinksForm(post_data(request), initial=initial)
    save = partial(links_set, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: save(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:meetings", network.pk)
    return render(request, "meetings/links.html", {"network": network, "form": form})


def _posts_page(request: HttpRequest, visit: PostsVisit) -> HttpResponse:
    """Show the latest posts of a network, or add one."""
    form = PostForm(post_data(request))
    add = partial(post_services.post_add, network=visit.network, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Your network can read it now."))
        return redirect(visit.url("posts"))
    return render(request, "meetings/posts.html", {"visit": visit, "form": form, "lines": posts_of(visit)})


def _post_page(request: HttpRequest, visit: PostsVisit, post_pk: int) -> HttpResponse:
    """Change the visitor's own post."""
    found = own_post(visit, post_pk)
    form = PostForm(post_data(request), initial={"text": found.text})
    change = partial(post_services.post_change, post=found, actor=visit.person)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: change(**form.cleaned_data)):
        return redirect(visit.url("posts"))
    return render(
        request,
        "meetings/post.html",
        {
            "visit": visit,
            "form": form,
            "back_url": visit.url("posts"),
            "remove_url": visit.url("post_remove", found.pk),
        },
    )


def _post_remove(request: HttpRequest, visit: PostsVisit, post_pk: int) -> HttpResponse:
    """Remove the visitor's own post."""
    post_services.post_remove(post=own_post(visit, post_pk), actor=visit.person)
    messages.success(request, _("Removed."))
    return redirect(visit.url("posts"))


def _by_account(view: View) -> View:
    """Open a view `(request, visit, …)` to signed-in members of the network."""

    @network_access(Permission.SHARE_IN_NETWORK)
    def signed(request: HttpRequest, network: Network, **kwargs: Any) -> HttpResponse:
        visit = PostsVisit.of_network(request.user, network)
        try:
            return view(request, visit, **kwargs)
        except Http404:
            return not_found_page(request, back=visit.url("posts"), by_link=False)

    return signed


posts = require_http_methods(FORM_METHODS)(_by_account(_posts_page))
post = require_http_methods(FORM_METHODS)(_by_account(_post_page))
post_remove = require_POST(_by_account(_post_remove))


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def block_kinds(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show the agenda block kinds of a programme, or add one."""
    form = BlockKindForm(post_data(request))
    add = partial(block_kind_add, programme=programme, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:block_kinds", programme.pk)
    context = {"programme": programme, "form": form, "kinds": kinds_of_programme(programme)}
    return render(request, "meetings/block_kinds.html", context)


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def block_kind(request: HttpRequest, programme: Programme, kind_pk: int) -> HttpResponse:
    """Rename an agenda block kind."""
    kind = get_object_or_404(kinds_of_programme(programme), pk=kind_pk)
    kind.programme = programme
    form = BlockKindForm(post_data(request), initial={"name_nl": kind.name_nl, "name_en": kind.name_en})
    rename = partial(block_kind_rename, kind=kind, actor=request.user)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: rename(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("meetings:block_kinds", programme.pk)
    return render(request, "meetings/block_kind.html", {"programme": programme, "form": form, "kind": kind})
