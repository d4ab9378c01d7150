"""The file of people that waits for confirmation."""

from typing import Any

from django.http import Http404

from networks.models import PeopleImport, Programme


def kept_import(*, programme: Programme, by: Any, pk: int) -> PeopleImport:
    """Return a file that this coordinator uploaded for this programme; 404 for another's and for one that is gone."""
    kept = PeopleImport.objects.select_related("programme").filter(programme=programme, by=by, pk=pk).first()
    if kept is None:
        raise Http404
    return kept
