"""Drafts are unreadable without the wave's key, and closing destroys the key."""

from io import StringIO
from time import monotonic

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from django.db import connection

from jobs.registry import RetryLater
from srt.draft_encryption import DraftContent, draft_open, draft_seal, key_unwrap, wrapped_key_create
from srt.models import DraftKey, DraftResponse, WaveInvitation
from srt.services.closing import drafts_vacuum, wave_close
from srt.services.invitations import invitation_decline
from tests.srt.wave_cases import THIRTEEN, answer, answer_all, invitation_of, wave_make
from tests.table_files import table_file

KEY = key_unwrap(wrapped_key_create())
CONTENT = DraftContent("12345" * 6 + "?-", consent=True, submitted=True)


@pytest.mark.parametrize("content", [CONTENT, DraftContent("-" * 32), DraftContent("5" * 32, submitted=True)])
def test_draft_opens_to_what_was_sealed(content):
    assert draft_open(KEY, draft_seal(KEY, content, invitation_pk=7), invitation_pk=7) == content


def test_sealed_drafts_differ_each_time_and_are_of_one_length():
    sealed = [draft_seal(KEY, content, invitation_pk=7) for content in (CONTENT, CONTENT, DraftContent("-" * 32))]
    assert len(set(sealed)) == 3
    assert len({len(each) for each in sealed}) == 1


def test_draft_of_another_invitation_or_wave_does_not_open():
    sealed = draft_seal(KEY, CONTENT, invitation_pk=7)
    with pytest.raises(InvalidTag):
        draft_open(KEY, sealed, invitation_pk=8)
    with pytest.raises(InvalidTag):
        draft_open(key_unwrap(wrapped_key_create()), sealed, invitation_pk=7)


def test_key_needs_a_secret_key_that_the_settings_still_know(settings):
    wrapped = wrapped_key_create()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 9
    assert len(key_unwrap(wrapped)) == 32
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        key_unwrap(wrapped)


@pytest.mark.django_db
@pytest.mark.portable
def test_closing_deletes_the_key_of_its_wave_only(cast):
    wave = wave_make(cast)
    other = wave_make(cast, cast.rekenen, scope="process")
    answer_all(wave, cast, THIRTEEN)
    wave_close(wave=wave, actor=cast["Nadia"])
    assert list(DraftKey.objects.values_list("wave", flat=True)) == [other.pk]


@pytest.mark.django_db
@pytest.mark.portable
def test_dump_of_the_database_while_a_wave_is_open_has_no_answers(cast):
    wave = wave_make(cast)
    answer(wave, cast["Amira"], CONTENT.answers)
    dump = StringIO()
    call_command("dumpdata", "srt.DraftResponse", "srt.DraftKey", stdout=dump)
    assert CONTENT.answers[:8] not in dump.getvalue()
    assert DraftResponse.objects.get().answers == CONTENT.answers


@pytest.mark.postgresql("VACUUM and transactions that see old rows")
@pytest.mark.django_db(transaction=True)
def test_job_comes_back_while_an_older_transaction_is_open(cast, second_connection):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    with second_connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM networks_programme")  # no lock on the tables, only a snapshot of them
        wave_close(wave=wave, actor=cast["Nadia"])
        with pytest.raises(RetryLater):
            drafts_vacuum()
        cursor.execute("COMMIT")
    drafts_vacuum()


@pytest.mark.postgresql("VACUUM and transactions that see old rows")
@pytest.mark.django_db(transaction=True)
def test_page_images_and_statistics_open_to_nothing_while_another_wave_is_open(cast):
    other = wave_make(cast, cast.rekenen, scope="process")
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN)
    answer(other, cast["Sara"], "3")
    key = DraftKey.objects.get(wave=wave)
    secret, wrapped = key.key, bytes(key.wrapped)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE srt_draftresponse")
    wave_close(wave=wave, actor=cast["Nadia"])
    drafts_vacuum()
    assert wrapped not in table_file("srt_draftkey")
    assert secret not in table_file("srt_draftkey")
    assert b"4" * 16 not in table_file("srt_draftresponse")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'srt_draftresponse' AND attname = 'sealed'")
        assert cursor.fetchone() == (0,)


@pytest.mark.postgresql("VACUUM and page images")
@pytest.mark.django_db(transaction=True)
def test_page_images_do_not_tell_who_had_a_draft_or_declined(cast):
    other = wave_make(cast, cast.rekenen, scope="process")
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:9])
    answer(other, cast["Sara"], "3")
    joep = invitation_of(wave, cast["Joep"])
    WaveInvitation.objects.filter(pk=joep.pk).update(background_code="marked", is_newcomer=False)
    invitation_decline(invitation=joep, declined=True)
    sealed = bytes(DraftResponse.objects.filter(invitation__wave_network__wave=wave).latest("pk").sealed)
    declined = b"marked\x00\x01"
    assert sealed in table_file("srt_draftresponse")
    assert declined in table_file("srt_waveinvitation")
    wave_close(wave=wave, actor=cast["Nadia"])
    drafts_vacuum()
    assert sealed not in table_file("srt_draftresponse")
    assert declined not in table_file("srt_waveinvitation")


@pytest.mark.postgresql("VACUUM and locks")
@pytest.mark.django_db(transaction=True)
def test_job_comes_back_rather_than_wait_for_a_dump_that_started_after_closing(cast, second_connection):
    wave = wave_make(cast)
    answer_all(wave, cast, THIRTEEN[:9])
    wave_close(wave=wave, actor=cast["Nadia"])
    with second_connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE srt_draftkey, srt_draftresponse, srt_waveinvitation IN ACCESS SHARE MODE")
        started = monotonic()
        with pytest.raises(RetryLater):
            drafts_vacuum()
        assert monotonic() - started < 5
        cursor.execute("COMMIT")
    drafts_vacuum()
