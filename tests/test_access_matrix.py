"""Every route × the cast × method, held against the expectations of tests/access_matrix.py."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from accounts.checks import routes
from networks.models import Network, Participation, ProgrammeRole
from tests.access_matrix import ADMIN, AUDIENCES, MATRIX, OUTDATED, SECRETS, WRONG_TOKENS
from tests.cast import ROLES
from tests.matrix_rows import HIDDEN, IN, LOGIN, NO, WRONG_METHOD, Row
from tests.world import World

METHODS = ("GET", "POST")
# Tables a GET may write to: sessions and the counters of rate limits.
MAY_BE_WRITTEN = ("django_session", "cache", "usersessions_usersession")
SIGN_IN_PATHS = ("/accounts/login/", "/admin/login/")
AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"


Ask = Callable[..., Any]

# Routes whose lines “Visible to: …” are about what the reader enters or was asked, so the reader need not be named.
ABOUT_THE_READER = {
    "accounts:profile",
    "accounts:own_data",
    "accounts:welcome",
    "srt:questionnaire_intro",
    "srt:questionnaire_thanks",
    "meetings:own_calendar",
    # Personal links: everyone who has one can read it; the line names the invitees.
    *(row.name for row in MATRIX if row.name.startswith("meetings:link_")),
}
# The same on pages with other lines too: the reader's own answer about attending.
OWN_ANSWERS = {
    (route, "see_replies") for route in ("meetings:meeting", "meetings:check_in", "overview:network", "overview:home")
}
# AUDIENCES is written for Burgerschap; rows with these parts are about another network, or about none.
OF_ANOTHER_PLACE = ("{exchange_meeting}", "{elsewhere_meeting}")
# The readers of what Amira, the participant, wrote for a circle.
CIRCLES = {"me": "participant", "facilitator": "participant facilitator", "network": "participant student facilitator"}
# The route where the other roles named by a line read the same content, because they cannot open this one.
TWINS = {
    ("srt:wave", "see_results_with_statement"): "srt:questionnaire_intro",
    ("srt:programme_statements", "see_results_with_statement"): "srt:result",
    ("overview:programme", "see_results_with_statement"): "srt:result",
    ("srt:reflections", "see_results"): "srt:conversation",
    ("srt:statement", "see_results_with_statement"): "srt:result",
    # The name entered there is shown in the list of people.
    ("networks:person_add", "see_network"): "networks:people",
    # The correction is shown with the version.
    ("ogo:version_edit", "see_work"): "ogo:version",
    ("ogo:version_file_add", "see_work"): "ogo:version",
    # The text entered there is shown on the page for looking back, with the lines of participants.
    ("ogo:look_back_write", "see_track"): "ogo:look_back",
    ("ogo:look_back_write", "see_work"): "ogo:look_back",
    # The buddy is named on the page for people who join.
    ("ogo:buddy_choose", "see_work"): "ogo:getting_started",
    # The content entered there is shown on the page of the meeting, or with the posts.
    **{
        (f"meetings:{name}", "see_meeting"): "meetings:meeting"
        for name in (
            *("agenda", "block", "block_propose", "purpose", "preparation_add", "preparation_edit", "meeting_complete"),
            *("links", "task_add", "task_edit", "file_add", "poll_about"),
        )
    },
    ("meetings:support_need_add", "join_meeting"): "meetings:online_readiness",
    ("meetings:support_need_edit", "join_meeting"): "meetings:online_readiness",
    ("meetings:post", "share_in_network"): "meetings:posts",
    ("ogo:ask_add", "see_work"): "ogo:asks",
    ("ogo:goal_add", "see_track"): "ogo:goals",
    ("ogo:goal_edit", "see_track"): "ogo:goal",
    ("ogo:activity_note", "see_activities"): "ogo:activity_uses",
    ("ogo:activity_note_share", "choose_activities"): "ogo:activity",
}


@pytest.fixture(scope="module")
def cookies(_world_of_module: World) -> dict[str, str]:
    """Return the cookies of every role, signed in once for the module."""
    return {role: signed_in(_world_of_module, name).cookies.output(header="", sep=";") for role, name in ROLES.items()}


@pytest.fixture
def visit(world: World, cookies: dict[str, str]) -> Ask:
    """Return `visit("coordinator", "GET", path)`: it returns the response and undoes what the request changed."""

    def ask(role: str, method: str, path: str, data: dict[str, str] | None = None) -> Any:
        client = Client()
        client.cookies = SimpleCookie(cookies[role])
        with transaction.atomic():
            response = client.generic(method, path) if method not in METHODS else sent(client, method, path, data)
            transaction.set_rollback(True)
        return response

    return ask


@dataclass(frozen=True)
class Seen:
    """The outcome for a role, and the text of the page."""

    outcome: str
    page: str


def signed_in(world: World, name: str | None, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    if name:
        client.force_login(world.cast[name], backend=AUTHENTICATION)
    return client


def sent(client: Client, method: str, path: str, data: dict[str, str] | None) -> Any:
    return client.post(path, data or {}) if method == "POST" else client.get(path)


def outcome(response: HttpResponse, path: str) -> str:
    """Return the outcome of a request in the words of the matrix."""
    if response.status_code == 302 and response.headers["Location"].startswith(SIGN_IN_PATHS):
        return LOGIN
    known = {403: NO, 404: HIDDEN, 405: WRONG_METHOD}
    if response.status_code in known:
        return known[response.status_code]
    well = response.status_code < 400 or response.status_code == 422 or path == "/health/"
    return IN if well else f"{response.status_code}"


def rows_of(prefix: str = "/") -> list[Row]:
    return [row for row in MATRIX if row.path.startswith(prefix)]


def named(row: Row) -> str:
    return f"{row.name} {row.path}"


def first_role(row: Row, method: str) -> str:
    """Return the first role that a row lets in by a method, or the coordinator."""
    return next((role for role, expected in row.methods[method].items() if expected == IN), "coordinator")


def test_every_route_has_a_row(world: World):
    rows = {resolve(row.path.format(**world.parts)).route for row in MATRIX}
    assert sorted(path for path, _ in routes() if path not in rows and not path.startswith(ADMIN)) == []


def test_every_row_has_a_route_and_every_column(world: World):
    known = {path for path, _ in routes()}
    wrong = []
    for row in MATRIX:
        found = resolve(row.path.format(**world.parts))
        if found.view_name != row.name or found.route not in known:
            wrong.append(f"{named(row)} leads to {found.view_name}")
        wrong += [f"{named(row)}: {method}" for method, each in row.methods.items() if set(each) != set(ROLES)]
    assert wrong == []


@pytest.mark.parametrize("row", MATRIX, ids=named)
def test_route_answers_every_role_as_its_row_says(world: World, visit: Ask, row: Row):
    path = row.path.format(**world.parts)
    seen = {role: look(visit, role, path) for role in ROLES}
    wrong = [
        *wrong_outcomes(row, "GET", {role: one.outcome for role, one in seen.items()}),
        *wrong_outcomes(row, "POST", {role: outcome(visit(role, "POST", path, row.data), path) for role in ROLES}),
    ]
    if "GET" in row.methods:
        readers = {role: seen[role].page for role, expected in row.methods["GET"].items() if expected == IN}
        wrong += wrong_texts(row, readers)
        if not any(part in row.path for part in OF_ANOTHER_PLACE):
            wrong += wrong_audiences(row, readers)
        wrong += written_by_reading(visit, row, path)
    assert not wrong, "\n".join(wrong)


def look(visit: Ask, role: str, path: str) -> Seen:
    """Return what a role gets by GET."""
    response = visit(role, "GET", path)
    # A file is not text.
    return Seen(outcome(response, path), html.unescape(response.content.decode(errors="replace")))


def wrong_outcomes(row: Row, method: str, met: dict[str, str]) -> list[str]:
    """Return where an outcome is not the one in the row; a method without a column is refused."""
    expected = row.methods.get(method, dict.fromkeys(ROLES, WRONG_METHOD))
    return [f"{method} as {role}: {met[role]}, not {expected[role]}" for role in ROLES if met[role] != expected[role]]


def wrong_texts(row: Row, readers: dict[str, str]) -> list[str]:
    """Return where a text is shown to a role that the row does not allow it, or not shown to one that it does.

    Under each text, a line says who can see it; that line names every role of the row.
    """
    wrong = []
    for text, allowed in row.shows.items():
        found = [role for role, page in readers.items() if text in page]
        if found != [role for role in readers if role in allowed.split()]:
            wrong.append(f"“{text}” is shown to {found}, not to {allowed}")
        for role in found:
            under = re.findall(r'data-(?:visible-to|circle)="(\w+)"', readers[role][readers[role].rindex(text) :])
            if not under or not set(allowed.split()) <= set({**AUDIENCES, **CIRCLES}[under[0]].split()):
                wrong.append(f"the line under “{text}” for {role}: {under[:1]}")
    return wrong


def wrong_audiences(row: Row, readers: dict[str, str]) -> list[str]:
    """Return where a line “Visible to: …” leaves out its reader, or names a role that cannot open the page."""
    wrong = []
    for role, page in readers.items():
        for permission in lines_of(page):
            if row.name in ABOUT_THE_READER or (row.name, permission) in OWN_ANSWERS:
                continue
            audience = set(AUDIENCES[permission].split())
            if role not in audience:
                wrong.append(f"{role} reads a block for {permission}")
            route = TWINS.get((row.name, permission), row.name)
            admitted = {r for each in MATRIX if each.name == route for r, e in each.methods["GET"].items() if e == IN}
            if not audience <= admitted:
                wrong.append(f"{permission} names {audience - admitted}, who cannot open {route}")
    return wrong


def lines_of(page: str) -> list[str]:
    return re.findall(r'data-visible-to="(\w+)"', page)


def written_by_reading(visit: Ask, row: Row, path: str) -> list[str]:
    """Return what a GET writes, other than the session and the counters of rate limits."""
    with CaptureQueriesContext(connection) as queries:
        visit(first_role(row, "GET"), "GET", path)
    written = [query["sql"] for query in queries if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    return [sql for sql in written if not any(table in sql for table in MAY_BE_WRITTEN)]


@pytest.mark.parametrize("row", MATRIX, ids=named)
def test_route_refuses_other_parents_other_methods_and_forms_without_token(world: World, visit: Ask, row: Row):
    wrong = [*found_under_another_parent(world, visit, row)]
    path = row.path.format(**world.parts)
    if not path.startswith("/accounts/"):
        role = next((role for each in row.methods.values() for role in ROLES if each[role] == IN), "coordinator")
        met = {method: visit(role, method, path).status_code for method in ("PUT", "PATCH", "DELETE")}
        wrong += [f"{method}: {status}" for method, status in met.items() if status != 405]
    if "POST" in row.methods:
        client = signed_in(world, ROLES[first_role(row, "POST")], enforce_csrf_checks=True)
        # A page that needs no token refuses what another site posts.
        no_token = getattr(resolve(path.partition("?")[0]).func, "needs_no_session_token", False)
        response = client.post(path, row.data, headers={"Sec-Fetch-Site": "cross-site"} if no_token else {})
        if response.status_code != 403 or "403_csrf.html" not in [template.name for template in response.templates]:
            wrong.append(f"POST without a token: {response.status_code}")
    assert not wrong, "\n".join(wrong)


def found_under_another_parent(world: World, visit: Ask, row: Row) -> Iterator[str]:
    """Yield where an object of another parent answers otherwise than with 404."""
    for method, expected in row.methods.items():
        for path in (foreign.format(**world.parts) for foreign in row.foreign):
            for role in (role for role in ROLES if expected[role] == IN):
                met = outcome(visit(role, method, path, row.data), path)
                if met != HIDDEN:
                    yield f"{method} {path} as {role}: {met}"


@pytest.mark.parametrize("row", [row for row in MATRIX if any(secret in row.path for secret in SECRETS)], ids=named)
def test_wrong_link_gets_a_page_that_says_so(world: World, visit: Ask, row: Row):
    secret = next(secret for secret in SECRETS if secret in row.path)
    right = str(world.parts[secret.strip("{}")])
    near = (right[:-1], f"{right}A", right.swapcase())
    for role, tokens in {"anonymous": (*WRONG_TOKENS, *near), "participant": near, "coordinator": near}.items():
        for wrong in tokens:
            path = row.path.replace(secret, wrong)
            for method in row.methods:
                assert visit(role, method, path).status_code in {404, 410}, f"{method} {path} as {role}"


@pytest.mark.parametrize("path", OUTDATED)
def test_link_of_a_closed_wave_answers_410_to_everyone(world: World, visit: Ask, path: str):
    met = {role: visit(role, "GET", path.format(**world.parts)).status_code for role in ROLES}
    assert met == dict.fromkeys(ROLES, 410)


@pytest.mark.parametrize("row", [row for row in MATRIX if any(secret in row.path for secret in SECRETS)], ids=named)
def test_page_of_a_link_is_not_stored_and_sends_no_referrer(world: World, visit: Ask, row: Row):
    for method in row.methods:
        response = visit("anonymous", method, row.path.format(**world.parts))
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("role", ["participant", "facilitator", "guest"])
def test_former_participant_finds_nothing_of_the_network(world: World, visit: Ask, role: str):
    yesterday = timezone.localdate() - timedelta(days=1)
    Participation.objects.filter(person=world.cast[str(ROLES[role])]).update(until=yesterday)
    # A personal questionnaire ends by a job that runs after a participation ends (tests/srt).
    for row in rows_of("/networks/{burgerschap}/"):
        for method in row.methods:
            path = row.path.format(**world.parts)
            assert outcome(visit(role, method, path), path) == HIDDEN, named(row)


@pytest.mark.parametrize("role", ["coordinator", "preparation_team"])
def test_former_programme_role_finds_nothing_of_the_programme(world: World, visit: Ask, role: str):
    ProgrammeRole.objects.filter(person=world.cast[str(ROLES[role])]).delete()
    for row in [*rows_of("/networks/{burgerschap}/"), *rows_of("/programmes/")]:
        for method in row.methods:
            path = row.path.format(**world.parts)
            assert outcome(visit(role, method, path), path) == HIDDEN, named(row)


# Written by hand: what stays readable for the participants of a network when it ends, if it was readable for them.
STAYS_READABLE = {
    *("overview:network", "networks:people", "meetings:meetings", "meetings:year"),
    *(
        f"srt:{name}"
        for name in (
            *("network_waves", "result", "result_for_coordinator", "result_progress", "conversation", "presenter"),
            *("chart_file_request", "chart_file", "chart_file_download", "result_table_download"),
        )
    ),
    *(
        f"ogo:{name}"
        for name in (
            *("where_we_are", "what_we_make", "questions", "question", "projects", "project", "cards", "card"),
            *("design", "version", "version_file", "look_back", "getting_started"),
            *("goals", "goal", "asks", "ask", "ask_screen"),
        )
    ),
}


def test_ended_network_stays_readable_for_its_participants(world: World, visit: Ask):
    yesterday = timezone.localdate() - timedelta(days=1)
    Network.objects.filter(pk=world.cast.burgerschap.pk).update(ends_on=yesterday)
    wrong = []
    for row in rows_of("/networks/{burgerschap}/"):
        path = row.path.format(**world.parts)
        for method in row.methods:
            before = {role: row.methods[method][role] for role in ("participant", "student", "facilitator")}
            expected = {
                role: HIDDEN if was == HIDDEN else IN if row.name in STAYS_READABLE else NO
                for role, was in before.items()
            }
            for role, answer in {**expected, "guest": HIDDEN}.items():
                met = outcome(visit(role, method, path), path)
                wrong += [] if met == answer else [f"{method} {path} as {role}: {met}"]
    assert not wrong, "\n".join(wrong)


ADMIN_PARTS = {"<path:object_id>": "1", "<path:content_type_id>": "1", "(?P<url>.*)$": "nowhere"}


@pytest.mark.parametrize("route", [path for path, _ in routes() if path.startswith(ADMIN)])
def test_admin_lets_in_staff_only(visit: Ask, route: str):
    path = "/" + route.replace("(?P<app_label>", "").split("|")[0]
    for part, value in ADMIN_PARTS.items():
        path = path.replace(part, value)
    for method in METHODS:
        for role in ROLES:
            if role != "staff":
                # The sign-in page of the admin refuses everyone else itself; its sign-out page leads back there.
                expected = {LOGIN, NO} if path == reverse("admin:login") else {LOGIN}
                met = outcome(visit(role, method, path), path)
                signs_out = met == IN and path == reverse("admin:logout")
                assert met in expected or signs_out, f"{method} {path} as {role}: {met}"
