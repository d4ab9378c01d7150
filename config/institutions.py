"""The institutions (OpenID Connect providers) that people can sign in with, from environment variables.

`LEERWEB_OIDC` lists them, separated by commas. Each has its own variables, e.g. for `surfconext`:
`LEERWEB_OIDC_SURFCONEXT_NAME`, `_SERVER`, `_CLIENT`, `_SECRET`, and optionally `_ACR` and `_ORIGINS` (.env.example).
"""

from typing import Any
from urllib.parse import urlsplit

from config import environment


def institutions() -> list[dict[str, Any]]:
    """Return one dict per institution, as allauth's APPS setting expects it."""
    return [_institution(name.strip()) for name in environment.text("LEERWEB_OIDC", "").split(",") if name.strip()]


def origins(found: list[dict[str, Any]]) -> list[str]:
    """Return the origins that a sign-in form may redirect to, for the content security policy."""
    return [origin for each in found for origin in each["settings"]["origins"]]


def _institution(name: str) -> dict[str, Any]:
    prefix = f"LEERWEB_OIDC_{name.upper()}"
    server = environment.text(f"{prefix}_SERVER")
    parts = urlsplit(server)
    more = environment.text(f"{prefix}_ORIGINS", "").split()
    return {
        "provider_id": name,
        "name": environment.text(f"{prefix}_NAME"),
        "client_id": environment.text(f"{prefix}_CLIENT"),
        "secret": environment.text(f"{prefix}_SECRET"),
        "settings": {
            "server_url": server,
            "uid_field": "sub",
            "fetch_userinfo": True,
            "token_auth_method": "client_secret_basic",
            "oauth_pkce_enabled": True,
            "acr": environment.text(f"{prefix}_ACR", "").split(),
            "origins": [f"{parts.scheme}://{parts.netloc}", *more],
        },
    }
