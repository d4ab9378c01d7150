"""Every page in every state: the list that the tests of pages, accessibility and query counts walk through.

An address is made from the parts of tests/page_world.py; `reader` is one of its readers. `posts` is sent as the form on
the page, to show what comes back; `before` is what the reader did first.

To add a page, add a line here. tests/all_pages/test_pages.py names routes without one.
"""

from __future__ import annotations

import time
from http.cookies import SimpleCookie

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from accounts.models import User
from accounts.sessions import STARTED, USUAL
from tests.cast import PASSWORD
from tests.meetings.pages import MEETINGS
from tests.ogo.pages import OGO
from tests.page import AUTHENTICATION, Page
from tests.page_world import LONG_WORD, PageWorld
from tests.pages_screen import ON_SCREEN
from tests.srt.instrument_pages import INSTRUMENTS

ANSWERS = (
    "network,background,p01,p02,p03,p04,p05,p06,p07,p08,p09,p10,p11,p12,p13,"
    "r01,r02,r03,r04,r05,r06,r07,r08,r09,r10,r11,r12,r13,r14,r15,r16,r17,r18,r19\n"
)
WRONG_ANSWERS = (ANSWERS + "nergens,student," + ",".join("9" * 32) + "\n").encode()
RIGHT_ANSWERS = (ANSWERS + ("rekenen,teacher," + ",".join("4" * 32) + "\n") * 6).encode()
WRONG_PEOPLE = b"naam;adres\nAmira;amira\n"


def asked_for_a_file(client: Client, found: PageWorld) -> None:
    """Request the chart as a file, which no worker draws yet."""
    client.post(FILES.format(**found.parts), {"kind": "radar", "language": "nl", "file_format": "png"})


def signed_in_with_password(client: Client, found: PageWorld) -> None:
    """Sign in as Amira by the form, so that pages do not ask for the password again."""
    client.cookies = SimpleCookie()
    client.post("/accounts/login/", {"login": "amira@example.org", "password": PASSWORD})


def signed_in_elsewhere(client: Client, found: PageWorld) -> None:
    """Sign in as Amira in another browser and then in this one."""
    telephone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) CriOS/137.0 Safari/604.1"})
    for browser in (telephone, client):
        signed_in_with_password(browser, found)


def asked_for_a_code(client: Client, found: PageWorld) -> None:
    """Request a sign-in code."""
    client.post("/accounts/login/code/", {"email": "amira@example.org"})


def asked_for_a_new_password(client: Client, found: PageWorld) -> None:
    """Request a code for choosing a new password."""
    client.post("/accounts/password/reset/", {"email": "amira@example.org"})


def gave_a_new_address(client: Client, found: PageWorld) -> None:
    """Sign in, ask to change the address and enter the password again."""
    signed_in_with_password(client, found)
    asked = client.post("/accounts/email/", {"action_add": "1", "email": "amira.nieuw@example.org"})
    client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)


def has_no_password(client: Client, found: PageWorld) -> None:
    """Remove Otto's password, as for people who sign in with codes, and confirm that it is Otto."""
    otto = User.objects.get(email="otto@example.org")
    otto.set_unusable_password()
    otto.save(update_fields=["password"])
    client.force_login(otto, backend=AUTHENTICATION)
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(otto.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time(), "reauthenticated": True}]
    session.save()


def past_the_password(client: Client, found: PageWorld) -> None:
    """Sign in as Amira and enter the password again, which pages about the second step require."""
    signed_in_with_password(client, found)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def asked_to_confirm_by_code(client: Client, found: PageWorld) -> None:
    """Sign in and ask for a code to confirm something."""
    signed_in_with_password(client, found)
    client.post("/accounts/reauthenticate/code/", {"recipient": "amira@example.org"})


def has_a_second_step(client: Client, found: PageWorld) -> None:
    """Give Amira an authenticator app and recovery codes after she signs in."""
    past_the_password(client, found)
    amira = User.objects.get(email="amira@example.org")
    TOTP.activate(amira, generate_totp_secret())
    RecoveryCodes.activate(amira)


