"""The people of a network: list, add, change, end, and their needs and offers."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.selectors import account_is_in_use
from networks import forms, selectors, services
from networks.access import Permission, Role, may, network_access, roles_in_network
from networks.models import Network, Participation
from networks.services.rights import may_make_facilitators, require_people

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@network_access(Permission.SEE_NETWORK)
def people(request: HttpRequest, network: Network) -> HttpResponse:
    """List the participants and recent changes. Those who manage people also see who will join or has just left."""
    roles = roles_in_network(request.user, network)
    manages = may(roles, Permission.MANAGE_PEOPLE)
    later, ended = selectors.upcoming_and_recently_ended(network) if manages else ([], [])
    return render(
        request,
        "networks/people.html",
        {
            "network": network,
            "people": selectors.people_of_network(
                network, with_needs_and_offers=may(roles, Permission.SHARE_IN_NETWORK)
            ),
            "changes": selectors.participation_changes(network),
            "shares": may(roles, Permission.SHARE_IN_NETWORK),
            "manages": manages,
            "undelivered": selectors.undelivered_in_network(network) if manages else [],
            "may_touch_facilitators": may_make_facilitators(actor=request.user, network=network),
            "later": later,
            "ended": ended,
            "composition": selectors.composition_of_network(network) if Role.COORDINATOR in roles else None,
        },
    )


@require_http_methods(FORM_METHODS)
@network_access(Permission.MANAGE_PEOPLE)
def person_add(request: HttpRequest, network: Network) -> HttpResponse:
    """Add a participant to a network and send an invitation."""
    form = forms.PersonAddForm(
        forms.post_data(request),
        programme=network.programme,
        may_make_facilitators=may_make_facilitators(actor=request.user, network=network),
    )
    add = partial(services.participation_add, network=network, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: add(**form.cleaned_data)):
        # The name that was entered: that of an existing account stays hidden.
        text = _("%(name)s has been added.") % {"name": form.cleaned_data["first_name"]}
        messages.success(request, text)
        return redirect("networks:people", network.pk)
    if form.has_error("email", "other_name"):
        form.ask_same_person()
    return render(
        request,
        "networks/person_add.html",
        {"network": network, "form": form, "organisations": _organisations(network)},
    )


@require_http_methods(FORM_METHODS)
@network_access(Permission.MANAGE_PEOPLE)
def participation(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Change a participation."""
    person = _participation(request, network, participation_pk)
    coordinates = may_make_facilitators(actor=request.user, network=network)
    form = forms.ParticipationForm(
        forms.post_data(request),
        initial=forms.participation_initial(person),
        programme=network.programme,
        may_make_facilitators=coordinates,
    )
    change = partial(services.participation_change, participation=person, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("networks:people", network.pk)
    return render(
        request,
        "networks/participation.html",
        {
            "network": network,
            "form": form,
            "participation": person,
            "organisations": _organisations(network),
            "may_correct_name": coordinates and not account_is_in_use(person=person.person),
        },
    )


@require_http_methods(FORM_METHODS)
@network_access(Permission.MANAGE_PROGRAMME)
def person_name(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Correct the name of a participant who has no account yet."""
    taking_part = _participation(request, network, participation_pk)
    form = forms.PersonNameForm(forms.post_data(request), initial=forms.name_initial(taking_part.person))
    correct = partial(services.person_name_correct, participation=taking_part, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: correct(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("networks:participation", network.pk, taking_part.pk)
    return render(
        request, "networks/person_name.html", {"network": network, "form": form, "participation": taking_part}
    )


@require_http_methods(FORM_METHODS)
@network_access(Permission.MANAGE_PEOPLE)
def participation_end(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Explain what ending a participation means, and end it."""
    person = _participation(request, network, participation_pk)
    form = forms.EndForm(forms.post_data(request))
    end = partial(services.participation_end, participation=person, actor=request.user)
    if (
        request.method == "POST"
        and form.is_valid()
        and forms.save_form(form, lambda: end(last_day=form.cleaned_data["last_day"]))
    ):
        name = selectors.name_of(person.person)
        messages.success(request, _("The last day of %(name)s has been recorded.") % {"name": name})
        return redirect("networks:people", network.pk)
    return render(
        request, "networks/participation_end.html", {"network": network, "form": form, "participation": person}
    )


@require_POST
@network_access(Permission.MANAGE_PEOPLE)
def participation_reopen(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Undo the end of a participation."""
    person = _participation(request, network, participation_pk)
    try:
        services.participation_reopen(participation=person, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s is taking part again.") % {"name": selectors.name_of(person.person)})
    return redirect("networks:people", network.pk)


@require_POST
@network_access(Permission.MANAGE_PEOPLE)
def participation_invite(request: HttpRequest, network: Network, participation_pk: int) -> HttpResponse:
    """Send a new invitation."""
    person = _participation(request, network, participation_pk)
    try:
        services.participation_invite(participation=person, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("A new invitation is on its way. The link in the previous one no longer works."))
    return redirect("networks:participation", network.pk, person.pk)


@require_http_methods(FORM_METHODS)
@network_access(Permission.SHARE_IN_NETWORK)
def needs_and_offers(request: HttpRequest, network: Network) -> HttpResponse:
    """Edit what the reader would like to learn and offers."""
    own = get_object_or_404(network.participations.active(), person=request.user)
    form = forms.NeedsAndOffersForm(forms.post_data(request), initial={"seeks": own.seeks, "offers": own.offers})
    keep = partial(services.needs_and_offers_update, participation=own, actor=request.user)
    if request.method == "POST" and form.is_valid() and forms.save_form(form, lambda: keep(**form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("overview:network", network.pk)
    return render(request, "networks/needs_and_offers.html", {"network": network, "form": form})


def _participation(request: HttpRequest, network: Network, pk: int) -> Participation:
    """Return a participation of this network. Raises Http404, or PermissionDenied if only coordinators manage it."""
    found = get_object_or_404(network.participations.select_related("person", "background", "organisation"), pk=pk)
    found.network = network
    require_people(actor=request.user, network=network, roles={found.role})
    return found


def _organisations(network: Network) -> list[str]:
    return list(network.programme.organisations.values_list("name", flat=True))
