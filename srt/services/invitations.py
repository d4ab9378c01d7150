"""Who is invited to a wave: a snapshot at opening, late joiners until closing, leavers withdrawn.

The snapshot decides in which network somebody counts. Who has an invitation keeps it as long as they take part in some
network of the wave, also after moving to another one, and nobody gets a second one after opening. So no sequence of
moves can count a person twice, or take answers out of one network and put them into another.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from mailing.services import LetterDraft, letters_write, letters_write_each
from networks.models import Network, Participation
from srt.models import Wave, WaveInvitation, WaveNetwork
from srt.services.locks import wave_network_lock, wave_networks_lock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

INVITATION_LETTER = "srt.invitation"
NEWCOMER_FOR = timedelta(days=91)


class WaveClosedError(Exception):
    """The wave takes no answers (any more). Carries no words: the page says what is so."""


def invitations_make(*, wave_networks: Iterable[WaveNetwork], today: date) -> None:
    """Write the snapshot of a wave that opens today: everybody who takes part, facilitators too, and a letter each.

    Call inside the transaction of the opening, with the rows locked.
    """
    for row in wave_networks:
        invitations = _invite(row, Participation.objects.members(today).filter(network=row.network_id), today)
        _letters(row, "opening", [invitation.person_id for invitation in invitations])


def invitations_sync(*, wave: Wave, today: date | None = None) -> None:
    """Bring the invitations of an open wave up to date: late joiners in, leavers out with their sheets.

    Changes nothing once the wave is closed. Safe to call at any time and any number of times; closing calls it last.
    """
    with transaction.atomic():
        rows = wave_networks_lock(wave.pk)
        if not rows or rows[0].wave.opened_at is None or rows[0].wave.closed_at is not None:
            return
        # What happens between the closing time and a closing that runs late does not count.
        day = min(today or timezone.localdate(), timezone.localdate(rows[0].wave.closes_at))
        invited = WaveInvitation.objects.filter(wave_network__wave=wave.pk)
        here = Participation.objects.members(day).filter(network__in=[row.network_id for row in rows])
        invited.exclude(person__in=here.values("person")).delete()
        if not rows[0].wave.is_open():
            return
        for row in rows:
            late = here.filter(network=row.network_id).exclude(person__in=invited.values("person"))
            _letters_to_late(row, _invite(row, late, day))


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


def _letters(row: WaveNetwork, occasion: str, people: Iterable[int]) -> None:
    """Write the letter with the personal link; one per person and occasion."""
    letters_write(
        kind=INVITATION_LETTER,
        occasion=f"{row.pk}:{occasion}",
        recipient_ids=people,
        params={"wave_network": row.pk},
    )


def _letters_to_late(row: WaveNetwork, invitations: Iterable[WaveInvitation]) -> None:
    """Write the letter with the personal link once for each of these: who comes back later gets it again."""
    params = {"wave_network": row.pk}
    drafts = [LetterDraft(one.person_id, f"{row.pk}:late:{one.pk}", params) for one in invitations]
    letters_write_each(kind=INVITATION_LETTER, drafts=drafts)


def invitations_follow(networks: Collection[Network]) -> None:
    """Bring the open waves of networks up to date with participations that were added, changed or ended (a hook)."""
    is_open = Q(opened_at__isnull=False, closed_at__isnull=True, closes_at__gt=timezone.now())
    concerned = WaveNetwork.objects.filter(network__in=networks).values("wave")
    for wave in Wave.objects.filter(is_open, pk__in=concerned).order_by("pk"):
        invitations_sync(wave=wave)


def invitations_renew(*, person: "User") -> None:
    """Give somebody new links after a change of address: the old ones end, the new ones go to the new address."""
    now = timezone.now()
    is_open = Q(wave_network__wave__opened_at__isnull=False, wave_network__wave__closed_at__isnull=True)
    with transaction.atomic():
        mine = WaveInvitation.objects.filter(is_open, person=person, wave_network__wave__closes_at__gt=now)
        mine.update(version=F("version") + 1)
        for invitation in mine.select_related("wave_network"):
            _letters(invitation.wave_network, f"link:{invitation.pk}:{invitation.version}", [person.pk])


def invitation_decline(*, invitation: WaveInvitation, declined: bool) -> None:
    """Keep that somebody does not want to answer: no more letters, and nobody sees it. Can be undone until closing.

    Raises WaveClosedError when the wave takes no answers.
    """
    with transaction.atomic():
        row = wave_network_lock(invitation.wave_network_id)
        if not row.wave.is_open():
            raise WaveClosedError
        WaveInvitation.objects.filter(pk=invitation.pk).update(no_letters=declined)
