"""The page about what a network makes: designs, questions, own projects, sources and good practices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.access import Permission, network_access
from networks.models import Network
from ogo.selectors.what_we_make import work_of


@require_safe
@network_access(Permission.SEE_WORK)
def what_we_make(request: HttpRequest, network: Network) -> HttpResponse:
    """Show the latest of each kind of work, with a way to all of it."""
    return render(request, "ogo/what_we_make.html", {"network": network, "work": work_of(network, request.user)})
