"""Home pages of a person, a network and a programme, and the public pages about Leerweb."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public, signed_in, staff_or_demo
from networks.access import Permission, network_access, programme_access
from networks.models import Network, Programme
from overview import selectors
from overview.forms import StyleForm, style_page, style_themes


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show a person's networks and programmes; redirect to the network if there is only one."""
    page = selectors.home_page(request.user)
    if page.only_network is not None:
        return redirect("overview:network", page.only_network.pk)
    return render(request, "overview/home.html", {"page": page})


@require_safe
@network_access(Permission.SEE_NETWORK)
def network(request: HttpRequest, network: Network) -> HttpResponse:
    """Show a network: the page for its members, or a shorter one for coordinators, guests and preparation teams."""
    page = selectors.network_home(network, request.user)
    template = "overview/network.html" if page.is_member else "overview/network_non_member.html"
    return render(request, template, {"network": network, "page": page})


@require_safe
@programme_access(Permission.OVERSEE_PROGRAMME)
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Show a programme to its coordinators: networks by name, the open round, statements of networks."""
    return render(
        request,
        "overview/programme.html",
        {"programme": programme, "page": selectors.programme_home(programme)},
    )


@require_safe
@public
def about(request: HttpRequest) -> HttpResponse:
    """Explain what Leerweb is."""
    return render(request, "overview/about.html")


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    """List what is stored about people, who sees it and for how long."""
    partners = selectors.research_partners(request.user)
    return render(request, "overview/privacy.html", {"tables": selectors.data_tables(), "partners": partners})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_or_demo
def style(request: HttpRequest) -> HttpResponse:
    """Show every element of templates/elements in its states, in light and in dark."""
    form = StyleForm(request.POST if request.method == "POST" else None)
    return render(request, "overview/style/style.html", {"form": form, "themes": style_themes(), "page": style_page()})
