"""Routes for staff who manage questionnaires."""

from django.urls import path

from srt.views import instruments

UPLOAD = "instruments/upload/<int:upload_pk>/"
VERSION = "instruments/<slug:code>/versions/"

urlpatterns = [
    path("instruments/", instruments.instrument_versions, name="instrument_versions"),
    path("instruments/upload/", instruments.instrument_upload, name="instrument_upload"),
    path(UPLOAD, instruments.instrument_upload_preview, name="instrument_upload_preview"),
    path(f"{UPLOAD}confirm/", instruments.instrument_upload_confirm, name="instrument_upload_confirm"),
    path(f"{UPLOAD}cancel/", instruments.instrument_upload_cancel, name="instrument_upload_cancel"),
    # A questionnaire with the code “upload” does not clash: routes of versions contain “versions”.
    path(f"{VERSION}<int:version>/", instruments.instrument_version, name="instrument_version"),
    path(f"{VERSION}<int:older>/to/<int:version>/", instruments.instrument_comparison, name="instrument_comparison"),
]
