"""The conversation about the chart: its day and start, the network statement, and reflections without a chart."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.text import line_clean
from audit.registry import Audience, audit_code
from audit.services import audit_write
from jobs.services import job_enqueue
from networks.access import Permission
from networks.services.rights import require_network
from srt.models import Reflection, WaveNetwork
from srt.services.locks import wave_network_lock
from srt.services.releases import MORNING, chart_shown_emails_enqueue

if TYPE_CHECKING:
    from accounts.models import User
    from audit.registry import AuditCode

CONVERSATION_JOB = "srt.announce_network"

CONVERSATION_STARTED = audit_code(
    "srt.conversation_started",
    gettext_lazy("started the conversation of %(network)s about %(year)s"),
    audience=Audience.PERSON,  # outside the network only the statement shows that it took place
)
STATEMENT_WRITTEN = audit_code("srt.words_written", gettext_lazy("wrote down what %(network)s says about %(year)s"))


@transaction.atomic
def conversation_start(*, wave_network: WaveNetwork, actor: "User") -> WaveNetwork:
    """Start the conversation, so that everyone in the network can see the chart; do nothing if it has started.

    Raises PermissionDenied, or ValidationError while the questionnaire is open.
    """
    row = _lock_row(wave_network, actor)
    now = timezone.now()
    if row.conversation_at is not None and row.conversation_at <= now:
        return row
    row.conversation_at = now
    row.save(update_fields=["conversation_at"])
    _audit(CONVERSATION_STARTED, row, actor)
    # After `shown_on` everyone has had this email, even if its row has been deleted since.
    if timezone.localdate(now) <= row.wave.shown_on:
        chart_shown_emails_enqueue(row=row)
    return row


@transaction.atomic
def conversation_plan(*, wave_network: WaveNetwork, day: date | None, actor: "User") -> WaveNetwork:
    """Set the day of the conversation, on which everyone in the network will see the chart; None clears it.

    Raises PermissionDenied, or ValidationError if the day is not in the future, falls after `shown_on`, or if the
    conversation has already taken place.
    """
    row = _lock_row(wave_network, actor)
    if row.conversation_at is not None and timezone.localdate(row.conversation_at) <= timezone.localdate():
        raise ValidationError(_("You have already talked about this picture."), code="talked")
    if day is not None and day <= timezone.localdate():
        raise ValidationError(_("Choose tomorrow or a later day, or start the conversation now."), code="past")
    if day is not None and day > row.wave.shown_on:
        raise ValidationError(_("By then everyone can already see the picture. Choose an earlier day."), code="late")
    row.conversation_at = _morning(day) if day is not None else None
    row.save(update_fields=["conversation_at"])
    if row.conversation_at is not None:
        job_enqueue(kind=CONVERSATION_JOB, key=f"{row.pk}:{day}", due_at=row.conversation_at)
    return row


def conversation_day_notify(*, wave_network_pk: int, day: str) -> None:
    """Email everyone in the network on the planned day, unless it has changed since. Call inside a transaction."""
    row = wave_network_lock(wave_network_pk)
    if row.conversation_at is not None and str(timezone.localdate(row.conversation_at)) == day:
        chart_shown_emails_enqueue(row=row)


@transaction.atomic
def statement_write(*, wave_network: WaveNetwork, statement: str, actor: "User") -> WaveNetwork:
    """Write the network statement, which gives coordinators access to the chart; an empty one withdraws it.

    Raises PermissionDenied, or ValidationError before the conversation.
    """
    row = _lock_row(wave_network, actor)
    if row.conversation_at is None or timezone.localdate(row.conversation_at) > timezone.localdate():
        raise ValidationError(_("You can write your own words after the conversation."), code="before_conversation")
    row.statement = line_clean(statement).text
    row.statement_at = timezone.now() if row.statement else None
    row.full_clean(validate_constraints=False, validate_unique=False)
    row.save(update_fields=["statement", "statement_at"])
    if row.statement:
        _audit(STATEMENT_WRITTEN, row, actor)
    return row


@transaction.atomic
def reflections_write(*, wave_network: WaveNetwork, reflections: Mapping[str, tuple[str, str]], actor: "User") -> None:
    """Save the reflections of the network: (here we are, here we want to be) by dimension code.

    Raises PermissionDenied, or ValidationError for a dimension that the questionnaire does not have.
    """
    row = _lock_row(wave_network, actor, must_be_closed=False)
    known = {dimension.code for dimension in row.wave.instrument.definition.dimensions}
    if set(reflections) - known:
        raise ValidationError(_("This page belongs to a different questionnaire."), code="unknown_dimension")
    for code, (here, want) in reflections.items():
        Reflection.objects.update_or_create(
            wave_network=row, dimension=code, defaults={"here_we_are": here.strip(), "here_we_want": want.strip()}
        )


def _lock_row(wave_network: WaveNetwork, actor: "User", *, must_be_closed: bool = True) -> WaveNetwork:
    """Check the permission, lock and return the row; raise ValidationError if the wave is open but must be closed."""
    require_network(actor=actor, network=wave_network.network, permission=Permission.WRITE_STATEMENT)
    row = wave_network_lock(wave_network.pk)
    if must_be_closed and row.wave.closed_at is None:
        raise ValidationError(_("The questionnaire is still open."), code="open")
    return row


def _audit(code: "AuditCode", row: WaveNetwork, actor: "User") -> None:
    audit_write(
        code,
        actor=actor,
        programme_key=row.wave.programme_id,
        network=row.network.name,
        year=str(row.wave.study_year),
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=timezone.get_default_timezone())
