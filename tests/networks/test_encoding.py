"""The encoding of a CSV file is recognised by what makes words, and refused when unclear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.worksheets.encoding import decode

NAMES = [
    "Zoë Çelik",
    "André van ’t Hôtel",
    "Chloë Müller",
    "François Citroën",
    "Renée Björk",
    "Daniël Peña",
    "João Araújo",
]
LIST = "first_name;last_name;email\n" + "\n".join(f"{name.replace(' ', ';', 1)};a@example.org" for name in NAMES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_list_of_names_is_read_in_the_encoding_it_was_written_in(encoding):
    assert decode(LIST.encode(encoding)) == LIST


def test_list_of_names_from_dos_is_read():
    text = LIST.replace("’", "'")
    assert decode(text.encode("cp850")) == text


@pytest.mark.parametrize("name", ["Zoë", "André", "Çelik", "Søren", "Åsa", "Weiß", "Müller", "Łukasz"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_single_foreign_letter_is_read_right_or_refused(name, encoding):
    text = f"first_name\n{name}\n"
    assert decode(text.encode(encoding, "ignore")) in {text, text.encode(encoding, "ignore").decode(encoding), None}


def test_bytes_without_a_reading_are_refused():
    assert decode(b"first_name\nZo\x81\x8d\x8f\n") is None


@given(st.lists(st.sampled_from(NAMES), min_size=1), st.sampled_from(["cp1252", "cp850", "mac_roman"]))
def test_names_are_never_misread(names, encoding):
    content = "\n".join(names).encode(encoding, "replace")
    assert decode(content) in {content.decode(encoding), None}


@pytest.mark.parametrize("names", ["Joost Bakker;Zoë Jansen", "Daniël Ömer", "Ruïne België"])
def test_single_name_in_the_encoding_of_windows_is_read(names):
    assert decode(names.encode("cp1252")) == names


def test_turkish_list_from_windows_is_read():
    text = "Ayşe Y\u0131ld\u0131z;Oğuz Iş\u0131k"
    assert decode(text.encode("cp1254")) == text
