"""The audit log."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from django.utils.translation import gettext_lazy

from audit import registry
from audit.models import AuditEntry
from audit.registry import Audience, audit_code
from audit.selectors import audit_lines
from audit.services import audit_write

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def codes(monkeypatch):
    monkeypatch.setattr(registry, "_codes", dict(registry._codes))
    return {
        "shown": audit_code("tests.shown", gettext_lazy("%(name)s did something")),
        "private": audit_code("tests.private", "x", audience=Audience.PERSON),
    }


def test_coordinator_sees_actions_newest_first(cast, codes):
    audit_write(codes["shown"], actor=cast["Nadia"], programme_key=1, name="Een")
    audit_write(codes["shown"], actor=cast["Nadia"], programme_key=1, name="Twee")
    lines = audit_lines(programme_key=1)
    assert [line.sentence for line in lines] == ["Twee did something", "Een did something"]
    assert lines[0].actor == "Nadia Voorbeeld"


def test_log_excludes_other_programmes_and_personal_entries(cast, codes):
    audit_write(codes["shown"], actor=cast["Nadia"], programme_key=2, name="x")
    audit_write(codes["private"], actor=cast["Nadia"], programme_key=1)
    assert audit_lines(programme_key=1) == []


def test_sentence_is_in_the_language_of_the_reader(cast, codes, monkeypatch):
    code = audit_code("tests.translated", gettext_lazy("Dutch"))
    audit_write(code, actor=None, programme_key=1)
    with translation.override("nl"):
        dutch = audit_lines(programme_key=1)[0].sentence
    with translation.override("en"):
        english = audit_lines(programme_key=1)[0].sentence
    assert (dutch, english) == ("Nederlands", "Dutch")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_coordinator_sentences_continue_after_the_name_of_the_actor(language):
    with translation.override(language):
        said = [str(registry.audit_code_for(code).sentence) for code in registry.codes_for(Audience.COORDINATOR)]
    assert len(said) > 20
    assert [sentence for sentence in said if not sentence[0].islower() or sentence.endswith(".")] == []


@pytest.mark.parametrize(("language", "day"), [("nl", "10 december 2026"), ("en", "10 December 2026")])
def test_date_is_formatted_in_the_language_of_the_reader(codes, language, day):
    code = audit_code("tests.day", gettext_lazy("%(day)s"))
    audit_write(code, actor=None, programme_key=1, day="2026-12-10")
    with translation.override(language):
        assert audit_lines(programme_key=1)[0].sentence == day


def test_percent_sign_in_a_sentence_without_details_is_preserved(codes, cast):
    audit_write(audit_code("tests.percent", "100% done"), actor=cast["Nadia"], programme_key=1)
    assert audit_lines(programme_key=1)[0].sentence == "100% done"


def test_entry_with_missing_details_is_still_shown(codes, cast):
    audit_write(codes["shown"], actor=cast["Nadia"], programme_key=1)
    assert audit_lines(programme_key=1)[0].sentence == "… did something"


def test_anonymous_user_is_recorded_without_actor(codes):
    assert audit_write(codes["shown"], actor=AnonymousUser(), name="x").actor is None


def test_saved_entry_cannot_be_changed(codes, cast):
    entry = audit_write(codes["shown"], actor=cast["Nadia"], name="x")
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never changed"):
        AuditEntry.objects.get(pk=entry.pk).save()


def test_entry_outlives_its_actor(codes, cast):
    audit_write(codes["shown"], actor=cast["Otto"], programme_key=1, name="x")
    cast["Otto"].delete()
    assert audit_lines(programme_key=1)[0].actor == ""


def test_unknown_code_in_the_database_does_not_break_the_log(cast, codes):
    AuditEntry.objects.create(code="tests.removed", programme_key=1)
    assert audit_lines(programme_key=1) == []


def test_code_cannot_be_registered_twice(codes):
    with pytest.raises(ValueError, match="twice"):
        audit_code("tests.shown", "again")
