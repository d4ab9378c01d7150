"""Malformed requests, which are refused with an explanation instead of an error page."""

import time
from io import BytesIO
from typing import Any

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from django.test import RequestFactory
from django.urls import reverse

from config.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

LOGIN = reverse("account_login")
CHARSETS = ["utf-16", "utf-7", "idna", "rot13", "hex", "punycode", "base64", "zip", "undefined", "nonsense", ""]
URLENCODED = ("application/x-www-form-urlencoded", b"login=%E9%80&password=x")
MULTIPART = (
    "multipart/form-data; boundary=B",
    b'--B\r\nContent-Disposition: form-data; name="login"\r\n\r\n\xe9\xff\r\n--B--\r\n',
)
CREDENTIALS = [
    "{", "[]", "1", "null", "{}", '{"id": 1}', '{"id": "a", "rawId": "b", "response": {}, "type": "public-key"}',
    '{"id": "a", "rawId": "b", "response": 5, "type": "public-key"}',
    '{"id": "YQ", "rawId": "YQ", "response": {}, "type": "public-key"}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"userHandle": "_w", "signature": "YQ"}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"attestationObject": "oA"}}',
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": 1, "userHandle": 2}}',
    "[" * 2000, '{"a":' + "9" * 5000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("form", [URLENCODED, MULTIPART], ids=["urlencoded", "multipart"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_form_in_another_charset_is_a_bad_request(client, form, charset):
    content_type, body = form
    response = client.generic("POST", LOGIN, body, content_type=f"{content_type}; charset={charset}")
    assert response.status_code == 400


@pytest.mark.parametrize("parameter", ["charset*=nonsense''utf-8", "x*=undefined''%ff", "x*=a''b"])
def test_content_type_with_an_unknown_encoding_is_a_bad_request(parameter):
    content_type, body = URLENCODED
    environ: dict[str, Any] = RequestFactory().post(LOGIN).environ  # what a web server passes on
    environ |= {
        "CONTENT_TYPE": f"{content_type}; {parameter}",
        "CONTENT_LENGTH": len(body),
        "wsgi.input": BytesIO(body),
    }
    statuses: list[str] = []

    def start(status: str, _headers: Any, _error: Any = None) -> Any:
        statuses.append(status)

    application(environ, start)
    assert statuses == ["400 Bad Request"]


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8"])
def test_form_in_utf_8_is_read(client, charset):
    content_type, body = URLENCODED
    assert client.generic("POST", LOGIN, body, content_type=f"{content_type}; charset={charset}").status_code == 200


@pytest.mark.parametrize("credential", CREDENTIALS, ids=lambda text: text[:20])
def test_malformed_passkey_does_not_sign_in(client, cast, credential):
    client.get(reverse("mfa_login_webauthn"))
    assert client.post(reverse("mfa_login_webauthn"), {"credential": credential}).status_code in {200, 302}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", CREDENTIALS, ids=lambda text: text[:20])
def test_malformed_passkey_is_not_added_and_confirms_nothing(client, cast, credential):
    client.force_login(cast["Amira"], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(cast["Amira"].pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session.save()
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn"):
        client.get(reverse(name))
        assert client.post(reverse(name), {"name": "x", "credential": credential}).status_code in {200, 302}
    assert not Authenticator.objects.exists()
