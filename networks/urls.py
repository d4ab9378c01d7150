from django.urls import include, path

from networks.views import addresses, confirmation, networks, people, people_import, programme

app_name = "networks"

in_network = [
    path("edit/", networks.network_edit, name="network_edit"),
    path("people/", people.people, name="people"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/me/", people.needs_and_offers, name="needs_and_offers"),
    path("people/<int:participation_pk>/", people.participation, name="participation"),
    path("people/<int:participation_pk>/name/", people.person_name, name="person_name"),
    path("people/<int:participation_pk>/end/", people.participation_end, name="participation_end"),
    path("people/<int:participation_pk>/reopen/", people.participation_reopen, name="participation_reopen"),
    path("people/<int:participation_pk>/invite/", people.participation_invite, name="participation_invite"),
]

in_programme = [
    path("networks/", networks.network_list, name="network_list"),
    path("networks/add/", networks.network_add, name="network_add"),
    path("settings/", programme.settings, name="settings"),
    path("settings/words/", programme.words, name="words"),
    path("settings/words/<slug:word>/", programme.word, name="word"),
    path("settings/backgrounds/", programme.backgrounds, name="backgrounds"),
    path("settings/backgrounds/add/", programme.background_add, name="background_add"),
    path("settings/backgrounds/<int:background_pk>/", programme.background, name="background"),
    path("settings/backgrounds/<int:background_pk>/remove/", programme.background_remove, name="background_remove"),
    path("settings/tasks/", programme.roles, name="roles"),
    path("settings/tasks/<int:role_pk>/end/", programme.role_revoke, name="role_revoke"),
    path("settings/addresses/", addresses.addresses, name="addresses"),
    path("settings/addresses/<int:change_pk>/confirm/", addresses.address_confirm, name="address_confirm"),
    path("settings/addresses/<int:change_pk>/reject/", addresses.address_withdraw, name="address_withdraw"),
    path("settings/years/", programme.study_years, name="study_years"),
    path("log/", programme.log, name="log"),
    path("people/confirm/", confirmation.people_confirm, name="people_confirm"),
    path("people/import/", people_import.people_import, name="people_import"),
    path("people/import/<int:import_pk>/", people_import.people_import_preview, name="people_import_preview"),
    path(
        "people/import/<int:import_pk>/bad-rows/",
        people_import.people_import_bad_rows,
        name="people_import_bad_rows",
    ),
    path("people/import/<int:import_pk>/confirm/", people_import.people_import_confirm, name="people_import_confirm"),
    path("people/import/<int:import_pk>/cancel/", people_import.people_import_cancel, name="people_import_cancel"),
    path("people/export/", people_import.people_export, name="people_export"),
]

of_staff = [
    path("", addresses.staff_addresses, name="staff_addresses"),
    path("<int:change_pk>/confirm/", addresses.staff_address_confirm, name="staff_address_confirm"),
    path("<int:change_pk>/reject/", addresses.staff_address_withdraw, name="staff_address_withdraw"),
]

urlpatterns = [
    path("lost-mailboxes/", include(of_staff)),
    path("networks/<int:network_pk>/", include(in_network)),
    path("programmes/<int:programme_pk>/", include(in_programme)),
]
