"""A very plain browser: no scripts, one request at a time, and a record of what was acknowledged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TIMEOUT = 120


class PlainBrowser:
    """A client with cookies that follows redirects; `get` and `post` return (status, final address)."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self._token = ""

    def get(self, path: str) -> tuple[int, str]:
        """Open a page and store the token of its form."""
        return self._ask(Request(self._base_url + path))  # noqa: S310 - the site of this test

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Send the form of the open page."""
        data = urlencode({"csrfmiddlewaretoken": self._token, **fields}).encode()
        return self._ask(Request(self._base_url + path, data=data))  # noqa: S310 - the site of this test

    def _ask(self, request: Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                found = TOKEN.search(answer.read().decode())
                self._token = found[1] if found else self._token
                return answer.status, answer.url
        except HTTPError as error:
            with error:
                return error.code, request.full_url
