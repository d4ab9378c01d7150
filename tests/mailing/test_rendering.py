"""Rendering text templates to messages."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.utils import translation
from html5lib import HTMLParser
from hypothesis import given
from hypothesis import strategies as st

from mailing.registry import Sender
from mailing.rendering import message_make, text_render, text_to_html

pytestmark = pytest.mark.portable


def test_paragraphs_and_lines_stay_separate():
    assert text_to_html("Een\ntwee\n\n\ndrie\n") == "<p>Een<br>\ntwee</p>\n<p>drie</p>"


def test_link_excludes_the_full_stop_after_it():
    assert text_to_html("Kijk op https://leerweb.nl/a?b=1&c=2.") == (
        '<p>Kijk op <a href="https://leerweb.nl/a?b=1&amp;c=2">https://leerweb.nl/a?b=1&amp;c=2</a>.</p>'
    )


@pytest.mark.parametrize("text", ["javascript:alert(1)", "leerweb.nl", "amira@example.org", "http:// x"])
def test_other_text_does_not_become_a_link(text):
    assert "<a" not in text_to_html(text)


def test_user_text_never_becomes_markup():
    html = text_to_html('<script>alert(1)</script> https://x.nl/"onmouseover="y')
    assert "<script" not in html
    assert html.count("<a ") == 1
    assert 'href="https://x.nl/"' in html


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('<>"&\n h')))
def test_html_contains_only_expected_elements_for_any_text(text):
    tree = HTMLParser(namespaceHTMLElements=False).parseFragment(text_to_html(text))
    assert {element.tag for element in tree.iter() if element is not tree} <= {"p", "br", "a"}
    assert {name for element in tree.iter("a") for name in element.attrib} <= {"href"}


def test_apostrophe_in_a_name_is_not_escaped_in_text(cast):
    cast["Amira"].first_name = "D'Anne & co"
    assert "D'Anne & co" in text_render("mailing/email.txt", {"person": cast["Amira"]})


def test_line_break_in_a_subject_becomes_a_space():
    message = message_make(subject="Een\r\nBcc: x@example.org", text="x", to="a@example.org", language="nl")
    assert message_from_bytes(message.message().as_bytes())["Bcc"] is None
    assert message.subject == "Een Bcc: x@example.org"


def test_word_joiners_are_removed_from_messages():
    message = message_make(
        subject="13.30\u2060–\u206016.45",
        text="13.30\u2060–\u206016.45\N{NO-BREAK SPACE}uur",
        to="a@example.org",
        language="nl",
    )
    sides = [message.subject, message.body, str(message.alternatives[0][0])]
    assert all("13.30–16.45" in side and "\u2060" not in side for side in sides)


def test_message_declares_its_language_and_that_it_is_automatic():
    message = message_make(subject="Code", text="Dag", to="a@example.org", language="en")
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert '<html lang="en">' in str(html)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["X-Auto-Response-Suppress"] == "OOF, AutoReply"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("(zie https://leerweb.nl/a)", "https://leerweb.nl/a"),
        ("https://nl.wikipedia.org/wiki/Leer_(begrip)", "https://nl.wikipedia.org/wiki/Leer_(begrip)"),
        ("(https://nl.wikipedia.org/wiki/Leer_(begrip)).", "https://nl.wikipedia.org/wiki/Leer_(begrip)"),
        ("“https://leerweb.nl/a”", "https://leerweb.nl/a"),
        ("Lees ‘https://leerweb.nl/a’, en kom.", "https://leerweb.nl/a"),  # noqa: RUF001 - what people type
        ("[https://leerweb.nl/a]", "https://leerweb.nl/a"),
        ("Lees https://leerweb.nl/a…", "https://leerweb.nl/a"),
        ("Ken je https://leerweb.nl/a?", "https://leerweb.nl/a"),
        ("‹https://leerweb.nl/a›", "https://leerweb.nl/a"),  # noqa: RUF001 - as above
    ],
)
def test_link_ends_where_a_reader_ends_it(text, link):
    html = text_to_html(text)
    assert f">{link}</a>" in html
    assert f'href="{link}"' in html


def test_sender_is_the_programme_at_our_own_address(settings):
    settings.DEFAULT_FROM_EMAIL = "Leerweb <post@leerweb.example>"
    sender = Sender('De "Werkplaats", Zuid', "bureau@example.org")
    message = message_make(subject="x", text="x", to="a@example.org", language="nl", sender=sender)
    wire = message_from_bytes(message.message().as_bytes(), policy=default)
    assert wire["From"].addresses[0].display_name == "De ”Werkplaats”, Zuid via Leerweb"
    assert wire["From"].addresses[0].addr_spec == "post@leerweb.example"
    assert wire["Reply-To"] == "bureau@example.org"


@pytest.mark.parametrize(
    ("reply_to", "line"),
    [("", "Antwoorden op dit bericht worden niet gelezen."), ("bureau@example.org", "aan bij bureau@example.org.")],
)
def test_email_says_whether_replies_are_read(cast, reply_to, line):
    context = {"person": cast["Amira"], "sender": Sender("Werkplaats", reply_to)}
    with translation.override("nl"):
        text = text_render("mailing/email.txt", context)
    assert line in text
    assert "Werkplaats\nLeerweb" in text
