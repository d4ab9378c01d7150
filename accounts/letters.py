"""The letters about accounts."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccountInvitation
from accounts.selectors import invitation_url
from mailing.models import Letter
from mailing.registry import LetterContent, letter_kind

INVITATION = "accounts.invitation"


@letter_kind(INVITATION, called=gettext_lazy("invitation to make an account"))
def invitation_letter(letter: Letter) -> LetterContent | None:
    """Invite somebody to make an account, unless the invitation was accepted, renewed or has ended."""
    invitation = (
        AccountInvitation.objects.select_related("person", "invited_by").filter(person_id=letter.recipient_id).first()
    )
    if invitation is None or invitation.version != letter.params["version"] or not invitation.is_open(timezone.now()):
        return None
    programme = letter.params["programme"]
    return LetterContent(
        subject=_("Your account for %(programme)s") % {"programme": programme},
        template="accounts/letters/invitation",
        context={
            "programme": programme,
            "inviter": invitation.invited_by,
            "link": settings.LEERWEB_BASE_URL + invitation_url(invitation),
            "ends_on": timezone.localdate(invitation.expires_at),
        },
    )
