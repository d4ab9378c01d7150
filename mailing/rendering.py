"""From a text template to a message: plain text as it is, and the same words as accessible HTML.

Letters are written once, as text. Paragraphs are divided by empty lines; a link stands in full; nothing else is markup,
so that what people typed (names, an invitation text) can never become any.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mailing.registry import CalendarPart

LINK = re.compile(r"https?://[^\s<>\"]+")
# Punctuation that ends a sentence and not a link.
SENTENCE_END = ".,;:!?)"
CALENDAR_FILE = "invite.ics"
# Takes no room and lets no line break: between the dash of two times, say.
WORD_JOINER = "\u2060"


def text_render(template: str, context: Mapping[str, Any]) -> str:
    """Render a text template without HTML escaping, and close the gaps that skipped blocks leave behind."""
    text = get_template(template).template.render(Context(dict(context), autoescape=False))  # type: ignore[attr-defined]  # Django's own backend
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def text_to_html(text: str) -> SafeString:
    """Return a text as paragraphs with links, everything else escaped."""
    paragraphs = [paragraph for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph.strip()]
    return format_html_join("\n", "<p>{}</p>", ((_lines(paragraph),) for paragraph in paragraphs))


def _lines(paragraph: str) -> SafeString:
    return format_html_join(mark_safe("<br>\n"), "{}", ((_links(line),) for line in paragraph.splitlines()))


def _links(line: str) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in _parts(line)))


def _parts(line: str) -> Iterable[str]:
    end = 0
    for found in LINK.finditer(line):
        link = found.group().rstrip(SENTENCE_END)
        yield line[end : found.start()]
        yield format_html('<a href="{}">{}</a>', link, link)
        end = found.start() + len(link)
    yield line[end:]


def message_make(
    *,
    subject: str,
    text: str,
    to: str,
    language: str,
    headers: Mapping[str, str] | None = None,
    calendar: CalendarPart | None = None,
) -> EmailMultiAlternatives:
    """Return a message with a text and an HTML side. Line breaks in the subject become spaces: a name may hold one.

    What keeps words together on a page is left out: some mail programs show it as a box.
    """
    subject, text = (words.replace(WORD_JOINER, "") for words in (" ".join(subject.split()), text))
    message = EmailMultiAlternatives(
        subject=subject, body=text, to=[to], headers={"Auto-Submitted": "auto-generated", **(headers or {})}
    )
    html = render_to_string(
        "mailing/letter.html", {"body": text_to_html(text), "subject": subject, "language": language}
    )
    message.attach_alternative(html, "text/html")
    if calendar is not None:
        _calendar_attach(message, calendar)
    return message


def _calendar_attach(message: EmailMultiAlternatives, calendar: CalendarPart) -> None:
    """Add a calendar object twice (RFC 6047): as the side that mail programs act on, and as a file to open by hand.

    The file is no text/calendar, or some programs would act on it a second time.
    """
    message.attach_alternative(calendar.content.decode(), f"text/calendar; method={calendar.method}")
    message.attach(CALENDAR_FILE, calendar.content, "application/ics")
