"""Render a text template to a message: plain text, and the same text as accessible HTML.

Email templates are plain text: paragraphs are separated by blank lines and links are written out in full. Nothing else
is markup, so text that people entered (names, an invitation) can never become markup.
"""

import re
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import Urlizer, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mailing.registry import CalendarPart, Sender

# No answers from programs: neither "out of office" nor a receipt (RFC 3834, and the same for Exchange).
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
CALENDAR_FILE = "invite.ics"
# Invisible, and prevents a line break: around the dash between two times, for instance.
WORD_JOINER = "\u2060"
_PLAIN = str.maketrans({WORD_JOINER: "", "\N{NO-BREAK SPACE}": " "})


def text_render(template: str, context: Mapping[str, Any]) -> str:
    """Render a text template without HTML escaping, and collapse the blank lines that skipped blocks leave."""
    text = get_template(template).template.render(Context(dict(context), autoescape=False))  # type: ignore[attr-defined]  # Django's own backend
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def text_to_html(text: str) -> SafeString:
    """Return a text as HTML paragraphs with links; everything else is escaped."""
    paragraphs = [paragraph for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph.strip()]
    return format_html_join("\n", "<p>{}</p>", ((_lines(paragraph),) for paragraph in paragraphs))


def _lines(paragraph: str) -> SafeString:
    return format_html_join(mark_safe("<br>\n"), "{}", ((_links(line),) for line in paragraph.splitlines()))


class LinkWriter(Urlizer):
    """Django's recognition of links, for those written out in full only. Quotation marks end a link too."""

    word_split_re = re.compile(r"""([\s<>"'“”„‘’«»‹›]+)""")  # noqa: RUF001 - what people type
    trailing_punctuation_chars = ".,:;!?…"
    simple_url_2_re = re.compile(r"(?!)")

    @staticmethod
    def is_email_simple(value: str) -> bool:  # noqa: ARG004 - Django's signature
        """Return False: addresses do not become links."""
        return False


write_links = LinkWriter()


def _links(line: str) -> SafeString:
    return mark_safe(write_links(line, autoescape=True))  # noqa: S308 - escaped by Django


def message_make(
    *,
    subject: str,
    text: str,
    to: str,
    language: str,
    headers: Mapping[str, str] | None = None,
    calendar: CalendarPart | None = None,
    sender: Sender | None = None,
) -> EmailMultiAlternatives:
    """Return a message with a text and an HTML alternative, from our own address under the name of the sender.

    Line breaks in the subject become spaces, since a name may contain one. Invisible characters are removed from the
    headers, where some mail servers refuse them, and word joiners everywhere: some mail programs show them as a box.
    No-break spaces become ordinary spaces, so that searching an email finds them.
    """
    subject, to, text = _visible(" ".join(subject.split())), _visible(to), text.translate(_PLAIN)
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=_from(sender),
        to=[to],
        reply_to=[sender.reply_to] if sender and sender.reply_to else None,
        headers={**AUTOMATIC, **(headers or {})},
    )
    html = render_to_string(
        "mailing/email.html", {"body": text_to_html(text), "subject": subject, "language": language}
    )
    message.attach_alternative(html, "text/html")
    if calendar is not None:
        _calendar_attach(message, calendar)
    return message


def _from(sender: Sender | None) -> str:
    """Return our own address, with the name of the programme before that of the installation."""
    ours, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if sender is None:
        return settings.DEFAULT_FROM_EMAIL
    name = _visible(" ".join(sender.name.replace('"', "”").replace("\\", "/").split()))
    return f'"{name} via {ours or "Leerweb"}" <{address}>'


def _visible(header: str) -> str:
    return "".join(character for character in header if character.isprintable())


def _calendar_attach(message: EmailMultiAlternatives, calendar: CalendarPart) -> None:
    """Add a calendar object twice (RFC 6047): as the alternative that mail programs process, and as a file to open.

    The file is not text/calendar, or some programs would process it a second time.
    """
    message.attach_alternative(calendar.content.decode(), f"text/calendar; method={calendar.method}")
    if not calendar.files:
        message.attach(CALENDAR_FILE, calendar.content, "application/ics")
    for number, content in enumerate(calendar.files, start=1):
        message.attach(f"{number}-{CALENDAR_FILE}", content, "application/ics")