def between_two_steps(client: Client, found: PageWorld) -> None:
    """Give Amira an authenticator app, and stop after her password."""
    TOTP.activate(User.objects.get(email="amira@example.org"), generate_totp_secret())
    signed_in_with_password(client, found)


def form_posted_too_late(client: Client, found: PageWorld) -> None:
    """Send a form of Amira's after her session has ended."""
    client.force_login(User.objects.get(email="amira@example.org"), backend=AUTHENTICATION)
    client.get("/profile/")
    session = client.session
    session[STARTED] -= USUAL.absolute + 60
    session.save()
    client.post("/profile/", {"first_name": "Amira", "last_name": "Langer", "language": "nl"})


def saved_form_after_sign_in(client: Client, found: PageWorld) -> None:
    """Send a form after the session has ended, and sign in again."""
    form_posted_too_late(client, found)
    client.post("/accounts/login/", {"login": "amira@example.org", "password": PASSWORD})


def with_message(client: Client, found: PageWorld) -> None:
    """Save the profile, so that the next page shows a message."""
    language = User.objects.get(email="amira@example.org").language
    client.post("/profile/", {"first_name": "Amira", "last_name": "Voorbeeld", "language": language})


SIGN_IN = [
    Page("sign-in", "/accounts/login/", "anonymous"),
    Page("sign-in", "/accounts/login/", "anonymous", "wrong", posts={"login": "geen-adres", "password": ""}),
    Page("code by email", "/accounts/login/code/", "anonymous"),
    Page("code by email", "/accounts/login/code/", "anonymous", "wrong", posts={"email": "geen-adres"}),
    Page("code", "/accounts/login/code/confirm/", "anonymous", before=asked_for_a_code),
    Page("code", "/accounts/login/code/confirm/", "anonymous", "wrong", before=asked_for_a_code, posts={"code": "1"}),
    Page("forgotten password", "/accounts/password/reset/", "anonymous"),
    Page("forgotten password", "/accounts/password/reset/", "anonymous", "wrong", posts={"email": "geen-adres"}),
    Page("reset code", "/accounts/password/reset/confirm/", "anonymous", before=asked_for_a_new_password),
    Page("password changed", "/accounts/password/reset/done/", "anonymous"),
    Page("sign-up", "/accounts/signup/", "anonymous", "closed"),
    Page("not active", "/accounts/inactive/", "anonymous"),
    Page("sign-out", "/accounts/logout/", "participant"),
    Page("password again", "/accounts/reauthenticate/", "participant"),
    Page("password again", "/accounts/reauthenticate/", "participant", "wrong", posts={"password": "nee"}),
    Page("confirm by code", "/accounts/reauthenticate/code/", "participant", before=signed_in_with_password),
    Page("code to confirm", "/accounts/reauthenticate/code/confirm/", "participant", before=asked_to_confirm_by_code),
    Page("email address", "/accounts/email/", "participant", before=signed_in_with_password),
    Page(
        "email address",
        "/accounts/email/",
        "participant",
        "wrong",
        before=signed_in_with_password,
        posts={"action_add": "1", "email": "geen-adres"},
    ),
    Page("code of an address", "/accounts/confirm-email/", "participant", before=gave_a_new_address),
    Page("new password", "/accounts/password/change/", "participant", before=signed_in_with_password),
    Page(
        "new password",
        "/accounts/password/change/",
        "participant",
        "wrong",
        before=signed_in_with_password,
        posts={"oldpassword": "nee", "password1": "kort", "password2": "anders"},
    ),
    Page("first password", "/accounts/password/set/", "outsider", before=has_no_password),
    Page("sessions", "/accounts/sessions/", "participant"),
    Page("sessions", "/accounts/sessions/", "participant", "several", before=signed_in_elsewhere),
    Page("second step", "/accounts/2fa/", "participant", "none"),
    Page("second step", "/accounts/2fa/", "participant", before=has_a_second_step),
    Page("second step at sign-in", "/accounts/2fa/authenticate/", "anonymous", before=between_two_steps),
    Page(
        "second step at sign-in",
        "/accounts/2fa/authenticate/",
        "anonymous",
        "wrong",
        before=between_two_steps,
        posts={"code": "123"},
    ),
    Page("code again", "/accounts/2fa/reauthenticate/", "participant", before=has_a_second_step),
    Page("new app", "/accounts/2fa/totp/activate/", "participant", before=past_the_password),
    Page(
        "new app",
        "/accounts/2fa/totp/activate/",
        "participant",
        "wrong",
        before=past_the_password,
        posts={"code": "123"},
    ),
    Page("remove app", "/accounts/2fa/totp/deactivate/", "participant", before=has_a_second_step),
    Page("recovery codes", "/accounts/2fa/recovery-codes/", "participant", before=has_a_second_step),
    Page("new recovery codes", "/accounts/2fa/recovery-codes/generate/", "participant", before=has_a_second_step),
    Page("accounts of institutions", "/accounts/3rdparty/", "participant", "empty"),
    Page("cancelled at an institution", "/accounts/3rdparty/login/cancelled/", "anonymous"),
    Page("institution error", "/accounts/3rdparty/login/error/", "anonymous", status=401),
    Page("passkeys", "/accounts/2fa/webauthn/", "participant", "empty"),
    Page("new passkey", "/accounts/2fa/webauthn/add/", "participant", before=past_the_password),
    Page("saved form", "/session/saved-form/", "participant", before=saved_form_after_sign_in),
    Page("sign-in", "/accounts/login/", "anonymous", "signed out", before=form_posted_too_late),
    Page("profile", "/profile/", "participant"),
    Page("profile", "/profile/", "participant", "message", before=with_message),
    Page("profile", "/profile/", "long_participant", "long"),
    Page("profile", "/profile/", "participant", "wrong", posts={"first_name": "", "language": "nl"}),
    Page("personal data", "/profile/data/", "participant"),
    Page("personal data", "/profile/data/", "coordinator"),
    Page("personal data", "/profile/data/", "outsider", "empty"),
    Page("personal data", "/profile/data/", "long_participant", "long"),
    Page("erasure", "/profile/data/erase/", "participant"),
    Page("erasure", "/profile/data/erase/", "coordinator", "hand over first"),
    Page("erasure", "/profile/data/erase/", "long_participant", "long"),
    Page("erasure", "/profile/data/erase/", "participant", "wrong", posts={"email": "geen"}),
    Page("welcome", "/welcome/{invitation}/", "anonymous"),
    Page("welcome", "/welcome/{invitation}/", "anonymous", "wrong", posts={"first_name": "", "password": "kort"}),
    Page("welcome", "/welcome/999999-wrong/", "anonymous", "ended", status=410),
    Page("about", "/about/", "anonymous"),
    Page("about", "/about/", "participant", "signed in"),
    Page("privacy", "/privacy/", "anonymous"),
    Page("privacy", "/privacy/", "long_participant", "long"),
    Page("style guide", "/style/", "anonymous", demo=True),
    Page("style guide", "/style/", "staff", "wrong", posts={"email": "geen"}),
    Page("demo mailboxes", "/demo/emails/", "anonymous", demo=True),
    Page("demo mailbox", "/demo/emails/amira@example.org/", "anonymous", demo=True),
    Page("demo mailbox", "/demo/emails/bram@example.org/", "anonymous", "empty", demo=True),
    Page("demo email", "/demo/emails/amira@example.org/{email}/", "anonymous", demo=True),
    Page(
        "demo email",
        "/demo/emails/amira@example.org/{email_with_calendar}/",
        "anonymous",
        "with a calendar",
        demo=True,
    ),
    Page("not found", "/nowhere/", "anonymous", "error", status=404),
    Page("not found", "/networks/{burgerschap}/", "outsider", "error", status=404),
    Page("refused", "/networks/{burgerschap}/edit/", "participant", "error", status=403),
]

