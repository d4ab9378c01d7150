"""Confirming people whom a facilitator added, for the coordinators of a programme (R14)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from networks import services
from networks.access import Permission, programme_access
from networks.forms import post_data
from networks.forms.confirmation import PeopleConfirmationForm
from networks.models import Programme
from networks.selectors.confirmation import people_to_confirm


@require_http_methods(["GET", "HEAD", "POST"])
@programme_access(Permission.MANAGE_PROGRAMME)
def people_confirm(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the people who wait for confirmation, and confirm some of them."""
    people = people_to_confirm(programme)
    form = PeopleConfirmationForm(post_data(request), people=people)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["people"])
        services.participations_confirm(programme=programme, actor=request.user, participations=chosen)
        text = ngettext("%(number)s person confirmed.", "%(number)s people confirmed.", len(chosen))
        messages.success(request, text % {"number": len(chosen)})
        return redirect("networks:people_confirm", programme.pk)
    context = {"programme": programme, "form": form, "people": people}
    return render(request, "networks/people_confirm.html", context, status=422 if form.errors else 200)
