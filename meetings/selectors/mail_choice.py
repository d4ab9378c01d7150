"""How people want to be emailed about meetings."""

from accounts.models import User
from meetings.models import MailChoice


def mail_choice_of(person: User) -> MailChoice:
    """Return the person's choice, or the default: emails at once, with the meeting attached."""
    return MailChoice.objects.filter(person=person).first() or MailChoice(person=person)
