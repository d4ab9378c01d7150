"""Every model stores text and addresses with the fields of accounts/fields.py."""

from django.apps import apps
from django.db import models

from accounts.fields import AddressField, LineField, LinkField, ProseField
from config.apps import APPS

CLEANED = (LineField, ProseField, AddressField, LinkField)
# Codes, hashes and kinds that we write, and documents that are stored as they came or as we made them.
OURS = {
    *("accounts.User.password", "accounts.Erasure.mark", "audit.AuditEntry.code"),
    *("jobs.Job.kind", "jobs.Job.key", "jobs.Job.last_error"),
    *("networks.PeopleImport.content", "networks.PeopleImport.notes"),
    *("meetings.ProgrammeCalendar.zone", "meetings.MeetingFile.content_type", "meetings.OnlineReadinessCount.question"),
    *("ogo.Track.fingerprint", "ogo.Track.scheme", "ogo.VersionFile.content_type"),
    *("srt.Instrument.sha256", "srt.Instrument.source", "srt.InstrumentUpload.source"),
    *("srt.Response.answers", "srt.ScoreRun.input_hash", "srt.Chart.svg", "srt.Chart.language"),
    *("srt.ChartFile.language", "srt.ChartFile.fingerprint"),
}


def test_every_text_that_people_type_is_stored_clean():
    texts = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in APPS and model._meta.app_label != "mailing"
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, (*CLEANED, models.SlugField))
        and not field.choices
    ]
    bounds = {text for text in texts if text.endswith(("_bound", ".agreement", ".change"))}
    assert set(texts) - bounds - OURS == set()
