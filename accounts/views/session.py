"""Extend and end sessions, and recover a form that was posted after its session had ended."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.access import person_of, signed_in
from accounts.saved_form import saved_form_discard, saved_form_get, saved_form_lines
from accounts.sessions import seconds_left, session_prolong


@require_POST
@signed_in
def stay(request: HttpRequest) -> HttpResponse:
    """Extend the session; return the seconds left as JSON, for the script of the notice."""
    session_prolong(request.session)
    return JsonResponse({"left": seconds_left(request.session)})


@require_POST
@signed_in
def session_end(request: HttpRequest, session_pk: int) -> HttpResponse:
    """End the session in another browser."""
    current = request.session.session_key or ""
    if not services.session_end(person=person_of(request), key=session_pk, current=current):
        raise Http404
    messages.success(request, _("You’ve been signed out there."))
    return redirect("usersessions_list")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def saved_form(request: HttpRequest) -> HttpResponse:
    """Show the form that was posted after the session ended, to send it again; with POST, discard it."""
    saved = saved_form_get(request)
    if request.method == "POST":
        saved_form_discard(request.session)
    if saved is None or request.method == "POST":
        return redirect("overview:home")
    return render(request, "accounts/saved_form.html", {"saved": saved, "lines": saved_form_lines(saved)})
