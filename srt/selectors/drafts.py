"""Draft responses with what is needed to decrypt them."""

from collections.abc import Sequence

from srt.models import DraftResponse, WaveNetwork


def drafts_submitted(rows: Sequence[WaveNetwork]) -> list[DraftResponse]:
    """Return the submitted drafts of these rows, whose wave and draft key are loaded, with their invitations.

    The drafts of withdrawn invitations count for nothing.
    """
    by_key = {row.pk: row for row in rows}
    current = DraftResponse.objects.filter(invitation__withdrawn_at=None)
    drafts = current.filter(invitation__wave_network__in=by_key).select_related("invitation")
    for draft in drafts:
        draft.invitation.wave_network = by_key[draft.invitation.wave_network_id]
    return [draft for draft in drafts if draft.submitted]
