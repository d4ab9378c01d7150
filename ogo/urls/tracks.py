from django.urls import URLPattern, path

from ogo.views import schemes, tracks

NETWORK = "networks/<int:network_pk>/where-we-are/"
PROGRAMME = "programmes/<int:programme_pk>/phase-schemes/"

urlpatterns: list[URLPattern] = [
    path(NETWORK, tracks.where_we_are, name="where_we_are"),
    path(f"{NETWORK}choose/", tracks.track_choose, name="track_choose"),
    path(f"{NETWORK}dates/", tracks.phase_dates, name="phase_dates"),
    path(f"{NETWORK}back/", tracks.phase_back, name="phase_back"),
    path(f"{NETWORK}cycles/add/", tracks.cycle_add, name="cycle_add"),
    path(f"{NETWORK}cycles/<int:cycle_pk>/delete/", tracks.cycle_delete, name="cycle_delete"),
    path(f"{NETWORK}cycles/<int:cycle_pk>/restore/", tracks.cycle_restore, name="cycle_restore"),
    path(PROGRAMME, schemes.phase_schemes, name="phase_schemes"),
    path(f"{PROGRAMME}add/", schemes.phase_scheme_add, name="phase_scheme_add"),
    path(f"{PROGRAMME}<int:scheme_pk>/", schemes.phase_scheme, name="phase_scheme"),
    path(f"{PROGRAMME}<int:scheme_pk>/delete/", schemes.phase_scheme_delete, name="phase_scheme_delete"),
    path(f"{PROGRAMME}<slug:key>/file/", schemes.phase_scheme_file, name="phase_scheme_file"),
]