HOME = [
    Page("home", "/", "coordinator"),
    Page("home", "/", "outsider", "empty"),
    Page("home", "/", "preparation_team", "preparation team"),
    Page("home", "/", "long_coordinator", "long"),
    Page("network", "/networks/{burgerschap}/", "participant"),
    Page("network", "/networks/{burgerschap}/", "facilitator"),
    Page("network", "/networks/{burgerschap}/", "guest", "from outside"),
    Page("network", "/networks/{burgerschap}/", "coordinator", "from outside"),
    Page("network", "/networks/{burgerschap}/", "preparation_team", "from outside"),
    Page("network", "/networks/{quiet_network}/", "alone", "empty"),
    Page("network", "/networks/{quiet_network}/", "nobody_yet", "empty"),
    Page("network", "/networks/{long_network}/", "long_participant", "long"),
    Page("network", "/networks/{long_network}/", "long_coordinator", "long"),
    Page("programme", "/programmes/{werkplaats}/", "coordinator"),
    Page("programme", "/programmes/{new}/", "nobody_yet", "empty"),
    Page("programme", "/programmes/{long}/", "long_coordinator", "long"),
]

PEOPLE = [
    Page("people", "/networks/{burgerschap}/people/", "participant"),
    Page("people", "/networks/{burgerschap}/people/", "facilitator"),
    Page("people", "/networks/{burgerschap}/people/", "coordinator"),
    Page("people", "/networks/{quiet_network}/people/", "alone", "empty"),
    Page("people", "/networks/{long_network}/people/", "long_coordinator", "long"),
    Page("own lines", "/networks/{burgerschap}/people/me/", "participant"),
    Page(
        "own lines",
        "/networks/{burgerschap}/people/me/",
        "participant",
        "wrong",
        posts={"seeks": "x" * 400, "offers": ""},
    ),
    Page("change network", "/networks/{burgerschap}/edit/", "facilitator"),
    Page("change network", "/networks/{burgerschap}/edit/", "coordinator"),
    Page("change network", "/networks/{long_network}/edit/", "long_coordinator", "long"),
    Page(
        "change network",
        "/networks/{burgerschap}/edit/",
        "coordinator",
        "wrong",
        posts={"name": "", "starts_on": "2024-09-01", "ends_on": "2023-09-01"},
    ),
    Page("add a person", "/networks/{burgerschap}/people/add/", "facilitator"),
    Page("add a person", "/networks/{burgerschap}/people/add/", "coordinator"),
    Page("add a person", "/networks/{burgerschap}/people/add/", "facilitator", "wrong", posts={"email": "geen"}),
    Page("participation", "/networks/{burgerschap}/people/{amira_takes_part}/", "facilitator"),
    Page("participation", "/networks/{burgerschap}/people/{joep_takes_part}/", "facilitator", "ending"),
    Page("participation", "/networks/{long_network}/people/{long_takes_part}/", "long_facilitator", "long"),
    Page(
        "participation",
        "/networks/{burgerschap}/people/{amira_takes_part}/",
        "facilitator",
        "wrong",
        posts={"from_date": "ooit"},
    ),
    Page("correct a name", "/networks/{burgerschap}/people/{amira_takes_part}/name/", "coordinator"),
    Page(
        "correct a name",
        "/networks/{burgerschap}/people/{amira_takes_part}/name/",
        "coordinator",
        "wrong",
        posts={"first_name": "\u200b"},
    ),
    Page("end participation", "/networks/{burgerschap}/people/{amira_takes_part}/end/", "facilitator"),
    Page(
        "end participation",
        "/networks/{burgerschap}/people/{amira_takes_part}/end/",
        "facilitator",
        "wrong",
        posts={"last_day": "ooit"},
    ),
    Page("end participation", "/networks/{long_network}/people/{long_takes_part}/end/", "long_facilitator", "long"),
]

