"""Every route × the cast × method, held against the expectations of tests/access_matrix.py."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
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
# What reading a page may write: the session and the counters of rate limits.
MAY_BE_WRITTEN = ("django_session", "cache", "usersessions_usersession")
SIGN_IN_PATHS = ("/accounts/login/", "/admin/login/")
AUTHENTICATION = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def cookies(_world_of_module: World) -> dict[str, str]:
    """The cookies of everybody of the cast, signed in once for the module."""
    return {role: signed_in(_world_of_module, name).cookies.output(header="", sep=";") for role, name in ROLES.items()}


@pytest.fixture
def visit(world: World, cookies: dict[str, str]):
    """`visit("coordinator", "GET", path)`: the answer to somebody of the cast; what it changed is undone at once."""

    def ask(role: str, method: str, path: str, data: dict[str, str] | None = None) -> Any:
        client = Client()
        client.cookies = SimpleCookie(cookies[role])
        with undone():
            return client.generic(method, path) if method not in METHODS else post_or_get(client, method, path, data)

    return ask


@dataclass(frozen=True)
class Seen:
    """What somebody met: the outcome, and what stood on the page."""

    outcome: str
    page: str


@pytest.fixture(scope="module")
def _seen_in_module() -> dict[tuple[str, str], Seen]:
    return {}


@pytest.fixture
def look(visit, _seen_in_module: dict[tuple[str, str], Seen]):
    """`look("coordinator", path)`: what somebody of the cast meets by GET, asked once for all tests that only look."""

    def ask(role: str, path: str) -> Seen:
        if (role, path) not in _seen_in_module:
            response = visit(role, "GET", path)
            page = html.unescape(response.content.decode(errors="replace"))  # a file is no text
            _seen_in_module[role, path] = Seen(outcome(response, path), page)
        return _seen_in_module[role, path]

    return ask


def signed_in(world: World, name: str | None, *, enforce_csrf_checks: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    if name:
        client.force_login(world.cast[name], backend=AUTHENTICATION)
    return client


def post_or_get(client: Client, method: str, path: str, data: dict[str, str] | None) -> Any:
    return client.post(path, data or {}) if method == "POST" else client.get(path)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(response: HttpResponse, path: str) -> str:
    """Say what somebody met."""
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


def test_every_route_has_a_row(world: World):
    rows = {resolve(row.path.format(**world.parts)).route for row in MATRIX}
    assert sorted(path for path, _ in routes() if path not in rows and not path.startswith(ADMIN)) == []


@pytest.mark.parametrize("row", MATRIX, ids=named)
def test_every_row_has_a_route(world: World, row: Row):
    found = resolve(row.path.format(**world.parts))
    assert found.view_name == row.name
    assert found.route in {path for path, _ in routes()}


@pytest.mark.parametrize("row", MATRIX, ids=named)
def test_every_row_names_every_column(row: Row):
    for expected in row.methods.values():
        assert set(expected) == set(ROLES)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("row", MATRIX, ids=named)
def test_everyone_of_the_cast_meets_what_the_table_says(world: World, visit, look, row: Row, method: str):
    path = row.path.format(**world.parts)
    if method == "GET":
        met = {role: look(role, path).outcome for role in ROLES}
    else:
        met = {role: outcome(visit(role, method, path, row.data), path) for role in ROLES}
    assert met == row.methods.get(method, dict.fromkeys(ROLES, WRONG_METHOD))


@pytest.mark.parametrize("row", [row for row in MATRIX if row.shows], ids=named)
def test_a_page_shows_to_each_only_what_the_table_allows(world: World, look, row: Row):
    path = row.path.format(**world.parts)
    readers = [role for role, expected in row.methods["GET"].items() if expected == IN]
    pages = {role: look(role, path).page for role in readers}
    for text, allowed in row.shows.items():
        assert [role for role in readers if text in pages[role]] == [r for r in readers if r in allowed.split()], text


@pytest.mark.parametrize("row", [row for row in MATRIX if row.foreign], ids=named)
def test_what_belongs_to_another_parent_does_not_exist_here(world: World, visit, row: Row):
    for method, expected in row.methods.items():
        for path in (foreign.format(**world.parts) for foreign in row.foreign):
            met = {role: outcome(visit(role, method, path, row.data), path) for role in ROLES if expected[role] == IN}
            assert met == dict.fromkeys(met, HIDDEN), f"{method} {path}"


@pytest.mark.parametrize("row", [row for row in MATRIX if not row.path.startswith("/accounts/")], ids=named)
def test_other_methods_are_refused(world: World, visit, row: Row):
    path = row.path.format(**world.parts)
    gets_in = next((role for each in row.methods.values() for role in ROLES if each[role] == IN), "coordinator")
    met = {method: visit(gets_in, method, path).status_code for method in ("PUT", "PATCH", "DELETE")}
    assert met == dict.fromkeys(met, 405)


@pytest.mark.parametrize("row", [row for row in MATRIX if "POST" in row.methods], ids=named)
def test_a_change_needs_the_token_of_its_form(world: World, row: Row):
    role = next((role for role, expected in row.methods["POST"].items() if expected == IN), "coordinator")
    client = signed_in(world, ROLES[role], enforce_csrf_checks=True)
    response = client.post(row.path.format(**world.parts), row.data)
    assert response.status_code == 403
    assert "403_csrf.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("row", [row for row in MATRIX if "GET" in row.methods], ids=named)
def test_looking_changes_nothing(world: World, visit, row: Row):
    path = row.path.format(**world.parts)
    role = next((role for role, expected in row.methods["GET"].items() if expected == IN), "coordinator")
    with CaptureQueriesContext(connection) as queries:
        visit(role, "GET", path)
    written = [query["sql"] for query in queries if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    assert [sql for sql in written if not any(table in sql for table in MAY_BE_WRITTEN)] == []


@pytest.mark.parametrize("row", [row for row in MATRIX if any(secret in row.path for secret in SECRETS)], ids=named)
def test_a_wrong_link_gets_a_page_that_says_so(world: World, visit, row: Row):
    secret = next(secret for secret in SECRETS if secret in row.path)
    right = str(world.parts[secret.strip("{}")])
    for wrong in (*WRONG_TOKENS, right[:-1], f"{right}A", right.swapcase()):
        path = row.path.replace(secret, wrong)
        for method in row.methods:
            for role in ("anonymous", "participant", "coordinator"):
                assert visit(role, method, path).status_code in {404, 410}, f"{method} {path} as {role}"


@pytest.mark.parametrize("path", OUTDATED)
def test_a_link_of_a_closed_round_says_that_nothing_is_left(world: World, visit, path: str):
    met = {role: visit(role, "GET", path.format(**world.parts)).status_code for role in ROLES}
    assert met == dict.fromkeys(ROLES, 410)


@pytest.mark.parametrize("row", [row for row in MATRIX if any(secret in row.path for secret in SECRETS)], ids=named)
def test_pages_of_links_are_not_stored_and_send_no_referrer(world: World, visit, row: Row):
    for method in row.methods:
        response = visit("anonymous", method, row.path.format(**world.parts))
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("role", ["participant", "facilitator", "guest"])
def test_who_left_a_network_finds_nothing_of_it_any_more(world: World, visit, role: str):
    yesterday = timezone.localdate() - timedelta(days=1)
    Participation.objects.filter(person=world.cast[str(ROLES[role])]).update(until=yesterday)
    # An own questionnaire ends by the job that follows who leaves (tests/srt).
    for row in rows_of("/networks/{burgerschap}/"):
        for method in row.methods:
            path = row.path.format(**world.parts)
            assert outcome(visit(role, method, path), path) == HIDDEN, named(row)


@pytest.mark.parametrize("role", ["coordinator", "preparation_team"])
def test_who_has_no_task_any_more_finds_nothing_of_the_programme(world: World, visit, role: str):
    ProgrammeRole.objects.filter(person=world.cast[str(ROLES[role])]).delete()
    for row in [*rows_of("/networks/{burgerschap}/"), *rows_of("/programmes/")]:
        for method in row.methods:
            path = row.path.format(**world.parts)
            assert outcome(visit(role, method, path), path) == HIDDEN, named(row)


# By hand: what stays readable for who was in a network when it ended.
STAYS_READABLE = {
    "overview:network": "participant student facilitator",
    "networks:people": "participant student facilitator",
    "srt:result": "participant student facilitator",
    "srt:result_for_coordinator": "participant student facilitator",
    "srt:result_progress": "participant student facilitator",
    "srt:conversation": "participant student facilitator",
    "srt:screen": "participant student facilitator",
    "meetings:meetings": "participant student facilitator",
    "meetings:year": "participant student facilitator",
    "srt:picture_take": "participant student facilitator",
    "srt:picture_file": "participant student facilitator",
    "srt:picture_download": "participant student facilitator",
    "srt:result_table": "participant student facilitator",
}


@pytest.mark.parametrize("row", rows_of("/networks/{burgerschap}/"), ids=named)
def test_a_network_that_ended_stays_readable_for_who_was_in_it(world: World, visit, row: Row):
    yesterday = timezone.localdate() - timedelta(days=1)
    Network.objects.filter(pk=world.cast.burgerschap.pk).update(ends_on=yesterday)
    path = row.path.format(**world.parts)
    readable = STAYS_READABLE.get(row.name, "").split()
    for method in row.methods:
        met = {role: outcome(visit(role, method, path), path) for role in ("participant", "student", "facilitator")}
        assert met == {role: IN if role in readable else NO for role in met}
        assert outcome(visit("guest", method, path), path) == HIDDEN


ADMIN_PARTS = {"<path:object_id>": "1", "<path:content_type_id>": "1", "(?P<url>.*)$": "nowhere"}


@pytest.mark.parametrize("route", [path for path, _ in routes() if path.startswith(ADMIN)])
def test_only_staff_gets_past_the_door_of_the_admin(visit, route: str):
    path = "/" + route.replace("(?P<app_label>", "").split("|")[0]
    for part, value in ADMIN_PARTS.items():
        path = path.replace(part, value)
    for method in METHODS:
        for role in ROLES:
            if role != "staff":
                # Who is signed in and no staff is told so at the door itself; the way out leads to the door.
                expected = {LOGIN, NO} if path == reverse("admin:login") else {LOGIN}
                met = outcome(visit(role, method, path), path)
                at_the_door = met == IN and path == reverse("admin:logout")
                assert met in expected or at_the_door, f"{method} {path} as {role}: {met}"


def lines_of(page: str) -> list[str]:
    return re.findall(r'data-visible-to="(\w+)"', page)


# Where a line stands that tells about what the reader types or was asked, not about others: it names who sees that, and
# the reader of the page need not be one of them.
ABOUT_THE_READER = {
    "accounts:profile",
    "accounts:own_data",
    "accounts:welcome",
    "srt:questionnaire",
    "srt:questionnaire_thanks",
    "meetings:own_calendar",
    # Personal links: in the table whoever holds one reads it, on paper only who was invited.
    *(row.name for row in MATRIX if row.name.startswith("meetings:link_")),
}
# The same on a page that has other lines too: whether the reader comes and was there, beside who leads.
OWN_ANSWERS = {
    (route, "see_who_comes") for route in ("meetings:meeting", "meetings:check_in", "overview:network", "overview:home")
}
# What a line promises is written down for Burgerschap; these rows are of a programme without a network, or of another.
OF_ANOTHER_PLACE = ("{exchange_meeting}", "{elsewhere_meeting}")
# Where the others whom a line names find the same thing: they cannot open this page, but have a page of their own.
TWINS = {
    ("srt:wave", "see_picture_with_words"): "srt:questionnaire",
    ("srt:programme_pictures", "see_picture_with_words"): "srt:result",
    ("overview:programme", "see_picture_with_words"): "srt:result",
    ("srt:conversation_cards", "see_picture"): "srt:conversation",
    ("srt:own_words", "see_picture_with_words"): "srt:result",
    # The name that is typed there stands in the list of people.
    ("networks:person_add", "see_network"): "networks:people",
    # What is written there stands on the page of the meeting, or with what people tell.
    **{
        (f"meetings:{name}", "see_meeting"): "meetings:meeting"
        for name in (
            *("agenda", "block", "block_propose", "purpose", "preparation_add", "preparation_edit", "meeting_close"),
            *("places", "task_add", "task_edit", "file_add", "poll_about"),
        )
    },
    ("meetings:support_need_add", "join_meeting"): "meetings:conditions",
    ("meetings:support_need_edit", "join_meeting"): "meetings:conditions",
    ("meetings:telling", "share_in_network"): "meetings:tellings",
}


def of_burgerschap() -> list[Row]:
    return [row for row in MATRIX if "GET" in row.methods and not any(part in row.path for part in OF_ANOTHER_PLACE)]


@pytest.mark.parametrize("row", of_burgerschap(), ids=named)
def test_a_line_that_says_who_sees_a_block_tells_the_truth(world: World, look, row: Row):
    path = row.path.format(**world.parts)
    readers = [role for role, expected in row.methods["GET"].items() if expected == IN]
    for role in readers:
        for permission in lines_of(look(role, path).page):
            if row.name in ABOUT_THE_READER or (row.name, permission) in OWN_ANSWERS:
                continue
            assert role in AUDIENCES[permission].split(), f"{role} reads a block for {permission}"
            route = TWINS.get((row.name, permission), row.name)
            admitted = {r for each in MATRIX if each.name == route for r, e in each.methods["GET"].items() if e == IN}
            assert set(AUDIENCES[permission].split()) <= admitted, (
                f"{permission} names somebody who cannot open {route}"
            )


@pytest.mark.parametrize("row", [row for row in MATRIX if row.shows], ids=named)
def test_the_line_under_a_block_leaves_out_nobody_who_sees_it(world: World, look, row: Row):
    path = row.path.format(**world.parts)
    for text, readers in row.shows.items():
        for role in readers.split():
            page = look(role, path).page
            under = lines_of(page[page.rindex(text) :])
            assert under, f"no line under “{text}” for {role}"
            assert set(readers.split()) <= set(AUDIENCES[under[0]].split()), f"{under[0]} under “{text}” for {role}"
