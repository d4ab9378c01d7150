"""The activities that a network chose, and the notes about how they went."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.views.form_pages import FORM_METHODS, act_and_redirect
from networks.access import Permission, network_access
from networks.forms import post_data, save_form
from networks.models import Network
from ogo.forms.activities import ActivityNoteForm
from ogo.models import ActivityUse
from ogo.selectors.activities import may_plan
from ogo.selectors.activity_uses import use_lines, use_of, uses_readable
from ogo.services import activity_notes
from ogo.services import activity_uses as services
from ogo.views.form_pages import gone_returns_text

PAGE_SIZE = 50


@require_safe
@network_access(Permission.SEE_ACTIVITIES)
def activity_uses(request: HttpRequest, network: Network) -> HttpResponse:
    """Show the activities that a network chose, with its notes, newest first."""
    plans = may_plan(request.user, network)
    page = Paginator(uses_readable(network, request.user, plans=plans), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = use_lines(page.object_list)
    asked = next((line.use for line in lines if line.waits_for_note), None) if plans else None
    context = {
        "network": network,
        "page": page,
        "lines": lines,
        "plans": plans,
        "visitor": request.user.pk,
        "asked": asked.pk if asked else None,
        "form": ActivityNoteForm(),
        "action": _note_action(network, asked) if asked else "",
    }
    return render(request, "ogo/activity_uses.html", context)


def _note_action(network: Network, use: ActivityUse) -> str:
    """Return the address to post a note to, with the fingerprint of the note as the page shows it."""
    seen = activity_notes.note_fingerprint(use)
    return f"{reverse('ogo:activity_note', args=[network.pk, use.pk])}?seen={seen}"


@require_http_methods(FORM_METHODS)
@network_access(Permission.CHOOSE_ACTIVITIES)
@gone_returns_text("ogo:activity_uses")
def activity_note(request: HttpRequest, network: Network, use_pk: int) -> HttpResponse:
    """Write how an activity went. A note that was shared is shown once more after a change."""
    use = use_of(network, request.user, use_pk, plans=True)
    was_shared, seen = use.shared, request.GET.get("seen")
    initial = {name: getattr(use, name) for name in activity_notes.TEXTS}
    form = ActivityNoteForm(post_data(request), initial=initial)
    write = partial(activity_notes.activity_note_write, use=use, actor=request.user, expected_fingerprint=seen)
    if request.method == "POST" and form.is_valid() and save_form(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(_after_writing(network, request, use_pk, was_shared=was_shared))
    use = use_of(network, request.user, use_pk, plans=True)
    current = activity_notes.note_fingerprint(use)
    context = {
        "network": network,
        "line": use_lines([use])[0],
        "form": form,
        "action": f"?seen={current}",
        "is_stale": request.method == "POST" and seen not in {None, current},
    }
    return render(request, "ogo/activity_note.html", context)


def _after_writing(network: Network, request: HttpRequest, use_pk: int, *, was_shared: bool) -> str:
    """Return the page after a note was written: sharing it again if it was shared and changed, otherwise the list."""
    use = use_of(network, request.user, use_pk, plans=True)
    name, args = ("activity_note_share", [network.pk, use_pk]) if was_shared else ("activity_uses", [network.pk])
    if was_shared and (use.shared or use.noted_at is None):
        name, args = "activity_uses", [network.pk]
    return reverse(f"ogo:{name}", args=args)


@require_http_methods(FORM_METHODS)
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_note_share(request: HttpRequest, network: Network, use_pk: int) -> HttpResponse:
    """Show the visitor's own note once more as other networks would see it, and share it."""
    use = use_of(network, request.user, use_pk, plans=True)
    activity_notes.require_writer(use=use, actor=request.user)
    if request.method == "POST":
        share = partial(
            activity_notes.activity_note_share,
            use=use,
            actor=request.user,
            expected_fingerprint=request.POST.get("seen", ""),
        )
        return act_and_redirect(request, share, _uses(network), _("Other networks can read it now."))
    context = {"network": network, "line": use_lines([use])[0], "seen": activity_notes.note_fingerprint(use)}
    return render(request, "ogo/activity_note_share.html", context)


@require_POST
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_note_withdraw(request: HttpRequest, network: Network, use_pk: int) -> HttpResponse:
    """Stop sharing a note with other networks."""
    use = use_of(network, request.user, use_pk, plans=True)
    withdraw = partial(activity_notes.activity_note_withdraw, use=use, actor=request.user)
    return act_and_redirect(request, withdraw, _uses(network), _("Only your own network can read it now."))


@require_POST
@network_access(Permission.CHOOSE_ACTIVITIES)
def activity_use_remove(request: HttpRequest, network: Network, use_pk: int) -> HttpResponse:
    """Take back the choice of an activity."""
    use = use_of(network, request.user, use_pk, plans=True)
    remove = partial(services.activity_use_remove, use=use, actor=request.user)
    return act_and_redirect(request, remove, _uses(network), _("Removed."))


def _uses(network: Network) -> str:
    return reverse("ogo:activity_uses", args=[network.pk])