SETTINGS = [
    Page("lost mailboxes", "/programmes/{werkplaats}/settings/addresses/", "coordinator"),
    Page(
        "lost mailboxes",
        "/programmes/{werkplaats}/settings/addresses/",
        "coordinator",
        "wrong",
        posts={"email": "niemand@example.org", "address": "geen"},
    ),
    Page("lost mailboxes of all programmes", "/lost-mailboxes/", "staff"),
    Page("networks", "/programmes/{werkplaats}/networks/", "coordinator"),
    Page("networks", "/programmes/{new}/networks/", "nobody_yet", "empty"),
    Page("networks", "/programmes/{long}/networks/", "long_coordinator", "long"),
    Page("new network", "/programmes/{werkplaats}/networks/add/", "coordinator"),
    Page("new network", "/programmes/{werkplaats}/networks/add/", "coordinator", "wrong", posts={"name": ""}),
    Page("settings", "/programmes/{werkplaats}/settings/", "coordinator"),
    Page("settings", "/programmes/{long}/settings/", "long_coordinator", "long"),
    Page(
        "settings",
        "/programmes/{werkplaats}/settings/",
        "coordinator",
        "wrong",
        posts={"name": "", "language": "nl", "minimum_group": "1"},
    ),
    Page("terms", "/programmes/{werkplaats}/settings/words/", "coordinator"),
    Page("term", "/programmes/{werkplaats}/settings/words/network/", "coordinator"),
    Page("term", "/programmes/{werkplaats}/settings/words/year/", "coordinator", "of years"),
    Page(
        "term",
        "/programmes/{werkplaats}/settings/words/network/",
        "coordinator",
        "wrong",
        posts={"pack": "own", "nl_one": ""},
    ),
    Page("backgrounds", "/programmes/{werkplaats}/settings/backgrounds/", "coordinator"),
    Page("new background", "/programmes/{werkplaats}/settings/backgrounds/add/", "coordinator"),
    Page(
        "new background",
        "/programmes/{werkplaats}/settings/backgrounds/add/",
        "coordinator",
        "wrong",
        posts={"name_nl": "", "target_min": "5", "target_max": "2"},
    ),
    Page("background", "/programmes/{werkplaats}/settings/backgrounds/{background}/", "coordinator"),
    Page("tasks", "/programmes/{werkplaats}/settings/tasks/", "coordinator"),
    Page("tasks", "/programmes/{long}/settings/tasks/", "long_coordinator", "long"),
    Page("tasks", "/programmes/{werkplaats}/settings/tasks/", "coordinator", "wrong", posts={"email": "geen"}),
    Page("end task", "/programmes/{werkplaats}/settings/tasks/{rosas_task}/end/", "coordinator"),
    Page("people to confirm", "/programmes/{werkplaats}/people/confirm/", "coordinator"),
    Page("study years", "/programmes/{werkplaats}/settings/years/", "coordinator"),
    Page(
        "study years", "/programmes/{werkplaats}/settings/years/", "coordinator", "wrong", posts={"first_year": "1066"}
    ),
    Page("log", "/programmes/{werkplaats}/log/", "coordinator"),
    Page("log", "/programmes/{long}/log/", "long_coordinator", "long"),
    Page("import people", "/programmes/{werkplaats}/people/import/", "coordinator"),
    Page("import people", "/programmes/{werkplaats}/people/import/", "coordinator", "wrong", posts={}),
    Page(
        "import people",
        "/programmes/{werkplaats}/people/import/",
        "coordinator",
        "wrong file",
        posts={},
        files={"file": ("mensen.csv", WRONG_PEOPLE)},
    ),
    Page("people to import", "/programmes/{werkplaats}/people/import/{kept}/", "coordinator"),
]

