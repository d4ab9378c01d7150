"""The schemes that come with the product, one file each."""

from functools import cache
from importlib.resources import files

from ogo.schemes.model import Scheme
from ogo.schemes.parsing import parse_scheme


@cache
def shipped_schemes() -> dict[str, Scheme]:
    """Return the shipped schemes by code, in order of code. Raises YamlFileError for a broken file."""
    found = (parse_scheme(file.read_bytes()) for file in files("ogo.schemes").iterdir() if file.name.endswith(".yaml"))
    return {scheme.code: scheme for scheme in sorted(found, key=lambda scheme: scheme.code)}


def shipped_scheme(code: str) -> Scheme | None:
    """Return the shipped scheme with this code, or None."""
    return shipped_schemes().get(code)


def shipped_file(code: str) -> bytes:
    """Return the file of a shipped scheme, with its comments."""
    return files("ogo.schemes").joinpath(f"{code}.yaml").read_bytes()
