"""Every email type with the state it needs, for the tests of languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import User
from mailing.models import Email
from meetings.models import Meeting, MeetingInvitee
from meetings.services.subscription import mail_choice_set
from ogo.models import Ask, AskRecipient
from srt.models import Wave
from tests.meetings.calendar_cases import notified_before
from tests.meetings.meeting_cases import begins_now, in_days, invitee_of
from tests.rendered import email_message
from tests.srt.wave_cases import row_of
from tests.world import World

Params = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class EmailCase:
    """An email type with a recipient and the parameters that its service would pass."""

    kind: str
    recipient: str
    params: Params
    about: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.about}".strip()

    def message(self, world: World, language: str) -> EmailMultiAlternatives:
        """Return the message, rendered in a language."""
        User.objects.update(language=language)
        recipient = User.objects.get(email=f"{self.recipient.lower()}@example.org")
        email = Email(pk=1, email_type=self.kind, idempotency_key="1", recipient=recipient, params=self.params(world))
        message = email_message(email=email)
        assert message is not None
        return message


def of_round(wave: str, network: str) -> Params:
    """Return the parameters of emails about a round."""

    def params(world: World) -> dict[str, Any]:
        found: Wave = getattr(world, wave)
        return {"wave_network": row_of(found, getattr(world.cast, network)).pk}

    return params


def of_meeting(name: str, *, told: int | None = None) -> Params:
    """Return the parameters of emails to Amira about a meeting, of which she may have been notified before."""
    return lambda world: {"invitee": notified_before(world.meetings[name], world.cast["Amira"], told).pk}


def around(name: str) -> Params:
    """Return the parameters of emails before and after a meeting that has notes."""

    def params(world: World) -> dict[str, Any]:
        meeting = world.meetings[name]
        Meeting.objects.filter(pk=meeting.pk).update(notes_what="We kozen een les.")
        return {"meeting": meeting.pk, "day": str(meeting.on_date)}

    return params


def of_all(world: World) -> dict[str, Any]:
    """Return the parameters of the email about all meetings of Burgerschap, which are new to Amira."""
    MeetingInvitee.objects.filter(person=world.cast["Amira"]).update(notified_sequence=None)
    return {"network": world.cast.burgerschap.pk}


def of_backup(world: World) -> dict[str, Any]:
    """Return the parameters of the email about the upcoming meeting after a backup was restored."""
    return {**of_meeting("coming", told=5)(world), "again": True}


def of_room(world: World) -> dict[str, Any]:
    """Return the parameters of the email with Amira's check-in link for a meeting in progress."""
    begins_now(world.meetings["coming"])
    return {"invitee": invitee_of(world.meetings["coming"], world.cast["Amira"]).pk}


def of_week(world: World) -> dict[str, Any]:
    """Let Amira choose weekly emails and the calendar link. Return no parameters, since the digest takes none."""
    amira = world.cast["Amira"]
    MeetingInvitee.objects.filter(person=amira).update(notified_sequence=None, in_calendar=False)
    Meeting.objects.filter(pk=world.meetings["coming"].pk).update(on_date=in_days(5))
    mail_choice_set(person=amira, actor=amira, frequency="weekly", calendar_by="feed")
    return {}


def of_left(world: World) -> dict[str, Any]:
    """Take Amira off the list of all meetings of which she was notified."""
    mine = MeetingInvitee.objects.filter(person=world.cast["Amira"])
    mine.update(removed_at=timezone.now(), notified_sequence=0, notified_cancelled=False, in_calendar=True)
    return {"invitees": list(mine.values_list("pk", flat=True))}


def of_old_address(world: World) -> dict[str, Any]:
    """Return the parameters of the cancellation for Amira's former address."""
    invitee = invitee_of(world.meetings["coming"], world.cast["Amira"])
    return {"invitee": invitee.pk, "sequence": invitee.sequence, "to": "amira.oud@example.org"}


