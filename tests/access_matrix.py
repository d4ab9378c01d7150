"""Access to every route: route × role × GET and POST, written by hand from the table in docs/threat-model.md.

Never compute a line of this file from what a view declares, because the views are tested against it. An address is made
from the parts of tests/world.py. A method that a row does not name is refused with 405.

To add a route, add a row here. `of_network("facilitator")` reads: of the roles that may know Burgerschap, the
facilitator gets in and the others get 403; for everyone else the page does not exist.
"""

from __future__ import annotations

from tests.accounts.matrix import INSTITUTIONS, SECOND_STEP, SIGN_IN
from tests.matrix_rows import (
    SIGNED_IN,
    everyone,
    lets_in,
    nobody,
    of_network,
    of_programme,
    row,
)
from tests.meetings.matrix import MEETINGS
from tests.ogo.matrix import OGO
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
    row("accounts:links_end", "/profile/links/end/", POST=lets_in(SIGNED_IN)),
    row("accounts:stay", "/session/stay/", POST=lets_in(SIGNED_IN)),
    row("accounts:saved_form", "/session/saved-form/", GET=lets_in(SIGNED_IN), POST=lets_in(SIGNED_IN)),
    row("accounts:language", "/language/", POST=everyone(), data={"language": "en"}),
    row("accounts:alive", "/healthz/", GET=everyone()),
    row("accounts:ready", "/readyz/", GET=everyone()),
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
    row(
        "networks:person_name",
        "/networks/{burgerschap}/people/{amira_takes_part}/name/",
        GET=of_network("coordinator"),
        POST=of_network("coordinator"),
        foreign=("/networks/{burgerschap}/people/{daan_takes_part}/name/",),
    ),
    # Someone else's mailbox: two people of the programme, or staff.
    row(
        "networks:addresses",
        "/programmes/{werkplaats}/settings/addresses/",
        GET=of_programme("coordinator"),
        POST=of_programme("coordinator"),
    ),
    row(
        "networks:address_confirm",
        "/programmes/{werkplaats}/settings/addresses/{lost_mailbox}/confirm/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/settings/addresses/{lost_mailbox_elsewhere}/confirm/",),
    ),
    row(
        "networks:address_withdraw",
        "/programmes/{werkplaats}/settings/addresses/{lost_mailbox}/reject/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/settings/addresses/{lost_mailbox_elsewhere}/reject/",),
    ),
    row("networks:staff_addresses", "/lost-mailboxes/", GET=lets_in("staff"), POST=lets_in("staff")),
    row("networks:staff_address_confirm", "/lost-mailboxes/{lost_mailbox}/confirm/", POST=lets_in("staff")),
    row("networks:staff_address_withdraw", "/lost-mailboxes/{lost_mailbox}/reject/", POST=lets_in("staff")),
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
    row(
        "networks:people_confirm",
        "/programmes/{werkplaats}/people/confirm/",
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
    row(
        "srt:past_answers_undo",
        "/programmes/{werkplaats}/past-answers/{talked}/undo/",
        POST=of_programme("coordinator"),
        foreign=("/programmes/{werkplaats}/past-answers/{elsewhere}/undo/",),
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
SECRETS = (
    "{amiras_link}",
    "{brams_link}",
    "{room}",
    "{invitation}",
    "{amiras_meeting_link}",
    "{amiras_calendar_page}",
    "{amiras_ask_link}",
)
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
        "srt:network_waves",
        "/networks/{burgerschap}/waves/",
        GET=of_network("participant student facilitator coordinator"),
        foreign=("/networks/{talent}/waves/",),
        shows={STATEMENT: "participant student facilitator coordinator"},
    ),
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
    *OGO,
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
    "see_track": "participant student facilitator coordinator",
    "see_work": "participant student facilitator",
    "see_activities": "participant student facilitator coordinator preparation_team",
    "choose_activities": "facilitator coordinator preparation_team",
}
