"""Invitations to a wave: a snapshot of the participants at opening, followed by late joiners and leavers.

The snapshot decides in which network an answer counts. A person keeps their invitation for as long as they take part in
any network of the wave, even after moving from one to another, and never receives a second one. So no sequence of moves
can count a person twice or transfer answers from one network to another.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from mailing.services import EmailDraft, emails_enqueue, emails_enqueue_each
from networks.models import Network, Participation
from networks.querysets import REOPENING_TERM
from srt.models import Wave, WaveInvitation, WaveNetwork
from srt.services.locks import wave_network_lock, wave_networks_lock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

INVITATION_EMAIL = "srt.invitation"
NEWCOMER_FOR = timedelta(days=91)
# How long the answers of someone who left are stored, in case that was a mistake; longer than it can be undone.
KEPT_FOR = REOPENING_TERM + timedelta(days=1)


class WaveClosedError(Exception):
    """The wave does not accept answers (any more)."""


def invitations_make(*, wave_networks: Iterable[WaveNetwork], today: date) -> None:
    """Invite everyone who takes part on the opening day, facilitators included, and email each of them their link.

    Call inside the transaction that opens the wave, with the rows locked.
    """
    for row in wave_networks:
        invitations = _invite(row, Participation.objects.members(today).filter(network=row.network_id), today)
        _emails_enqueue(row, "opening", [invitation.person_id for invitation in invitations])


def invitations_sync(*, wave: Wave, today: date | None = None) -> None:
    """Update the invitations of an open wave: invite late joiners, and withdraw the invitations and drafts of leavers.

    Idempotent; does nothing before opening or after closing. Closing calls it one last time.
    """
    with transaction.atomic():
        rows = wave_networks_lock(wave.pk)
        if not rows or rows[0].wave.opened_at is None or rows[0].wave.closed_at is not None:
            return
        # If closing runs late, changes after the closing time do not count.
        day = min(today or timezone.localdate(), timezone.localdate(rows[0].wave.closes_at))
        invited = WaveInvitation.with_withdrawn.filter(wave_network__wave=wave.pk)
        here = Participation.objects.filter(network__in=[row.network_id for row in rows])
        current = here.members(day)
        _withdraw(invited.exclude(person__in=current.values("person")))
        if not rows[0].wave.is_open():
            return
        _restore(invited.filter(withdrawn_at__isnull=False, person__in=current.values("person")))
        for row in rows:
            late = current.filter(network=row.network_id).exclude(person__in=invited.values("person"))
            _late_emails_enqueue(row, _invite(row, late, day))


def _withdraw(left: "QuerySet[WaveInvitation]") -> None:
    """Withdraw the invitations of people who left, and delete them with their drafts some days later.

    The days count from here and not from a last day, which can be typed wrong: weeks ago, or for the wrong person.
    """
    left.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    left.filter(withdrawn_at__lte=timezone.now() - KEPT_FOR).delete()


def _restore(returned: "QuerySet[WaveInvitation]") -> None:
    """Restore withdrawn invitations with their drafts, and email the link to people for whom it was replaced."""
    invitations = list(returned.select_related("wave_network"))
    returned.update(withdrawn_at=None)
    for invitation in invitations:
        if invitation.version > 1:
            _link_email_enqueue(invitation)


def _invite(row: WaveNetwork, members: "QuerySet[Participation]", today: date) -> list[WaveInvitation]:
    return WaveInvitation.objects.bulk_create(
        WaveInvitation(
            wave_network=row,
            person_id=member.person_id,
            background_code=member.background.code,
            is_newcomer=member.from_date > today - NEWCOMER_FOR,
        )
        for member in members.select_related("background").order_by("person_id")
    )


def _emails_enqueue(row: WaveNetwork, occasion: str, people: Iterable[int]) -> None:
    """Queue the email with the personal link, once per person and occasion."""
    emails_enqueue(
        email_type=INVITATION_EMAIL,
        idempotency_key=f"{row.pk}:{occasion}",
        recipient_ids=people,
        params={"wave_network": row.pk},
    )


def _late_emails_enqueue(row: WaveNetwork, invitations: Iterable[WaveInvitation]) -> None:
    """Queue the email with the personal link once per invitation, so that people who leave and return get a new one."""
    params = {"wave_network": row.pk}
    drafts = [EmailDraft(one.person_id, f"{row.pk}:late:{one.pk}", params) for one in invitations]
    emails_enqueue_each(email_type=INVITATION_EMAIL, drafts=drafts)


def invitations_follow(networks: Collection[Network]) -> None:
    """Update the open waves of these networks after participations were added, changed or ended."""
    is_open = Q(opened_at__isnull=False, closed_at__isnull=True, closes_at__gt=timezone.now())
    affected = WaveNetwork.objects.filter(network__in=networks).values("wave")
    for wave in Wave.objects.filter(is_open, pk__in=affected).order_by("pk"):
        invitations_sync(wave=wave)


def invitations_renew(*, person: "User") -> None:
    """Replace a person's personal links after a change of address and email the new links to the new address."""
    now = timezone.now()
    is_open = Q(wave_network__wave__opened_at__isnull=False, wave_network__wave__closed_at__isnull=True)
    with transaction.atomic():
        mine = WaveInvitation.with_withdrawn.filter(is_open, person=person, wave_network__wave__closes_at__gt=now)
        mine.update(version=F("version") + 1)
        for invitation in mine.filter(withdrawn_at=None).select_related("wave_network"):
            _link_email_enqueue(invitation)


def _link_email_enqueue(invitation: WaveInvitation) -> None:
    """Queue the email with a replaced link, once per link."""
    occasion = f"link:{invitation.pk}:{invitation.version}"
    _emails_enqueue(invitation.wave_network, occasion, [invitation.person_id])


def invitation_decline(*, invitation: WaveInvitation, declined: bool) -> None:
    """Record that a person will not answer (or will, after all), which stops or resumes their emails about the wave.

    Raises WaveClosedError if the wave does not accept answers.
    """
    with transaction.atomic():
        row = wave_network_lock(invitation.wave_network_id)
        if not row.wave.is_open():
            raise WaveClosedError
        WaveInvitation.objects.filter(pk=invitation.pk).update(declined=declined)
