"""The permissions of the reader of a network's work."""

from dataclasses import dataclass
from typing import Any

from networks.access import Permission, Role, may, roles_in_network
from networks.models import Network


@dataclass(frozen=True)
class Reader:
    """A signed-in reader. `writes`: adds to the work of the network; `leads`: facilitator or coordinator."""

    pk: int
    reads: bool
    writes: bool
    leads: bool
    facilitates: bool

    @classmethod
    def of(cls, user: Any, network: Network) -> "Reader":
        """Return what a person may do in a network now, in two queries."""
        roles = roles_in_network(user, network)
        return cls(
            pk=user.pk,
            reads=may(roles, Permission.SEE_WORK),
            writes=may(roles, Permission.SHARE_IN_NETWORK),
            leads=may(roles, Permission.LEAD),
            facilitates=Role.FACILITATOR in roles,
        )
