"""Sorting names."""

from networks.sorting import name_key


def test_names_are_sorted_ignoring_accents_and_case():
    names = ["zoë", "Zara", "Élise", "Eva", "Çelik", "Bram", "Ömer", "Olga"]
    ordered = sorted(names, key=lambda name: name_key(name, "", ""))
    assert ordered == ["Bram", "Çelik", "Élise", "Eva", "Olga", "Ömer", "Zara", "zoë"]


def test_names_are_sorted_by_first_name_last_name_infix():
    names = [("Anna", "van", "Dijk"), ("Anna", "", "Dijk"), ("Anna", "de", "Boer"), ("Anna", "van 't", "Hof")]
    ordered = sorted(names, key=lambda name: name_key(*name))
    assert ordered == [("Anna", "de", "Boer"), ("Anna", "", "Dijk"), ("Anna", "van", "Dijk"), ("Anna", "van 't", "Hof")]