ROUNDS = [
    Page("rounds", "/programmes/{werkplaats}/waves/", "coordinator"),
    Page("rounds", "/programmes/{new}/waves/", "nobody_yet", "empty"),
    Page("new round", "/programmes/{werkplaats}/waves/new/", "coordinator"),
    Page("new round", "/programmes/{new}/waves/new/", "nobody_yet", "empty"),
    Page("new round", "/programmes/{long}/waves/new/", "long_coordinator", "long"),
    Page(
        "new round",
        "/programmes/{werkplaats}/waves/new/",
        "coordinator",
        "wrong",
        status=422,
        posts={"closes_on": "ooit", "preview": "1"},
    ),
    Page("round", "/programmes/{werkplaats}/waves/{running}/", "coordinator", "open"),
    Page("round", "/programmes/{werkplaats}/waves/{planned}/", "coordinator", "planned"),
    Page("round", "/programmes/{werkplaats}/waves/{talked}/", "coordinator", "closed"),
    Page("round", "/programmes/{long}/waves/{long_running}/", "long_coordinator", "long"),
    Page(
        "round",
        "/programmes/{werkplaats}/waves/{running}/extend/",
        "coordinator",
        "wrong",
        status=422,
        form_on="/programmes/{werkplaats}/waves/{running}/",
        posts={"closes_on": "2020-01-01", "closes_time": "17:00"},
    ),
    Page("close round", "/programmes/{werkplaats}/waves/{running}/close/", "coordinator"),
    Page("close round", "/programmes/{werkplaats}/waves/{running}/close/", "coordinator", "wrong", posts={}),
    Page("close round", "/programmes/{werkplaats}/waves/{talked}/close/", "coordinator", "closed"),
    Page("questionnaires", "/programmes/{werkplaats}/instruments/", "coordinator"),
    Page("join screen", "/networks/{burgerschap}/waves/{running}/join/", "facilitator", "open"),
    Page("join screen", "/networks/{burgerschap}/waves/{talked}/join/", "facilitator", "closed"),
    Page("join screen", "/networks/{long_network}/waves/{long_running}/join/", "long_facilitator", "long"),
]

