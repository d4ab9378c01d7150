"""Access to every route: route × role × GET and POST, written by hand from the table in docs/threat-model.md.

Never compute a line of this file from what a view declares, because the views are tested against it. An address is made
from the parts of tests/world.py. A method that a row does not name is refused with 405.

To add a route, add a row here. `of_network("facilitator")` reads: of the roles that may know Burgerschap, the
facilitator gets in and the others get 403; for everyone else the page does not exist.
"""

from __future__ import annotations

from tests.cast import ROLES
from tests.matrix_rows import (
    LOGIN,
    SIGNED_IN,
    WRONG_METHOD,
    everyone,
    lets_in,
    nobody,
    of_network,
    of_programme,
    row,
)
from tests.meetings.matrix import MEETINGS
from tests.srt.instrument_matrix import INSTRUMENTS
from tests.world import OFFERS, SEEKS, STATEMENT

HOME = [
    row("overview:home", "/", GET=lets_in(SIGNED_IN)),
    row("overview:about", "/about/", GET=everyone()),
    row("overview:privacy", "/privacy/", GET=everyone()),
    # Public in the demo (tests/overview/test_style.py).
    row("overview:style", "/style/", GET=lets_in("staff"), POST=lets_in("staff")),
    row("accounts:profile", "/profile/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("accounts:own_data", "/profile/data/", GET=lets_in(SIGNED_IN)),
    row("accounts:own_data_download", "/profile/data/download/", POST=lets_in(SIGNED_IN)),
    row("accounts:erase", "/profile/data/erase/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("accounts:stay", "/session/stay/", POST=lets_in(SIGNED_IN)),
    row("accounts:saved_form", "/session/saved-form/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("accounts:language", "/language/", POST=everyone(), data={"language": "en"}),
    row("accounts:health", "/health/", GET=everyone()),
    row("accounts:welcome", "/welcome/{invitation}/", GET=everyone(), POST=everyone()),
    # The settings have no institutions; tests/accounts/test_institutions_welcome.py has one.
    row("accounts:welcome_with", "/welcome/{invitation}/with/surfconext/", POST=nobody()),
    # Only the demo has mailboxes (tests/accounts).
    row("accounts:demo_mailboxes", "/demo/emails/", GET=nobody()),
    row("accounts:demo_mailbox", "/demo/emails/amira@example.org/", GET=nobody()),
    row("accounts:demo_email", "/demo/emails/amira@example.org/1/", GET=nobody()),
]

# See the network: participants and facilitators theirs, coordinator and preparation team all; a guest sees the page.
# People, invite and end: facilitators theirs (participants), coordinator all. Own lines: participants, never a guest.
NETWORK = [
    row(
        "overview:network",
        "/networks/{burgerschap}/",
        GET=of_network("participant student guest facilitator coordinator preparation_team"),
        shows={SEEKS: "participant student facilitator", STATEMENT: "participant student facilitator coordinator"},
    ),
    row(
        "networks:people",
        "/networks/{burgerschap}/people/",
        GET=of_network("participant student guest facilitator coordinator preparation_team"),
        shows={SEEKS: "participant student facilitator", OFFERS: "participant student facilitator"},
    ),
    row(
        "networks:needs_and_offers",
        "/networks/{burgerschap}/people/me/",
        GET=of_network("participant student facilitator"),
        POST=of_network("participant student facilitator"),
    ),
    row(
        "networks:network_edit",
        "/networks/{burgerschap}/edit/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
    ),
    row(
        "networks:person_add",
        "/networks/{burgerschap}/people/add/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
    ),
    row(
        "networks:participation",
        "/networks/{burgerschap}/people/{amira_takes_part}/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
        foreign=("/networks/{burgerschap}/people/{daan_takes_part}/",),
    ),
    row(
        "networks:participation_end",
        "/networks/{burgerschap}/people/{amira_takes_part}/end/",
        GET=of_network("facilitator coordinator"),
        POST=of_network("facilitator coordinator"),
        foreign=("/networks/{burgerschap}/people/{daan_takes_part}/end/",),
    ),
    row(
        "networks:participation_reopen",
        "/networks/{burgerschap}/people/{joep_takes_part}/reopen/",
        POST=of_network("facilitator coordinator"),
        foreign=("/networks/{burgerschap}/people/{daan_takes_part}/reopen/",),
    ),
    row(
        "networks:participation_invite",
        "/networks/{burgerschap}/people/{amira_takes_part}/invite/",
        POST=of_network("facilitator coordinator"),
        foreign=("/networks/{burgerschap}/people/{daan_takes_part}/invite/",),
    ),
    # Only a coordinator manages facilitators, even for the facilitator.
    row(
        "networks:participation",
        "/networks/{burgerschap}/people/{iris_takes_part}/",
        GET=of_network("coordinator"),
        POST=of_network("coordinator"),
    ),
    row(
        "networks:participation_end",
        "/networks/{burgerschap}/people/{iris_takes_part}/end/",
        GET=of_network("coordinator"),
        POST=of_network("coordinator"),
    ),
    row(
        "networks:participation_reopen",
        "/networks/{burgerschap}/people/{iris_takes_part}/reopen/",
        POST=of_network("coordinator"),
    ),
    row(
        "networks:participation_invite",
        "/networks/{burgerschap}/people/{iris_takes_part}/invite/",
        POST=of_network("coordinator"),
    ),
]

# Overview, settings, log and people of the programme: coordinator all.
PROGRAMME = [
    row(
        "overview:programme",
        "/programmes/{werkplaats}/",
        GET=of_programme("coordinator"),
        shows={STATEMENT: "coordinator"},
    ),
    row("networks:network_list", "/programmes/{werkplaats}/networks/", GET=of_programme("coordinator")),
    row(
        "networks:network_add",
        "/programmes/{werkplaats}/networks/add/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "networks:settings",
        "/programmes/{werkplaats}/settings/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row("networks:words", "/programmes/{werkplaats}/settings/words/", GET=of_programme("coordinator")),
    row(
        "networks:word",
        "/programmes/{werkplaats}/settings/words/network/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/settings/words/no-such-word/",),
    ),
    row("networks:backgrounds", "/programmes/{werkplaats}/settings/backgrounds/", GET=of_programme("coordinator")),
    row(
        "networks:background_add",
        "/programmes/{werkplaats}/settings/backgrounds/add/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "networks:background",
        "/programmes/{werkplaats}/settings/backgrounds/{background}/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/settings/backgrounds/{background_elsewhere}/",),
    ),
    row(
        "networks:background_remove",
        "/programmes/{werkplaats}/settings/backgrounds/{background}/remove/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/settings/backgrounds/{background_elsewhere}/remove/",),
    ),
    row(
        "networks:roles",
        "/programmes/{werkplaats}/settings/tasks/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "networks:role_revoke",
        "/programmes/{werkplaats}/settings/tasks/{rosas_task}/end/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/settings/tasks/{pieters_task}/end/",),
    ),
    row(
        "networks:study_years",
        "/programmes/{werkplaats}/settings/years/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row("networks:log", "/programmes/{werkplaats}/log/", GET=of_programme("coordinator")),
    row(
        "networks:people_import",
        "/programmes/{werkplaats}/people/import/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "networks:people_import_preview",
        "/programmes/{werkplaats}/people/import/{kept}/",
        GET=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/people/import/{kept_elsewhere}/",),
    ),
    row(
        "networks:people_import_bad_rows",
        "/programmes/{werkplaats}/people/import/{kept}/bad-rows/",
        GET=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/people/import/{kept_elsewhere}/bad-rows/",),
    ),
    row(
        "networks:people_import_confirm",
        "/programmes/{werkplaats}/people/import/{kept}/confirm/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/people/import/{kept_elsewhere}/confirm/",),
    ),
    row(
        "networks:people_import_cancel",
        "/programmes/{werkplaats}/people/import/{kept}/cancel/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/people/import/{kept_elsewhere}/cancel/",),
    ),
    row("networks:people_export", "/programmes/{werkplaats}/people/export/", POST=of_programme("coordinator")),
]

