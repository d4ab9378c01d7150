"""The room: everybody looks at one QR code, types their own address, and gets their own link."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_hex

from django.core.cache import cache
from django.utils import timezone

from mailing.services import letters_write
from srt.models import WaveInvitation, WaveNetwork

ROOM_LETTER = "srt.room_link"
LETTERS_PER_ADDRESS = 3
ADDRESS_WINDOW = timedelta(minutes=10)
# Thirty people in one school share an address on the internet.
VISITS_PER_PLACE = 300
PLACE_WINDOW = timedelta(minutes=1)


def room_link_ask(*, wave_network: WaveNetwork, email: str) -> None:
    """Send the own link to this address when it is of somebody invited to the wave; otherwise nothing happens.

    Returns nothing in all cases, too many requests included: the answer must not tell whose address it is. Who moved
    to another network of the wave is found too.
    """
    address = email.strip().lower()
    if not allowed("room.address", f"{wave_network.wave_id}:{address}", LETTERS_PER_ADDRESS, ADDRESS_WINDOW):
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
    return allowed("room.place", place, VISITS_PER_PLACE, PLACE_WINDOW)


def allowed(action: str, key: str, limit: int, window: timedelta) -> bool:
    """Count one act and return whether it is within the limit. The cache holds a hash, never the address itself."""
    # The window is part of the name: counting up keeps a row in the cache alive, so its end by itself never comes.
    number = int(timezone.now().timestamp() // window.total_seconds())
    name = f"srt.{action}.{number}.{sha256(key.encode()).hexdigest()}"
    cache.add(name, 0, window.total_seconds())
    try:
        count = cache.incr(name)
    except ValueError:  # the row ended between the two lines
        return True
    cache.touch(name, window.total_seconds())
    return count <= limit