QUESTIONNAIRE = [
    Page("questionnaire", "/q/{amiras_link}/", "anonymous", "begun"),
    Page("questionnaire", "/q/{joeps_link}/", "anonymous", "new"),
    Page("questionnaire", "/q/{brams_link}/", "anonymous", "sent"),
    Page("questionnaire", "/q/{long_link}/", "anonymous", "long"),
    Page("questionnaire", "/q/{old_link}/", "anonymous", "closed", status=410),
    Page("questionnaire", "/q/1-wrong/", "anonymous", "wrong link", status=404),
    Page("about the questionnaire", "/q/{amiras_link}/about/", "anonymous"),
    *(Page(f"statements {number}", f"/q/{{amiras_link}}/page/{number}/", "anonymous") for number in range(1, 6)),
    Page("statements 1", "/q/{joeps_link}/page/1/", "anonymous", "empty"),
    Page("statements 1", "/q/{amiras_link}/page/1/", "anonymous", "wrong", status=422, posts={"p01": "9"}),
    Page("review", "/q/{amiras_link}/review/", "anonymous", "half"),
    Page("review", "/q/{brams_link}/review/", "anonymous", "whole"),
    Page("review", "/q/{joeps_link}/review/", "anonymous", "empty"),
    Page("review", "/q/{joeps_link}/review/", "anonymous", "wrong", status=422, posts={}),
    Page("thanks", "/q/{brams_link}/thanks/", "anonymous"),
    Page("withdraw", "/q/{brams_link}/withdraw/", "anonymous"),
    Page("join page", "/r/{room}/", "anonymous"),
    Page("join page", "/r/{room}/?sent", "anonymous", "sent"),
    Page("join page", "/r/{room}/", "anonymous", "wrong", status=422, posts={"email": "geen"}),
    Page("join page", "/r/{old_room}/", "anonymous", "closed", status=410),
]