# Open, close and remind: coordinator all. Showing the code during a meeting: facilitators of the network.
ROUNDS = [
    row("srt:waves", "/programmes/{werkplaats}/waves/", GET=of_programme("coordinator")),
    row(
        "srt:wave_new",
        "/programmes/{werkplaats}/waves/new/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "srt:wave",
        "/programmes/{werkplaats}/waves/{running}/",
        GET=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/waves/{elsewhere}/",),
    ),
    row(
        "srt:wave_extend",
        "/programmes/{werkplaats}/waves/{running}/extend/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/waves/{elsewhere}/extend/",),
    ),
    row(
        "srt:wave_cancel",
        "/programmes/{werkplaats}/waves/{planned}/cancel/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/waves/{elsewhere}/cancel/",),
    ),
    row(
        "srt:wave_close",
        "/programmes/{werkplaats}/waves/{running}/close/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/waves/{elsewhere}/close/",),
    ),
    row("srt:instruments", "/programmes/{werkplaats}/instruments/", GET=of_programme("coordinator")),
    row(
        "srt:past_answers",
        "/programmes/{werkplaats}/past-answers/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "srt:past_answers_bad_rows",
        "/programmes/{werkplaats}/past-answers/rows-to-correct/",
        POST=of_programme("coordinator"),
    ),
    row("srt:past_answers_confirm", "/programmes/{werkplaats}/past-answers/import/", POST=of_programme("coordinator")),
    row(
        "srt:join_code",
        "/networks/{burgerschap}/waves/{running}/join/",
        GET=of_network("facilitator coordinator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/join/", "/networks/{burgerschap}/waves/{planned}/join/"),
    ),
    # Every invitee has a personal questionnaire; coordinators and guests do not.
    row(
        "srt:own_questionnaire",
        "/survey/{running_in_burgerschap}/",
        GET=lets_in("participant student facilitator"),
        foreign=("/survey/{running_in_rekenen}/",),
    ),
]

