"""Phase schemes that networks of a programme can choose: those that are shipped, and those of the programme."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from accounts.formatting import join_facts
from accounts.language import active_language
from networks.models import Network, Programme
from ogo.models import PhaseScheme, Track
from ogo.schemes import Scheme, localised, scheme_from_data, scheme_to_yaml, shipped_scheme, shipped_schemes
from ogo.schemes.shipped import shipped_file

OWN = "own-"


@dataclass(frozen=True)
class SchemeChoice:
    """A scheme with the key that networks store, and the primary key if it is the programme's own."""

    key: str
    scheme: Scheme
    pk: int | None = None

    @property
    def name(self) -> str:
        """The name in the active language."""
        return localised(self.scheme.name, active_language())

    @property
    def explain(self) -> str:
        """The explanation in the active language; "" if there is none."""
        return localised(self.scheme.explain, active_language())

    @property
    def phase_names(self) -> str:
        """The names of the phases in order."""
        return join_facts(*(localised(phase.name, active_language()) for phase in self.scheme.phases))


def scheme_choices(programme: Programme) -> list[SchemeChoice]:
    """Return the shipped schemes, design-based research first, and then those of the programme by name."""
    shipped = [SchemeChoice(code, scheme) for code, scheme in shipped_schemes().items()]
    own = [_own_choice(row) for row in PhaseScheme.objects.filter(programme=programme)]
    return [*sorted(shipped, key=lambda choice: (choice.key != "ogo", choice.name)), *own]


def scheme_choice(programme: Programme, key: str) -> SchemeChoice | None:
    """Return the scheme with this key in a programme, or None if it has been deleted or is another programme's."""
    if key.startswith(OWN) and key.removeprefix(OWN).isdecimal():
        row = PhaseScheme.objects.filter(programme=programme, pk=int(key.removeprefix(OWN)[:12])).first()
        return _own_choice(row) if row else None
    shipped = shipped_scheme(key)
    return SchemeChoice(key, shipped) if shipped else None


def own_scheme(programme: Programme, pk: int) -> PhaseScheme:
    """Return a scheme of the programme. Raises Http404."""
    scheme = get_object_or_404(PhaseScheme, programme=programme, pk=pk)
    scheme.programme = programme
    return scheme


def definition_of(scheme: PhaseScheme) -> Scheme:
    """Return the definition of a programme's scheme."""
    return scheme_from_data(scheme.definition)


def networks_with(scheme: PhaseScheme) -> list[Network]:
    """Return the networks that chose a scheme, by name."""
    chose = Track.objects.filter(scheme=f"{OWN}{scheme.pk}", network__programme=scheme.programme_id)
    return [track.network for track in chose.select_related("network").order_by("network__name")]


def _own_choice(row: PhaseScheme) -> SchemeChoice:
    return SchemeChoice(f"{OWN}{row.pk}", definition_of(row), row.pk)


@dataclass(frozen=True)
class SchemeFile:
    """A scheme as a file to download."""

    name: str
    content: bytes


def scheme_file(programme: Programme, key: str) -> SchemeFile | None:
    """Return a scheme as a file, a shipped one with its comments; None for an unknown key."""
    choice = scheme_choice(programme, key)
    if choice is None:
        return None
    content = shipped_file(key) if choice.pk is None else scheme_to_yaml(choice.scheme)
    return SchemeFile(f"{choice.scheme.code}.yaml", content)