FILES = "/networks/{burgerschap}/waves/{talked}/chart/"
RESULTS = [
    Page("our picture", "/networks/{burgerschap}/waves/", "participant"),
    Page("our picture", "/networks/{burgerschap}/waves/", "coordinator"),
    Page("our picture", "/networks/{quiet_network}/waves/", "alone", "empty"),
    Page("result", "/networks/{burgerschap}/waves/{talked}/", "participant"),
    Page("result", "/networks/{burgerschap}/waves/{talked}/", "facilitator"),
    Page("result", "/networks/{burgerschap}/waves/{talked}/", "coordinator", "with statement"),
    Page("result", "/networks/{burgerschap}/waves/{prepared}/", "facilitator", "suppressed, to prepare"),
    Page("result", "/networks/{burgerschap}/waves/{prepared}/", "participant", "not yet"),
    Page("result", "/networks/{burgerschap}/waves/{prepared}/", "coordinator", "not yet"),
    Page("result", "/networks/{burgerschap}/waves/{running}/", "participant", "open"),
    Page("result", "/networks/{burgerschap}/waves/{running}/", "coordinator", "open"),
    Page("result", "/networks/{rekenen}/waves/{prepared}/", "other_facilitator", "product suppressed"),
    Page("result", "/networks/{long_network}/waves/{long_talked}/", "long_participant", "long"),
    Page("result", "/networks/{long_network}/waves/{long_talked}/", "long_coordinator", "long"),
    Page("chart file", FILES + "dots/nl/pdf/", "participant", "ready"),
    Page("chart file", FILES + "radar/en/pdf/", "coordinator", "to request"),
    Page("chart file", FILES + "radar/nl/png/", "facilitator", "being drawn", before=asked_for_a_file),
    Page(
        "chart file",
        "/networks/{long_network}/waves/{long_talked}/chart/dots/nl/png/",
        "long_participant",
        "long",
    ),
    Page("what the coordinator sees", "/networks/{burgerschap}/waves/{talked}/as-coordinator/", "participant"),
    Page(
        "what the coordinator sees",
        "/networks/{burgerschap}/waves/{prepared}/as-coordinator/",
        "participant",
        "not yet",
    ),
    Page("conversation", "/networks/{burgerschap}/waves/{talked}/conversation/", "facilitator"),
    Page("conversation", "/networks/{rekenen}/waves/{talked}/conversation/", "other_facilitator", "no chart"),
    Page("reflections", "/networks/{rekenen}/waves/{talked}/conversation/reflections/", "other_facilitator"),
    *ON_SCREEN,
    Page("statement", "/networks/{burgerschap}/waves/{talked}/statement/", "facilitator"),
    Page(
        "statement",
        "/networks/{burgerschap}/waves/{talked}/statement/",
        "facilitator",
        "wrong",
        posts={"words": " ".join([LONG_WORD] * 8)},
    ),
    Page("statements of networks", "/programmes/{werkplaats}/statements/", "coordinator"),
    Page("statements of networks", "/programmes/{new}/statements/", "nobody_yet", "empty"),
    Page("statements of networks", "/programmes/{long}/statements/", "long_coordinator", "long"),
]

PAST = "/programmes/{werkplaats}/past-answers/"
PAST_ANSWERS = [
    Page("past answers", PAST, "coordinator"),
    Page("past answers", PAST, "coordinator", "wrong", posts={}),
    Page(
        "past answers",
        PAST,
        "coordinator",
        "wrong file",
        posts={"first_year": "{past_year}", "instrument": "{instrument}"},
        files={"file": ("antwoorden.csv", WRONG_ANSWERS)},
    ),
    Page(
        "past answers",
        PAST,
        "coordinator",
        "to import",
        posts={"first_year": "{past_year}", "instrument": "{instrument}"},
        files={"file": ("antwoorden.csv", RIGHT_ANSWERS)},
    ),
]

PAGES = [
    *SIGN_IN,
    *HOME,
    *PEOPLE,
    *SETTINGS,
    *ROUNDS,
    *QUESTIONNAIRE,
    *RESULTS,
    *PAST_ANSWERS,
    *MEETINGS,
    *OGO,
    *INSTRUMENTS,
]
