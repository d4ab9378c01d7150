"""Phase schemes as immutable data, and the parser that reads them from files. Free of the ORM.

To ship a scheme, add a YAML file to this folder; its `code` is the name of the file.
"""

from ogo.schemes.model import Scheme, SchemePhase, localised
from ogo.schemes.parsing import parse_scheme, scheme_from_data, scheme_to_yaml
from ogo.schemes.shipped import shipped_scheme, shipped_schemes
from ogo.schemes.stages import Stage

__all__ = [
    "Scheme",
    "SchemePhase",
    "Stage",
    "localised",
    "parse_scheme",
    "scheme_from_data",
    "scheme_to_yaml",
    "shipped_scheme",
    "shipped_schemes",
]
