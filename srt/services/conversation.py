"""The conversation over the picture: planning and starting it, the network's own words, the cards without answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.registry import Audience, audit_code
from audit.services import audit_write
from jobs.services import job_enqueue
from networks.access import Permission, get_network_or_deny
from srt.models import ConversationCard, WaveNetwork
from srt.services.locks import wave_network_lock
from srt.services.releases import MORNING, picture_shown_letters_write

if TYPE_CHECKING:
    from accounts.models import User
    from audit.registry import AuditCode

CONVERSATION_JOB = "srt.show_network"

CONVERSATION_STARTED = audit_code(
    "srt.conversation_started",
    gettext_lazy("began the conversation of %(network)s about %(year)s"),
    audience=Audience.PERSON,  # outside the network only its own words tell that it talked
)
WORDS_WRITTEN = audit_code("srt.words_written", gettext_lazy("wrote down the own words of %(network)s with %(year)s"))


@transaction.atomic
def conversation_start(*, wave_network: WaveNetwork, actor: "User") -> WaveNetwork:
    """Say that the network talks now: from here on everyone in it sees the picture. A second press changes nothing.

    Raises ValidationError while the questionnaire is open; Http404 or PermissionDenied for who may not.
    """
    row = _row_for(wave_network, actor)
    now = timezone.now()
    if row.conversation_at is not None and row.conversation_at <= now:
        return row
    row.conversation_at = now
    row.save(update_fields=["conversation_at"])
    _audit(CONVERSATION_STARTED, row, actor)
    # After the day that was named everybody has the letter, also when nothing is kept of it any more.
    if timezone.localdate(now) <= row.wave.shown_on:
        picture_shown_letters_write(row=row)
    return row


@transaction.atomic
def conversation_plan(*, wave_network: WaveNetwork, day: date | None, actor: "User") -> WaveNetwork:
    """Set the day of the conversation ahead, or take it back with None; that day everyone in the network sees it.

    Raises ValidationError for a day in the past, after the date of the invitation, or once the conversation took place.
    """
    row = _row_for(wave_network, actor)
    if row.conversation_at is not None and timezone.localdate(row.conversation_at) <= timezone.localdate():
        raise ValidationError(_("You have talked about this picture already."), code="talked")
    if day is not None and day <= timezone.localdate():
        raise ValidationError(_("Choose a day from tomorrow on, or start the conversation now."), code="past")
    if day is not None and day > row.wave.shown_on:
        raise ValidationError(_("By then everyone sees the picture already. Choose an earlier day."), code="late")
    row.conversation_at = _morning(day) if day is not None else None
    row.save(update_fields=["conversation_at"])
    if row.conversation_at is not None:
        job_enqueue(kind=CONVERSATION_JOB, key=f"{row.pk}:{day}", due_at=row.conversation_at)
    return row


def conversation_day_came(*, wave_network_pk: int, day: str) -> None:
    """On a planned day: tell everyone, unless the day was changed meanwhile. Call inside a transaction."""
    row = wave_network_lock(wave_network_pk)
    if row.conversation_at is not None and str(timezone.localdate(row.conversation_at)) == day:
        picture_shown_letters_write(row=row)


@transaction.atomic
def own_words_write(*, wave_network: WaveNetwork, words: str, actor: "User") -> WaveNetwork:
    """Write or change the network's own sentence; with it the coordinators see the picture. Empty takes it back.

    Raises ValidationError before the conversation.
    """
    row = _row_for(wave_network, actor)
    if row.conversation_at is None or timezone.localdate(row.conversation_at) > timezone.localdate():
        raise ValidationError(_("Your own words come after the conversation."), code="before_conversation")
    row.own_words = words.strip()
    row.own_words_at = timezone.now() if row.own_words else None
    row.full_clean(validate_constraints=False, validate_unique=False)
    row.save(update_fields=["own_words", "own_words_at"])
    if row.own_words:
        _audit(WORDS_WRITTEN, row, actor)
    return row


@transaction.atomic
def cards_write(*, wave_network: WaveNetwork, cards: Mapping[str, tuple[str, str]], actor: "User") -> None:
    """Keep what the network says per dimension: (here we are, here we want to be) by dimension code.

    Raises ValidationError for a dimension of another questionnaire.
    """
    row = _row_for(wave_network, actor, needs_closed=False)
    known = {dimension.code for dimension in row.wave.instrument.definition.dimensions}
    if set(cards) - known:
        raise ValidationError(_("This page does not belong to this questionnaire."), code="unknown_dimension")
    for code, (here, want) in cards.items():
        ConversationCard.objects.update_or_create(
            wave_network=row, dimension=code, defaults={"here_we_are": here.strip(), "here_we_want": want.strip()}
        )


def _row_for(wave_network: WaveNetwork, actor: "User", *, needs_closed: bool = True) -> WaveNetwork:
    """Lock the row for somebody who may write here, after the closing where that is needed."""
    get_network_or_deny(actor, wave_network.network_id, Permission.WRITE_WORDS)
    row = wave_network_lock(wave_network.pk)
    if needs_closed and row.wave.closed_at is None:
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
