"""Cards of sources and good practices."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.services import person_erase
from ogo.models import Design, DesignVersion, SourceCard
from ogo.services.cards import card_add, card_change, card_remove
from tests.cast import Cast


@pytest.fixture
def card(cast: Cast) -> SourceCard:
    """Return a source that Amira brought."""
    return card_add(network=cast.burgerschap, actor=cast["Amira"], title="Biesta", says="Oneens zijn hoort erbij.")


def address(name: str, card: SourceCard) -> str:
    return reverse(f"ogo:{name}", args=[card.network_id, card.pk])


def test_everyone_in_the_network_reads_who_brought_a_card_and_what_it_says(cast: Cast, card, as_):
    page = as_("Bram").get(address("card", card)).content.decode()
    assert ["Amira" in page, "Oneens zijn hoort erbij." in page] == [True, True]


def test_card_needs_a_name_only(cast: Cast, as_):
    data = {"title": "Jenaplan", "kind": "practice"}
    as_("Bram").post(reverse("ogo:card_add", args=[cast.burgerschap.pk]), data)
    assert (SourceCard.objects.get().brought_by, SourceCard.objects.get().kind) == (cast["Bram"], "practice")


@pytest.mark.parametrize("link", ["geen link", "javascript:alert(1)"])
def test_link_of_a_card_is_the_address_of_a_page(cast: Cast, as_, link):
    data = {"title": "Jenaplan", "kind": "practice", "link": link, "says": "Bewaar dit"}
    page = as_("Bram").post(reverse("ogo:card_add", args=[cast.burgerschap.pk]), data)
    assert "link" in page.context["form"].errors
    assert "Bewaar dit" in page.content.decode()
    with pytest.raises(ValidationError):
        card_add(network=cast.burgerschap, actor=cast["Bram"], title="Jenaplan", link=link)


def test_card_sent_twice_is_brought_once(cast: Cast, card):
    card_add(network=cast.burgerschap, actor=cast["Amira"], title="Biesta", says="Oneens zijn hoort erbij.")
    assert SourceCard.objects.count() == 1


@pytest.mark.parametrize("name", ["Amira", "Iris"])
def test_person_who_brought_a_card_and_the_facilitator_change_it(cast: Cast, card, as_, name):
    as_(name).post(address("card_edit", card), {"title": "Biesta 2", "kind": "source"})
    assert SourceCard.objects.get().title == "Biesta 2"


@pytest.mark.parametrize("name", ["Bram", "Nadia"])
def test_nobody_else_changes_or_removes_a_card(cast: Cast, card, as_, name):
    client = as_(name)
    assert [client.get(address(page, card)).status_code for page in ("card_edit", "card_remove")] == [403, 403]
    with pytest.raises(PermissionDenied):
        card_change(card=card, actor=cast[name], title="Anders")
    with pytest.raises(PermissionDenied):
        card_remove(card=card, actor=cast[name])


def test_facilitator_and_person_who_brought_a_card_see_each_others_change(cast: Cast, card, as_):
    seen = as_("Iris").get(address("card_edit", card)).context["action"]
    card_change(card=card, actor=cast["Amira"], says="Van Amira.")
    data = {"title": "Biesta", "kind": "source", "link": "", "says": "Van Iris."}
    page = as_("Iris").post(address("card_edit", card) + seen, data).content.decode()
    assert ["Van Amira." in page, "Van Iris." in page] == [True, True]


def test_card_is_removed(cast: Cast, card, as_):
    assert as_("Amira").get(address("card_remove", card)).status_code == 200
    as_("Amira").post(address("card_remove", card))
    assert not SourceCard.objects.exists()


def test_removing_a_card_that_a_version_is_based_on_is_refused(cast: Cast, card, as_):
    design = Design.objects.create(network=cast.burgerschap, title="Lessenserie")
    DesignVersion.objects.create(design=design, number=1, changed="korter").source_cards.add(card)
    as_("Amira").post(address("card_remove", card))
    assert "Lessenserie" in as_("Bram").get(address("card", card)).content.decode()


def test_erasure_leaves_a_card_without_the_name(cast: Cast, card, as_):
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    page = as_("Bram").get(address("card", card)).content.decode()
    assert ["Biesta" in page, "Amira" in page] == [True, False]
