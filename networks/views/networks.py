"""The networks of a programme: list, create, edit."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks import forms, selectors, services
from networks.access import Permission, network_access, programme_access
from networks.models import Network, Programme
from networks.services.rights import may_make_facilitators
from networks.views.people import FORM_METHODS


@require_safe
@programme_access(Permission.OVERSEE_PROGRAMME)
def network_list(request: HttpRequest, programme: Programme) -> HttpResponse:
    """List the networks of a programme by name, with their facilitators and term."""
    return render(
        request, "networks/networks.html", {"programme": programme, "lines": selectors.network_lines(programme)}
    )


@require_http_methods(FORM_METHODS)
@programme_access(Permission.MANAGE_PROGRAMME)
def network_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Create a network."""
    form = forms.NetworkForm(forms.post_data(request))
    if request.method == "POST" and form.is_valid():
        created: list[Network] = []
        create = partial(services.network_create, programme=programme, actor=request.user)
        if forms.save_form(form, lambda: created.append(create(**form.cleaned_data))):
            messages.success(request, _("%(name)s has been created. Now add its people.") % {"name": created[0].name})
            return redirect("networks:people", created[0].pk)
    return render(request, "networks/network_add.html", {"programme": programme, "form": form})


@require_http_methods(FORM_METHODS)
@network_access(Permission.LEAD)
def network_edit(request: HttpRequest, network: Network) -> HttpResponse:
    """Edit a network: facilitators its content, coordinators also its name and term."""
    coordinates = may_make_facilitators(actor=request.user, network=network)
    form_class = forms.NetworkForm if coordinates else forms.NetworkContentForm
    form = form_class(forms.post_data(request), initial=forms.network_initial(network))
    change = partial(services.network_update, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("overview:network", network.pk)
    return render(request, "networks/network_edit.html", {"network": network, "form": form})