def of_ask(kind: str) -> Params:
    """Return the parameters of the email that asks Amira a question before the upcoming meeting."""

    def params(world: World) -> dict[str, Any]:
        found = Ask.objects.get(network=world.cast.burgerschap, shown_at=None)
        Ask.objects.filter(pk=found.pk).update(kind=kind, text=found.text if kind == Ask.Kind.OPEN else "")
        return {"recipient": AskRecipient.objects.get(ask=found, person=world.cast["Amira"]).pk}

    return params


EMAILS = [
    EmailCase("meetings.invitation", "Amira", of_meeting("coming"), "upcoming"),
    EmailCase("meetings.invitation", "Amira", of_meeting("undecided"), "without a date"),
    EmailCase("meetings.invitation", "Amira", of_meeting("off", told=0), "cancelled"),
    EmailCase("meetings.invitation", "Amira", of_backup, "after a backup"),
    EmailCase("meetings.poll", "Amira", of_meeting("poll")),
    EmailCase("meetings.overview", "Amira", of_all),
    EmailCase("meetings.reminder", "Amira", around("coming")),
    EmailCase("meetings.thanks", "Amira", around("held")),
    EmailCase("meetings.here_link", "Amira", of_room),
    EmailCase("meetings.digest", "Amira", of_week),
    EmailCase("meetings.feed_link", "Amira", lambda _world: {}),
    EmailCase("meetings.left", "Amira", of_left),
    EmailCase("meetings.old_calendar", "Amira", of_old_address),
    EmailCase("accounts.created", "Amira", lambda _world: {"at": timezone.now().isoformat(), "has_password": True}),
    EmailCase(
        "accounts.address_replaced", "Amira", lambda _world: {"to": "amira.oud@example.org", "is_old": True}, "old"
    ),
    EmailCase("accounts.address_replaced", "Amira", lambda _world: {"to": "amira@example.org", "is_old": False}, "new"),
    EmailCase("accounts.invitation", "Jet", lambda world: {"programme": "POINT", "version": world.invitation.version}),
    EmailCase("networks.joined", "Amira", lambda world: {"participation": world.participation("Amira").pk}),
    EmailCase("srt.invitation", "Joep", of_round("running", "burgerschap"), "for a teacher"),
    EmailCase("srt.invitation", "Bram", of_round("running", "burgerschap"), "for a student"),
    EmailCase("srt.reminder", "Joep", of_round("running", "burgerschap")),
    EmailCase("srt.join_link", "Joep", of_round("running", "burgerschap")),
    EmailCase("srt.chart_ready", "Iris", of_round("prepared", "burgerschap")),
    EmailCase("srt.chart_ready", "Hugo", of_round("talked", "rekenen"), "without a chart"),
    EmailCase("srt.chart_shown", "Amira", of_round("talked", "burgerschap")),
    EmailCase("ogo.ask", "Amira", of_ask(Ask.Kind.OPEN), "about anything"),
    EmailCase("ogo.ask", "Amira", of_ask(Ask.Kind.GOALS), "about the goal"),
]

# Allauth's emails, each with our own pair of templates.
MESSAGES = sorted(
    path.name.removesuffix("_subject.txt")
    for path in (Path(settings.BASE_DIR) / "templates" / "account" / "email").glob("*_subject.txt")
)


def account_message(name: str, language: str) -> EmailMultiAlternatives:
    """Return one of allauth's emails to Amira, rendered in a language."""
    User.objects.update(language=language)
    person = User.objects.get(email="amira@example.org")
    context = {
        "user": person,
        "code": "ABC-DEF",
        "timestamp": timezone.now(),
        "from_email": "amira@example.org",
        "to_email": "amira.nieuw@example.org",
        "deleted_email": "amira.oud@example.org",
        "ip": "127.0.0.1",
        "user_agent": "",
        "activate_url": f"{settings.LEERWEB_BASE_URL}/accounts/login/",
        "password_reset_url": f"{settings.LEERWEB_BASE_URL}/accounts/login/",
        "signup_url": f"{settings.LEERWEB_BASE_URL}/accounts/signup/",
    }
    message: EmailMultiAlternatives = get_adapter().render_mail(f"account/email/{name}", person.email, context)
    return message
