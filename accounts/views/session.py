"""Staying signed in, signing out elsewhere, and what was typed when a session ended."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.access import person_of, signed_in
from accounts.sessions import seconds_left, session_prolong
from accounts.typed import typed_drop, typed_get
from accounts.typed_words import typed_in_words


@require_POST
@signed_in
def stay(request: HttpRequest) -> HttpResponse:
    """Count as a page that was opened; answer with the seconds that are left, for the script of the notice."""
    session_prolong(request.session)
    return JsonResponse({"left": seconds_left(request.session)})


@require_POST
@signed_in
def session_end(request: HttpRequest, session_pk: int) -> HttpResponse:
    """Sign out in another browser; the page that asks goes on."""
    current = request.session.session_key or ""
    if not services.session_end(person=person_of(request), key=session_pk, current=current):
        raise Http404
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def typed(request: HttpRequest) -> HttpResponse:
    """Show what was typed when the session ended, to send it after all; with POST throw it away."""
    found = typed_get(request)
    if request.method == "POST":
        typed_drop(request.session)
    if found is None or request.method == "POST":
        return redirect("overview:home")
    shown = typed_in_words(request, found)
    response: HttpResponse | HttpResponseRedirect = render(
        request, "accounts/typed.html", {"typed": found, "shown": shown}
    )
    return response
