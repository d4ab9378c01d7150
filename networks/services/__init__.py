"""Writes to programmes, networks and the people in them."""

from networks.services.address import address_change_ask, address_change_confirm, address_change_withdraw
from networks.services.background import background_add, background_remove, background_update
from networks.services.network import network_create, network_update
from networks.services.participation import (
    needs_and_offers_update,
    participation_add,
    participation_change,
    participation_end,
    participation_invite,
    participation_reopen,
    participations_confirm,
)
from networks.services.people_import import (
    people_export,
    people_export_workbook,
    people_import_apply,
    people_import_cancel,
    people_import_confirm,
    people_import_store,
    people_imports_expire,
)
from networks.services.person import person_name_correct
from networks.services.programme import programme_create, programme_update, programme_word_set, study_year_add
from networks.services.role import programme_role_grant, programme_role_revoke

__all__ = [
    "address_change_ask",
    "address_change_confirm",
    "address_change_withdraw",
    "background_add",
    "background_remove",
    "background_update",
    "needs_and_offers_update",
    "network_create",
    "network_update",
    "participation_add",
    "participation_change",
    "participation_end",
    "participation_invite",
    "participation_reopen",
    "participations_confirm",
    "people_export",
    "people_export_workbook",
    "people_import_apply",
    "people_import_cancel",
    "people_import_confirm",
    "people_import_store",
    "people_imports_expire",
    "person_name_correct",
    "programme_create",
    "programme_role_grant",
    "programme_role_revoke",
    "programme_update",
    "programme_word_set",
    "study_year_add",
]
