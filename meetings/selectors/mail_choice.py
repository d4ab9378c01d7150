"""How people want letters about meetings."""

from accounts.models import User
from meetings.models import MailChoice


def mail_choice_of(person: User) -> MailChoice:
    """Return what somebody chose; who never did gets letters at once, with the meeting in them."""
    return MailChoice.objects.filter(person=person).first() or MailChoice(person=person)
