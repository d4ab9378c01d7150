"""Background jobs of the survey.

A handler does the slow work outside any transaction and returns a function that stores the outcome.
"""

from collections.abc import Callable
from functools import partial

from jobs.registry import job_kind
from srt.models import Wave
from srt.services.answers import brackets_update
from srt.services.chart_files import FILE_JOB, chart_file_draw, chart_files_purge
from srt.services.charts import charts_draw
from srt.services.closing import VACUUM_JOB, drafts_vacuum, wave_close_when_due
from srt.services.conversation import CONVERSATION_JOB, conversation_day_notify
from srt.services.instruments import EXPIRE_JOB, instrument_upload_expire
from srt.services.join import JOIN_JOB, join_links_send
from srt.services.journal_files import journal_write
from srt.services.journal_job import JOURNAL_JOB
from srt.services.releases import ANNOUNCE_JOB, DRAW_JOB, wave_announce
from srt.services.reminders import REMIND_JOB, reminders_enqueue
from srt.services.scoring import RESCORE_JOB, SCORE_JOB, wave_score
from srt.services.waves import BEGIN_JOB, CLOSE_JOB, SYNC_JOB, wave_begin, wave_sync

Finish = Callable[[], None] | None


@job_kind(BEGIN_JOB)
def begin_wave(key: str) -> Finish:
    """Open a planned wave and invite its participants. The key is the wave."""
    return partial(wave_begin, wave_pk=int(key))


@job_kind(SYNC_JOB)
def sync_invitations(key: str) -> Finish:
    """Update the invitations of an open wave after people joined or left. The key is "wave:day"."""
    return partial(wave_sync, wave_pk=int(key.partition(":")[0]))


@job_kind(REMIND_JOB)
def remind(key: str) -> Finish:
    """Queue one reminder for everyone invited. The key is "wave:number:time"."""
    return partial(reminders_enqueue, key=key)


@job_kind(CLOSE_JOB)
def close_wave(key: str) -> Finish:
    """Close a wave at its closing time. The key is "wave:time", so an extension queues a second job."""
    return partial(wave_close_when_due, wave_pk=int(key.partition(":")[0]))


@job_kind(VACUUM_JOB)
def vacuum_drafts(key: str) -> Finish:
    """Erase what deleted drafts left behind in the database files."""
    drafts_vacuum()
    return None


@job_kind(SCORE_JOB)
def score_wave(key: str) -> Finish:
    """Score a closed wave and release its results. The key is the wave."""
    return wave_score(wave_pk=int(key))


@job_kind(RESCORE_JOB)
def rescore_wave(key: str) -> Finish:
    """Score a wave again from the same responses. The key is "wave:version"."""
    wave, _, version = key.partition(":")
    return wave_score(wave_pk=int(wave), version=int(version))


@job_kind(DRAW_JOB)
def draw_charts(key: str) -> Finish:
    """Draw the charts of a release. The key is "release:release of the year before, or 0"."""
    return charts_draw(release_pk=int(key.partition(":")[0]))


@job_kind(FILE_JOB)
def draw_chart_file(key: str) -> Finish:
    """Draw a requested chart file. The key is its row."""
    return chart_file_draw(chart_file_pk=int(key))


@job_kind(ANNOUNCE_JOB)
def announce_wave(key: str) -> Finish:
    """Email everyone, on the date announced in the invitation, that they can see the chart. The key is the wave."""
    return lambda: wave_announce(wave=Wave.objects.get(pk=int(key)))


@job_kind(CONVERSATION_JOB)
def announce_network(key: str) -> Finish:
    """Email everyone in a network on the planned day of its conversation. The key is "row:day"."""
    row, _, day = key.partition(":")
    return partial(conversation_day_notify, wave_network_pk=int(row), day=day)


@job_kind(EXPIRE_JOB)
def expire_instrument_upload(key: str) -> Finish:
    """Delete an uploaded questionnaire that was not confirmed within a day. The key is its row."""
    return partial(instrument_upload_expire, key=int(key))


@job_kind(JOURNAL_JOB, recurring=True)
def write_journal(key: str) -> None:
    """Write closings and erasures outside the database, after each of them and every night."""
    journal_write()


@job_kind("srt.purge_chart_files", recurring=True)
def purge_chart_files(key: str) -> None:
    """Delete outdated chart files every night."""
    chart_files_purge()


@job_kind("srt.update_brackets", recurring=True)
def update_brackets(key: str) -> Finish:
    """Update the response brackets of open waves, once a day."""
    return brackets_update


@job_kind(JOIN_JOB, listed=False)
def send_join_link(key: str) -> Finish:
    """Email a personal link that was requested on the join page. The key is the request."""
    return partial(join_links_send, key=key)
