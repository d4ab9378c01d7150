"""Requests for another address that wait for a second person."""

from networks.models import AddressChange, Programme


def address_changes(programme: Programme | None = None) -> list[AddressChange]:
    """Return the requests in a programme, or in all of them, oldest first."""
    found = AddressChange.objects.select_related("person", "asked_by", "programme")
    return list(found if programme is None else found.filter(programme=programme))