# Personal links, open to anyone who has one, signed in or not. Wrong links are tested below.
LINKS = [
    row("srt:questionnaire_intro", "/q/{amiras_link}/", GET=everyone(), POST=everyone()),
    row("srt:questionnaire_decline", "/q/{amiras_link}/decline/", POST=everyone()),
    row("srt:questionnaire_about", "/q/{amiras_link}/about/", GET=everyone()),
    row("srt:questionnaire_page", "/q/{amiras_link}/page/1/", GET=everyone(), POST=everyone()),
    row("srt:questionnaire_save", "/q/{amiras_link}/save/", POST=everyone()),
    row("srt:questionnaire_review", "/q/{amiras_link}/review/", GET=everyone(), POST=everyone()),
    row("srt:questionnaire_thanks", "/q/{brams_link}/thanks/", GET=everyone()),
    row("srt:questionnaire_withdraw", "/q/{amiras_link}/withdraw/", GET=everyone(), POST=everyone()),
    row("srt:join_page", "/r/{room}/", GET=everyone(), POST=everyone()),
]
SECRETS = ("{amiras_link}", "{brams_link}", "{room}", "{invitation}", "{amiras_meeting_link}")
WRONG_TOKENS = ("1-AAAAAAAAAAAAAAAAAAAAAA", "999999-AAAAAAAAAAAAAAAAAAAAAA", "x", "--", "1", "9" * 30 + "-A")
# Links that were valid once.
OUTDATED = (
    "/q/{old_link}/",
    "/q/{old_link}/page/1/",
    "/q/{old_link}/about/",
    "/q/{old_link}/review/",
    "/q/{old_link}/thanks/",
    "/q/{old_link}/withdraw/",
    "/r/{old_room}/",
)

