"""The pages of allauth in the access matrix (tests/access_matrix.py): signing in, the second step, institutions."""

from tests.cast import ROLES
from tests.matrix_rows import LOGIN, SIGNED_IN, WRONG_METHOD, everyone, lets_in, nobody, row

# Allauth's pages. Signed-in people for whom a page has no use are redirected to the home page, which counts as in.
SIGN_IN = [
    row("account_login", "/accounts/login/", GET=everyone(), POST=everyone()),
    row("account_logout", "/accounts/logout/", GET=lets_in(SIGNED_IN), POST=dict.fromkeys(ROLES, LOGIN)),
    row("account_inactive", "/accounts/inactive/", GET=everyone()),
    # Accounts need an invitation, and the page says so (tests/accounts).
    row("account_signup", "/accounts/signup/", GET=everyone(), POST=everyone()),
    row("account_reauthenticate", "/accounts/reauthenticate/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row(
        "account_request_reauthentication_code",
        "/accounts/reauthenticate/code/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    # Without a requested code, this redirects to the request.
    row(
        "account_confirm_reauthentication_code",
        "/accounts/reauthenticate/code/confirm/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    row("account_email", "/accounts/email/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row(
        "account_email_verification_sent",
        "/accounts/confirm-email/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    row("account_change_password", "/accounts/password/change/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("account_set_password", "/accounts/password/set/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("account_reset_password", "/accounts/password/reset/", GET=everyone(), POST=everyone()),
    row("account_request_login_code", "/accounts/login/code/", GET=everyone(), POST=everyone()),
    # Without a requested code, these redirect to sign-in, and the next one to the request.
    row(
        "account_confirm_login_code",
        "/accounts/login/code/confirm/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    row(
        "account_confirm_password_reset_code",
        "/accounts/password/reset/confirm/",
        GET=dict.fromkeys(ROLES, LOGIN),
        POST=dict.fromkeys(ROLES, LOGIN),
    ),
    row("account_complete_password_reset", "/accounts/password/reset/complete/", GET=everyone(), POST=everyone()),
    row("account_password_reset_completed", "/accounts/password/reset/done/", GET=everyone()),
    row("usersessions_list", "/accounts/sessions/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    # Sessions of other people: this one belongs to no one in the cast (tests/accounts/test_sessions_page.py ends some).
    row("accounts:session_end", "/session/999999/end/", POST=lets_in("")),
]

HAS_NONE = lets_in("")
# Allauth's views check the session before the method.
ONLY_READ = lets_in("", everybody_else=WRONG_METHOD)
# The second step, for each person only. No one in the cast has one, so there is nothing to see or remove
# (tests/accounts).
SECOND_STEP = [
    row("mfa_index", "/accounts/2fa/", GET=lets_in(SIGNED_IN), POST=ONLY_READ),
    # Between the two steps of signing in; after that, people are redirected to the home page.
    row("mfa_authenticate", "/accounts/2fa/authenticate/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("mfa_reauthenticate", "/accounts/2fa/reauthenticate/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("mfa_activate_totp", "/accounts/2fa/totp/activate/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("mfa_deactivate_totp", "/accounts/2fa/totp/deactivate/", GET=HAS_NONE, POST=HAS_NONE),
    row("mfa_view_recovery_codes", "/accounts/2fa/recovery-codes/", GET=HAS_NONE, POST=ONLY_READ),
    row("mfa_download_recovery_codes", "/accounts/2fa/recovery-codes/download/", GET=HAS_NONE, POST=HAS_NONE),
    row(
        "mfa_generate_recovery_codes",
        "/accounts/2fa/recovery-codes/generate/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    row("mfa_list_webauthn", "/accounts/2fa/webauthn/", GET=lets_in(SIGNED_IN), POST=ONLY_READ),
    row("mfa_add_webauthn", "/accounts/2fa/webauthn/add/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row(
        "mfa_reauthenticate_webauthn",
        "/accounts/2fa/webauthn/reauthenticate/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    # These ask for the password first, even for another person's passkey.
    row(
        "mfa_remove_webauthn",
        "/accounts/2fa/webauthn/keys/1/remove/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    row("mfa_edit_webauthn", "/accounts/2fa/webauthn/keys/1/edit/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("mfa_login_webauthn", "/accounts/2fa/webauthn/login/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
]

# Accounts of institutions. The settings name none here; tests/accounts/test_institutions.py does.
INSTITUTIONS = [
    row(
        "socialaccount_connections",
        "/accounts/3rdparty/",
        GET=lets_in(SIGNED_IN),
        POST=lets_in(SIGNED_IN),
    ),
    row("socialaccount_login_cancelled", "/accounts/3rdparty/login/cancelled/", GET=everyone()),
    # An error of the provider, reported with 401.
    row("socialaccount_login_error", "/accounts/3rdparty/login/error/", GET=dict.fromkeys(ROLES, "401")),
    # Accounts are not created this way: unknown people get a page that says so.
    row(
        "socialaccount_signup",
        "/accounts/3rdparty/signup/",
        GET=dict.fromkeys(ROLES, LOGIN),
        POST=dict.fromkeys(ROLES, LOGIN),
    ),
    row("openid_connect_login", "/accounts/oidc/surfconext/login/", GET=nobody(), POST=nobody()),
    row("openid_connect_callback", "/accounts/oidc/surfconext/login/callback/", GET=nobody(), POST=nobody()),
]
