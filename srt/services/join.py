"""The join page: people scan one QR code, enter their email address and receive their personal link."""

from secrets import token_hex

from accounts.limits import email_allowed, visit_allowed
from accounts.link_requests import link_request_enqueue, link_request_take
from accounts.text import address_or_text
from mailing.services import emails_enqueue
from srt.models import WaveInvitation, WaveNetwork

JOIN_EMAIL = "srt.join_link"
JOIN_JOB = "srt.send_join_link"


def join_link_request(*, wave_network: WaveNetwork, email: str) -> None:
    """Email the personal link to this address if it belongs to a person invited to the wave.

    Invitations in every network of the wave count, for people who have moved. The outcome is never reported, not even
    for too many requests, because it would reveal whether the address is known.
    """
    address = address_or_text(email)
    if email_allowed("srt.join", f"{wave_network.wave_id}:{address}"):
        link_request_enqueue(kind=JOIN_JOB, about=wave_network.wave_id, address=address)


def join_links_send(*, key: str) -> None:
    """Email the personal links that a request asked for."""
    request = link_request_take(kind=JOIN_JOB, key=key)
    if request is None:
        return
    wave, address = request
    invited = WaveInvitation.objects.filter(wave_network__wave=wave, person__email__iexact=address)
    for invitation in invited.filter(wave_network__wave__closed_at__isnull=True):
        emails_enqueue(
            email_type=JOIN_EMAIL,
            idempotency_key=f"{invitation.wave_network_id}:{token_hex(8)}",
            recipient_ids=[invitation.person_id],
            params={"wave_network": invitation.wave_network_id},
        )


def join_visit_allowed(*, place: str) -> bool:
    """Count one request from an IP address and return whether it is within the limit."""
    return visit_allowed("srt.join", place)
