from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services
from accounts.access import person_of, signed_in
from accounts.forms.person import PersonForm
from accounts.selectors import person_get
from accounts.services import person_update


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Show the profile page; with POST, save the name and language."""
    # A separate instance: an invalid form must not change the name in the header.
    person = person_get(pk=person_of(request).pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        person_update(person=person, actor=person_of(request), **form.cleaned_data)
        with translation.override(person.language):
            messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form, "person": person_of(request)})


@require_POST
@signed_in
def links_end(request: HttpRequest) -> HttpResponse:
    """End all personal links of the person who is signed in."""
    services.links_end(person=person_of(request), actor=person_of(request))
    messages.success(request, _("All your links have been replaced. You’ll get new ones by email."))
    return redirect("accounts:profile")