FIGURES = 'class="result-picture"'
ON_SCREEN = "data-presenter-after"
# The chart: facilitators theirs, two weeks early; everyone in the network from the conversation or the announced date;
# the coordinator only with the statement of the network. Guests, preparation team, assessor and research office never.
PICTURES = [
    row(
        "srt:result",
        "/networks/{burgerschap}/waves/{talked}/",
        GET=of_network("participant student facilitator coordinator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/", "/networks/{burgerschap}/waves/{planned}/"),
        shows={
            FIGURES: "participant student facilitator coordinator",
            STATEMENT: "participant student facilitator coordinator",
        },
    ),
    row(
        "srt:result",
        "/networks/{burgerschap}/waves/{prepared}/",
        GET=of_network("participant student facilitator coordinator"),
        shows={FIGURES: "facilitator"},
    ),
    row(
        "srt:result",
        "/networks/{burgerschap}/waves/{running}/",
        GET=of_network("participant student facilitator coordinator"),
        shows={FIGURES: ""},
    ),
    row(
        "srt:result_for_coordinator",
        "/networks/{burgerschap}/waves/{prepared}/as-coordinator/",
        GET=of_network("participant student facilitator coordinator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/as-coordinator/",),
        shows={FIGURES: ""},
    ),
    row(
        "srt:result_progress",
        "/networks/{burgerschap}/waves/{talked}/progress/",
        GET=of_network("participant student facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/progress/",),
    ),
    # As a file: exactly those who can see the chart at this moment.
    row(
        "srt:chart_file_request",
        "/networks/{burgerschap}/waves/{talked}/chart/",
        POST=of_network("participant student facilitator coordinator"),
        data={"kind": "dots", "language": "nl", "file_format": "pdf"},
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/chart/",),
    ),
    row(
        "srt:chart_file_request",
        "/networks/{burgerschap}/waves/{prepared}/chart/",
        POST=of_network("facilitator"),
        data={"kind": "radar", "language": "en", "file_format": "png"},
    ),
    row(
        "srt:chart_file",
        "/networks/{burgerschap}/waves/{talked}/chart/dots/nl/pdf/",
        GET=of_network("participant student facilitator coordinator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/chart/dots/nl/pdf/",),
    ),
    row(
        "srt:chart_file_download",
        "/networks/{burgerschap}/waves/{talked}/chart/dots/nl/pdf/file/",
        GET=of_network("participant student facilitator coordinator"),
        foreign=(
            "/networks/{burgerschap}/waves/{elsewhere}/chart/dots/nl/pdf/file/",
            "/networks/{burgerschap}/waves/{talked}/chart/radar/nl/pdf/file/",
        ),
    ),
    row(
        "srt:result_table_download",
        "/networks/{burgerschap}/waves/{talked}/table/",
        GET=of_network("participant student facilitator coordinator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/table/",),
    ),
    row(
        "srt:conversation",
        "/networks/{burgerschap}/waves/{talked}/conversation/",
        GET=of_network("participant student facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/conversation/",),
        shows={FIGURES: ""},
    ),
    # In the presenter view: the same people, and no chart before the conversation has begun.
    row(
        "srt:presenter",
        "/networks/{burgerschap}/waves/{talked}/presenter/",
        GET=of_network("participant student facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/presenter/",),
        shows={ON_SCREEN: "participant student facilitator"},
    ),
    row(
        "srt:presenter",
        "/networks/{burgerschap}/waves/{prepared}/presenter/",
        GET=of_network("participant student facilitator"),
        shows={ON_SCREEN: ""},
    ),
    row(
        "srt:conversation_start",
        "/networks/{burgerschap}/waves/{prepared}/conversation/start/",
        POST=of_network("facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/conversation/start/",),
    ),
    row(
        "srt:conversation_day",
        "/networks/{burgerschap}/waves/{prepared}/conversation/day/",
        POST=of_network("facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/conversation/day/",),
    ),
    row(
        "srt:statement",
        "/networks/{burgerschap}/waves/{talked}/statement/",
        GET=of_network("facilitator"),
        POST=of_network("facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/statement/",),
    ),
    row(
        "srt:reflections",
        "/networks/{burgerschap}/waves/{talked}/conversation/reflections/",
        GET=of_network("facilitator"),
        POST=of_network("facilitator"),
        foreign=("/networks/{burgerschap}/waves/{elsewhere}/conversation/reflections/",),
    ),
    row(
        "srt:programme_statements",
        "/programmes/{werkplaats}/statements/",
        GET=of_programme("coordinator"),
        shows={FIGURES: "", STATEMENT: "coordinator"},
    ),
]

# Allauth's pages. Signed-in people for whom a page has no use are redirected to the home page, which counts as in.
SIGN_IN = [
    row("account_login", "/accounts/login/", GET=everyone(), POST=everyone()),
    row("account_logout", "/accounts/logout/", GET=lets_in(SIGNED_IN), POST=dict.fromkeys(ROLES, LOGIN)),
    row("account_inactive", "/accounts/inactive/", GET=everyone()),
    # Accounts need an invitation, and the page says so (tests/accounts).
    row("account_signup", "/accounts/signup/", GET=everyone(), POST=everyone()),
    row("account_reauthenticate", "/accounts/reauthenticate/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
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

# Django's admin redirects everyone except staff to its sign-in page.
ADMIN = "admin/"

MATRIX = [
    *HOME,
    *NETWORK,
    *PROGRAMME,
    *ROUNDS,
    *LINKS,
    *PICTURES,
    *MEETINGS,
    *SIGN_IN,
    *SECOND_STEP,
    *INSTITUTIONS,
    *INSTRUMENTS,
]

# The promise of each line “Visible to: …”: a permission, and the roles that it names. Written by hand from the table of
# docs/threat-model.md, for Burgerschap.
AUDIENCES = {
    "own": "",
    "see_network": "participant student guest facilitator coordinator preparation_team",
    "share_in_network": "participant student facilitator",
    "lead": "facilitator coordinator",
    "manage_people": "facilitator coordinator",
    "run_wave": "coordinator",
    "prepare_results": "facilitator",
    "see_results": "participant student facilitator",
    "see_results_with_statement": "participant student facilitator coordinator",
    "write_statement": "facilitator",
    "oversee_programme": "coordinator",
    "see_programme_results": "coordinator research_office",
    "manage_programme": "coordinator",
    "see_meeting": "participant student facilitator coordinator preparation_team",
    "join_meeting": "participant student facilitator",
    "share_at_meeting": "participant student facilitator coordinator preparation_team",
    "plan_meetings": "facilitator coordinator preparation_team",
    "plan_programme_meetings": "coordinator preparation_team",
    "see_replies": "facilitator",
    "see_meeting_summary": "participant student facilitator coordinator",
}
