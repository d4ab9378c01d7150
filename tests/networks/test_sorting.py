"""The order of names."""

from networks.sorting import name_key


def test_accents_and_capitals_make_no_difference():
    names = ["zoë", "Zara", "Élise", "Eva", "Çelik", "Bram", "Ömer", "Olga"]
    ordered = sorted(names, key=lambda name: name_key(name, "", ""))
    assert ordered == ["Bram", "Çelik", "Élise", "Eva", "Olga", "Ömer", "Zara", "zoë"]


def test_after_the_first_name_comes_the_last_name_and_then_the_infix():
    names = [("Anna", "van", "Dijk"), ("Anna", "", "Dijk"), ("Anna", "de", "Boer"), ("Anna", "van 't", "Hof")]
    ordered = sorted(names, key=lambda name: name_key(*name))
    assert ordered == [("Anna", "de", "Boer"), ("Anna", "", "Dijk"), ("Anna", "van", "Dijk"), ("Anna", "van 't", "Hof")]
