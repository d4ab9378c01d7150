from typing import Any

from django.http import Http404

from networks.models import PeopleImport, Programme


def get_people_import(*, programme: Programme, by: Any, pk: int) -> PeopleImport:
    """Return a file that this coordinator uploaded for this programme. Raises Http404 if there is none."""
    upload = PeopleImport.objects.select_related("programme").filter(programme=programme, by=by, pk=pk).first()
    if upload is None:
        raise Http404
    return upload
