"""People who wait for a coordinator to confirm that they take part (R14)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from networks.models import Network, Participation, Programme


def people_to_confirm(
    programme: Programme, *, networks: Iterable[Network] | None = None
) -> QuerySet[Participation, Participation]:
    """Return the unconfirmed members of a programme, or of some of its networks, by network and first name."""
    found = Participation.objects.members().unconfirmed().filter(network__programme=programme)
    if networks is not None:
        found = found.filter(network__in=networks)
    return found.select_related("network", "person", "added_by").order_by("network__name", "person__first_name", "pk")
