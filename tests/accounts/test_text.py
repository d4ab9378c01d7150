"""Cleaning text and addresses of what nobody can see."""

from xml.sax.saxutils import escape  # nosec B406 - as above

import pytest
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.text import address_clean, line_clean, prose_clean, xml_clean
from mailing.smtp import bare


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Joost van Dam\u200b", "Joost van Dam"),
        ("\u200eZoë\u202e", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("El\nIdrissi", "El Idrissi"),
        ("De\u00a0Linde  ", "De Linde"),
        ("A\x01m\ufffeira", "Amira"),
        ("\u2060\ufeff\u3164", ""),
        ("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"),
        ("Jan\u200cneke", "Janneke"),
        ("e\u200b\u0301va", "éva"),
        ("\u034f\ufe0f\U000e0041\U0001ffffMo", "Mo"),
        ("\U0001f468\u200d\U0001f469 \u2764\ufe0f", "\U0001f468\u200d\U0001f469 \u2764\ufe0f"),
        ("\u0130pek I\u015f\u0131k", "\u0130pek I\u015f\u0131k"),
        ("\u0301\u200b\u0308", ""),
        ("\u0301Ana \u0308Bos", "Ana Bos"),
        ("\U0001d159\U00016fe4", ""),
        ("\ue000Mo\U00100000", "Mo"),
    ],
    ids=[
        "zero-width",
        "direction",
        "nfc",
        "line-break",
        "spaces",
        "controls",
        "nothing-visible",
        "persian",
        "joiner",
        "accent-behind-zero-width",
        "ignorable",
        "emoji",
        "turkish",
        "accents-without-a-letter",
        "accents-behind-nothing",
        "blank-signs",
        "private-use",
    ],
)
def test_line_keeps_what_can_be_seen(typed, clean):
    assert line_clean(typed).text == clean


def test_line_counts_what_it_removed():
    assert line_clean("Joost\u200b\u200e van Dam").removed == 2


def test_prose_keeps_paragraphs_and_drops_controls():
    assert prose_clean("Eén\r\n\r\n\r\n\r\ntwee\x07\u2028drie\t4\u202e").text == "Eén\n\ntwee\ndrie\t4"


@pytest.mark.parametrize(
    "typed",
    [
        "joost@example.org\u200b",
        "\u200eJOOST@Example.org",
        " joost @ example.org ",
        "joost@example.org\n",
        "joost@EXAMPLE。org",
    ],
)
def test_every_way_to_type_an_address_is_the_same_address(typed):
    assert address_clean(typed).text == "joost@example.org"


def test_domain_is_the_same_in_unicode_and_in_ascii():
    assert address_clean("zoe@École.example").text == address_clean("zoe@xn--cole-9oa.example").text


@pytest.mark.parametrize(
    "typed",
    ["", "joost", "@example.org", "\u0130pek@example.org", "\u0131\u015f\u0131k@example.org", "a@" + "x" * 64 + ".nl"],
)
def test_invalid_address_is_refused(typed):
    with pytest.raises(ValidationError):
        address_clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "zoe@fa\u00df.example",
        "zoe@FA\u1e9e.example",
        "zoe@xn--fa-hia.example",
        "zoe@\u0639\u06cc\u200c\u0631\u0636.example",
    ],
)
def test_domain_that_becomes_another_one_on_the_way_is_refused(typed):
    with pytest.raises(ValidationError):
        address_clean(typed)


@pytest.mark.parametrize(
    "typed",
    [
        '"amira"@example.org',
        "=?utf-8?q?amira?=@example.org",
        '"a,b"@example.org',
        "amira@[192.0.2.1]",
        '""@example.org',
    ],
)
def test_other_way_to_write_a_mailbox_is_refused(typed):
    with pytest.raises(ValidationError):
        address_clean(typed)


@pytest.mark.parametrize("typed", ["a" * 65 + "@example.org", "a@" + ".".join(["b" * 60] * 5) + ".example"])
def test_address_longer_than_mail_allows_is_refused(typed):
    with pytest.raises(ValidationError):
        address_clean(typed)


WIRE = ["amira@m\u00fcnchen.example", "amira@\u0130stanbul.example", "=cmd@example.org", "a'b@example.org", "a%b@c.org"]


@given(st.one_of(st.emails(), st.sampled_from(WIRE)))
def test_accepted_address_is_the_one_that_mail_is_sent_to(typed):
    try:
        local, _at, domain = address_clean(typed).text.rpartition("@")
    except ValidationError:
        return
    assert bare(f"{local}@{domain}") == f"{local}@{domain.encode('idna').decode()}"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert line_clean(line_clean(text).text).text == line_clean(text).text
    assert prose_clean(prose_clean(text).text).text == prose_clean(text).text


@given(st.emails())
def test_cleaning_an_address_twice_changes_nothing(address):
    try:
        once = address_clean(address).text
    except ValidationError:
        return
    assert address_clean(once).text == once


@given(st.text())
def test_xml_accepts_cleaned_text(text):
    fromstring(f"<a>{escape(xml_clean(text))}</a>")
    assert xml_clean(line_clean(text).text) == line_clean(text).text
