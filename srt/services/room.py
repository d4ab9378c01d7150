"""The room: everybody looks at one QR code, types their own address, and gets their own link."""

from secrets import token_hex

from accounts.limits import letter_allowed, visit_allowed
from mailing.services import letters_write
from srt.models import WaveInvitation, WaveNetwork

ROOM_LETTER = "srt.room_link"


def room_link_ask(*, wave_network: WaveNetwork, email: str) -> None:
    """Send the own link to this address when it is of somebody invited to the wave; otherwise nothing happens.

    Returns nothing in all cases, too many requests included: the answer must not tell whose address it is. Who moved
    to another network of the wave is found too.
    """
    address = email.strip().lower()
    if not letter_allowed("srt.room", f"{wave_network.wave_id}:{address}"):
        return
    invited = WaveInvitation.objects.filter(wave_network__wave=wave_network.wave_id, person__email__iexact=address)
    for invitation in invited.filter(wave_network__wave__closed_at__isnull=True):
        letters_write(
            kind=ROOM_LETTER,
            occasion=f"{invitation.wave_network_id}:{token_hex(8)}",
            recipient_ids=[invitation.person_id],
            params={"wave_network": invitation.wave_network_id},
        )


def room_visit_allowed(*, place: str) -> bool:
    """Count one request from an address on the internet, and return whether it is within the limit."""
    return visit_allowed("srt.room", place)
