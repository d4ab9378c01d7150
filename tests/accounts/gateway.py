"""A small OpenID provider that imitates SURFconext: claims, PKCE, client_secret_basic and acr.

`gateway.person` has the claims of the person who signs in; `gateway.breaks` names a fault to simulate.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

import jwt

CLIENT, SECRET = "leerweb.example.org", "een-geheim"
LOA2 = "http://surfconext.nl/assurance/loa2"


@dataclass
class Gateway:
    """The state of the provider: the person who signs in, the requests it received and the codes it issued."""

    url: str = ""
    secret: str = SECRET
    person: dict[str, Any] = field(default_factory=dict)
    acr: str = ""
    steps_up: bool = True
    breaks: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    tokens_asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    given: dict[str, dict[str, Any]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        """Return the provider's metadata."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return the redirect back with a code, as if the person signed in immediately."""
        self.asked.append(asked)
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        state = "another" if self.breaks == "state" else asked["state"]
        answer = {"error": "access_denied"} if self.breaks == "cancelled" else {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({**answer, 'state': state})}"

    def token(self, sent: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Exchange a code for tokens, once; return None if the secret or the verifier is wrong."""
        self.tokens_asked.append(sent)
        # Form-encoded first, as RFC 6749 (2.3.1) has it.
        pair = f"{quote_plus(CLIENT)}:{quote_plus(self.secret)}"
        right = "Basic " + base64.b64encode(pair.encode()).decode()
        asked = self.codes.pop(sent["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if asked is None or authorization != right or asked.get("code_challenge") != challenge.decode().rstrip("="):
            return None
        now = int(time.time())
        acr = asked["acr_values"].split()[0] if "acr_values" in asked and self.steps_up else self.acr
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "sub": self.person["sub"], "acr": acr}
        wrong: dict[str, dict[str, Any]] = {
            "audience": {"aud": "another-client"},
            "issuer": {"iss": "https://elsewhere.example"},
            "old": {"exp": now - 60},
        }
        access = secrets.token_urlsafe(8)
        self.given[access] = {**self.person, **({"sub": "another-person"} if self.breaks == "userinfo" else {})}
        identity = jwt.encode({**claims, **wrong.get(self.breaks, {})}, "k" * 32, algorithm="HS256")
        return {"access_token": access, "token_type": "Bearer", "id_token": identity}


def gateway_start() -> tuple[Gateway, ThreadingHTTPServer]:
    """Start a provider on a free local port."""
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_header("Location", gateway.authorize(asked))
                self.end_headers()
            elif parts.path == "/userinfo":
                token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
                self._answer(gateway.given.get(token))
            else:
                self._answer(gateway.configuration() if parts.path.startswith("/.well-known/") else {"keys": []})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(gateway.token(sent, self.headers["Authorization"] or ""))

        def _answer(self, data: dict[str, Any] | None) -> None:
            body = json.dumps(data if data is not None else {"error": "invalid_grant"}).encode()
            self.send_response(400 if data is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's signature
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return gateway, server


def institution(gateway: Gateway, *, acr: list[str] | None = None, name: str = "surfconext") -> dict[str, Any]:
    """Return the settings for a provider, as config/institutions.py does."""
    return {
        "provider_id": name,
        "name": "SURFconext",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {
            "server_url": gateway.url,
            "uid_field": "sub",
            "fetch_userinfo": True,
            "token_auth_method": "client_secret_basic",
            "oauth_pkce_enabled": True,
            "acr": acr or [],
            "origins": [gateway.url],
        },
    }
