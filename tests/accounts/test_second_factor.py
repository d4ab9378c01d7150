"""The second factor: who needs one, where they are redirected, and how its secrets are stored."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.second_factor import SecondFactorAdapter, second_factor_missing
from audit.models import AuditEntry
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

SETUP = reverse("mfa_index")
SECOND_STEP = reverse("mfa_authenticate")


@pytest.fixture
def required(settings):
    settings.LEERWEB_SECOND_FACTOR_REQUIRED = True


def code_now(secret):
    return format_hotp_value(hotp_value(secret, list(counters())[1]))


def with_app(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def sign_in(client, address):
    return client.post(reverse("account_login"), {"login": address, "password": PASSWORD})


def is_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(
    ("name", "needs"),
    [("Nadia", True), ("Pieter", True), ("Stella", True), ("Wouter", False), ("Iris", False), ("Amira", False)],
)
def test_coordinators_and_staff_need_a_second_factor(required, cast, name, needs):
    assert second_factor_missing(cast[name]) is needs


def test_second_factor_is_optional_if_switched_off(cast):
    assert not second_factor_missing(cast["Nadia"])


def test_recovery_codes_alone_do_not_count_as_second_factor(required, cast):
    RecoveryCodes.activate(cast["Nadia"])
    assert second_factor_missing(cast["Nadia"])
    with_app(cast["Nadia"])
    assert not second_factor_missing(cast["Nadia"])


@pytest.mark.parametrize(
    "path",
    ["/", "/profile/", "/about/", "/nowhere-at-all/", "/accounts/email/", "/accounts/2fa/recovery-codes/", "/admin/"],
)
def test_coordinator_without_second_factor_is_redirected_to_set_up(required, client, cast, path):
    client.force_login(cast["Nadia"])
    for response in (client.get(path), client.post(path)):
        if path == "/nowhere-at-all/":
            assert response.status_code == 404
        else:
            assert (response.status_code, response.headers.get("Location")) == (302, SETUP)


def test_set_up_language_and_sign_out_remain_available(required, client, cast):
    client.force_login(cast["Nadia"])
    assert "Stel eerst je tweede stap in" in client.get(SETUP).content.decode()
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("accounts:language"), {"language": "en", "next": SETUP})
    assert "Set up your second step first" in client.get(SETUP).content.decode()
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_participant_is_not_redirected_to_set_up(required, client, cast):
    client.force_login(cast["Iris"])
    assert is_in(client)


def test_password_or_emailed_code_alone_does_not_sign_in(client, cast, code_in_mail):
    secret = with_app(cast["Nadia"])
    assert sign_in(client, "nadia@example.org").url == SECOND_STEP
    assert not is_in(client)
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": "nadia@example.org", "by_code": "1"})
    response = client.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})
    assert response.url == SECOND_STEP
    assert not is_in(client)
    client.post(SECOND_STEP, {"code": code_now(secret)})
    assert is_in(client)


def test_password_reset_does_not_bypass_the_second_factor(client, cast, code_in_mail):
    with_app(cast["Nadia"])
    client.post(reverse("account_reset_password"), {"email": "nadia@example.org"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in_mail()})
    client.post(reverse("account_complete_password_reset"), {"password1": "een-heel-nieuwe-zin-erbij"})
    assert not is_in(client)


def test_code_works_once(client, cast):
    secret = with_app(cast["Nadia"])
    code = code_now(secret)
    sign_in(client, "nadia@example.org")
    client.post(SECOND_STEP, {"code": code})
    client.post(reverse("account_logout"))
    sign_in(client, "nadia@example.org")
    assert "Dat is niet gelukt" in client.post(SECOND_STEP, {"code": code}).content.decode()
    assert not is_in(client)


def test_recovery_code_works_once(client, cast):
    with_app(cast["Nadia"])
    code = RecoveryCodes.activate(cast["Nadia"]).get_unused_codes()[0]
    for works in (True, False):
        sign_in(client, "nadia@example.org")
        client.post(SECOND_STEP, {"code": code})
        assert is_in(client) is works
        client.post(reverse("account_logout"))


def test_ten_wrong_codes_block_the_second_factor_for_a_while(client, cast):
    secret = with_app(cast["Nadia"])
    sign_in(client, "nadia@example.org")
    for _ in range(10):
        client.post(SECOND_STEP, {"code": "000000"})
    assert "Wacht vijf minuten" in client.post(SECOND_STEP, {"code": code_now(secret)}).content.decode()
    assert not is_in(client)


def test_secrets_are_encrypted_in_the_database(cast):
    secret = with_app(cast["Nadia"])
    kept = Authenticator.objects.get(user=cast["Nadia"]).data["secret"]
    assert secret not in kept
    assert SecondFactorAdapter().decrypt(kept) == secret


def test_secret_can_be_read_with_a_fallback_key(settings):
    adapter = SecondFactorAdapter()
    kept = adapter.encrypt("GEHEIM")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key", [settings.SECRET_KEY]
    assert adapter.decrypt(kept) == "GEHEIM"


def test_secret_of_a_removed_key_matches_no_code(settings):
    adapter = SecondFactorAdapter()
    kept = adapter.encrypt("GEHEIM")
    settings.SECRET_KEY = "another-key"
    assert "GEHEIM" not in {adapter.decrypt(kept) for _ in range(2)}
    assert len({adapter.decrypt(kept) for _ in range(2)}) == 2


def test_qr_code_needs_no_csp_exception(client, cast):
    sign_in(client, "amira@example.org")
    again = client.get(reverse("mfa_activate_totp")).url
    response = client.post(again, {"password": PASSWORD}, follow=True)
    page = response.content.decode()
    assert "<svg" in page.split('class="scan-code"')[1].split("</div>")[0]
    assert "data:image" not in page
    assert "style=" not in page
    assert "img-src 'self'" in response.headers["Content-Security-Policy"]


def test_reset_second_factor_command_removes_all_factors(cast):
    with_app(cast["Nadia"])
    RecoveryCodes.activate(cast["Nadia"])
    said = io.StringIO()
    call_command("reset_second_factor", "Nadia@example.org", stdout=said)
    assert said.getvalue() == "Nadia Voorbeeld: removed 2.\n"
    assert not Authenticator.objects.filter(user=cast["Nadia"]).exists()
    assert AuditEntry.objects.filter(code="accounts.second_factor_reset", actor=None).exists()
    with pytest.raises(CommandError, match="no account with"):
        call_command("reset_second_factor", "nobody@example.org")
