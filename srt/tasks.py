"""The background work of the survey. A handler computes outside any transaction and returns what stores the outcome."""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from srt.models import Wave
from srt.services.closing import VACUUM_JOB, sheets_vacuum, wave_close_when_due
from srt.services.conversation import CONVERSATION_JOB, conversation_day_came
from srt.services.instruments import FORGET_JOB, instrument_upload_forget
from srt.services.picture_files import FILE_JOB, picture_file_draw, picture_files_forget
from srt.services.pictures import pictures_draw
from srt.services.releases import DRAW_JOB, SHOW_JOB, wave_show
from srt.services.reminders import REMIND_JOB, reminders_write
from srt.services.retention import RESPONSES_JOB, invitations_forget, responses_forget
from srt.services.scoring import RESCORE_JOB, SCORE_JOB, wave_score
from srt.services.waves import BEGIN_JOB, CLOSE_JOB, SYNC_JOB, wave_begin, wave_sync

Finish = Callable[[], None] | None


@job_kind(BEGIN_JOB)
def begin_wave(key: str) -> Finish:
    """Begin a planned wave: take the snapshot of who takes part, write the letters."""
    return partial(wave_begin, wave_pk=int(key))


@job_kind(SYNC_JOB)
def sync_invitations(key: str) -> Finish:
    """Follow who joined and left while a wave is open. The key is "wave:day"."""
    return partial(wave_sync, wave_pk=int(key.partition(":")[0]))


@job_kind(REMIND_JOB)
def remind(key: str) -> Finish:
    """Write one reminder to everybody invited. The key is "wave:number:stamp"."""
    return partial(reminders_write, key=key)


@job_kind(CLOSE_JOB)
def close_wave(key: str) -> Finish:
    """Close a wave at its time. The key is "wave:stamp": an extension writes a new job, the old one waits with it."""
    return partial(wave_close_when_due, wave_pk=int(key.partition(":")[0]))


@job_kind(VACUUM_JOB)
def vacuum_sheets(key: str) -> Finish:
    """Clear what the deleted sheets of a wave left behind in the database's files."""
    sheets_vacuum()
    return None


@job_kind(SCORE_JOB)
def score_wave(key: str) -> Finish:
    """Score a closed wave and publish what may be published."""
    return wave_score(wave_pk=int(key))


@job_kind(RESCORE_JOB)
def rescore_wave(key: str) -> Finish:
    """Score a wave again over the same responses, as the version in the key "wave:version"."""
    wave, _, version = key.partition(":")
    return wave_score(wave_pk=int(wave), version=int(version))


@job_kind(DRAW_JOB)
def draw_pictures(key: str) -> Finish:
    """Draw a release; the key is "release:release of the year before, or 0"."""
    return pictures_draw(release_pk=int(key.partition(":")[0]))


@job_kind(FILE_JOB)
def draw_file(key: str) -> Finish:
    """Make a picture to take along; the key is its row."""
    return picture_file_draw(picture_file_pk=int(key))


@job_kind(SHOW_JOB)
def show_wave(key: str) -> Finish:
    """On the date named in the invitation: tell everyone that the picture is there."""
    return lambda: wave_show(wave=Wave.objects.get(pk=int(key)))


@job_kind(CONVERSATION_JOB)
def show_network(key: str) -> Finish:
    """On the planned day of a conversation: tell everyone in the network; the key is "row:day"."""
    row, _, day = key.partition(":")
    return partial(conversation_day_came, wave_network_pk=int(row), day=day)


@job_kind(FORGET_JOB)
def forget_instrument_upload(key: str) -> Finish:
    """Forget a file of a questionnaire that was uploaded a day ago and not confirmed."""
    return partial(instrument_upload_forget, key=int(key))


@job_kind(RESPONSES_JOB)
def forget_responses(key: str) -> Finish:
    """Delete the responses of a wave five years after its closing; the key is the wave."""
    return partial(responses_forget, wave_pk=int(key))


@job_kind("srt.forget", nightly=True)
def forget(key: str) -> None:
    """Delete invitations to rounds of long ago, and pictures to take along that nobody can ask for any more."""
    invitations_forget()
    picture_files_forget()
