"""The library of activities: finding one, its card, and the programme's own."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from accounts.services import person_erase
from audit.models import AuditEntry
from ogo.models import Activity
from ogo.selectors.activities import Wanted, card_of, cards_of, find
from ogo.services.activities import (
    activity_add,
    activity_change,
    activity_fingerprint,
    activity_remove,
)
from ogo.services.activity_uses import activity_schedule
from tests.cast import Cast
from tests.meetings.meeting_cases import meeting_make

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

GIVEN: dict[str, Any] = {
    "title": "Kleuren kiezen",
    "aim": "Zien waar ieder staat",
    "steps": "Leg de kaarten neer.\nKies een kleur.",
    "minutes": 15,
    "place": "on_site",
    "stages": ["exploring"],
}


@pytest.fixture
def own(cast: Cast) -> Activity:
    """Return an activity that Iris added to the library of the Werkplaats."""
    return activity_add(network=cast.burgerschap, actor=cast["Iris"], **GIVEN)


def address(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"ogo:{name}", args=[cast.burgerschap.pk, *args])


def with_plain_spaces(text: str) -> str:
    return text.replace("\N{WORD JOINER}", "").replace("\N{NO-BREAK SPACE}", " ")


def titles(html: str) -> list[str]:
    return re.findall(r'class="agenda-title">\s*<a[^>]*>([^<]+)</a>', html)


def found(cast: Cast, **wanted: Any) -> set[str]:
    return {card.key for card in find(cards_of(cast.werkplaats), Wanted(**wanted))}


def test_library_shows_the_starting_set_and_the_programmes_own_by_title(cast: Cast, own, as_):
    shown = titles(as_("Amira").get(address(cast, "activities")).content.decode())
    assert {"Kleuren kiezen", "Probleemmuur", "Stille discussie"} <= set(shown)
    assert shown == sorted(shown, key=lambda title: title.casefold().replace("é", "e"))


def test_activity_of_another_programme_is_not_in_the_library(cast: Cast):
    other = activity_add(network=cast.talent, actor=cast["Vera"], **{**GIVEN, "title": "Elders"})
    assert f"own-{other.pk}" not in found(cast)
    with pytest.raises(Http404):
        card_of(cast.burgerschap, f"own-{other.pk}")


def test_stage_finds_activities_for_that_stage_and_for_any_time(cast: Cast, own):
    exploring = found(cast, stage="exploring")
    assert {"problem-wall", "pupils-work", "silent-discussion", f"own-{own.pk}"} <= exploring
    assert not {"timeline", "paper-prototype"} & exploring


def test_place_finds_activities_for_that_place_and_for_both(cast: Cast):
    online = found(cast, place="online")
    assert {"online-marketplace", "five-whys"} <= online
    assert "silent-discussion" not in online


def test_minutes_are_a_maximum(cast: Cast):
    quick = found(cast, minutes=15)
    assert {"arrive-with-an-object", "coffee-in-threes"} <= quick
    assert "one-two-four-all" not in quick


@pytest.mark.parametrize("words", ["probleemmuur", "PROBLEEM MUUR", "problem wall", "schuurt muur"])
def test_words_are_found_in_any_order_case_and_language(cast: Cast, words):
    assert "problem-wall" in found(cast, words=words)


@pytest.mark.parametrize("words", ["ideeen", "idéeën", "IDEEËN"])
def test_accents_do_not_matter(cast: Cast, words):
    assert "eight-ideas" in found(cast, words=words)


def test_every_word_must_occur(cast: Cast):
    assert found(cast, words="probleemmuur nergens") == set()


def test_search_redirects_to_an_address_that_can_be_shared(cast: Cast, as_):
    given = {"stage": "looking_back", "place": "on_site", "minutes": "45", "words": "tijdlijn"}
    response = as_("Amira").post(address(cast, "activities"), given)
    assert response.status_code == 302
    page = as_("Amira").get(response.headers["Location"]).content.decode()
    assert titles(page) == ["Tijdlijn van wat we deden"]
    assert 'value="tijdlijn"' in page


def test_unknown_values_in_the_address_are_ignored(cast: Cast, as_):
    query = "?stage=later&place=moon&minutes=7&words=%00&page=x&meeting=999999999999999999999&phase=-1"
    page = as_("Iris").get(address(cast, "activities") + query)
    assert page.status_code == 200
    assert "Probleemmuur" in page.content.decode()


def test_library_has_pages_above_fifty(cast: Cast, as_):
    for number in range(25):
        activity_add(network=cast.burgerschap, actor=cast["Iris"], **{**GIVEN, "title": f"Zelf {number:02}"})
    first = as_("Iris").get(address(cast, "activities") + "?place=online")
    whole = as_("Iris").get(address(cast, "activities"))
    assert len(titles(whole.content.decode())) == 50
    assert 'rel="next"' in whole.content.decode()
    assert 'rel="next"' not in first.content.decode()
    second = as_("Iris").get(address(cast, "activities") + "?page=2").content.decode()
    assert titles(second) == [f"Zelf {number:02}" for number in range(18, 25)]


def test_many_own_activities_take_one_query(cast: Cast, django_assert_num_queries):
    for number in range(30):
        activity_add(network=cast.burgerschap, actor=cast["Iris"], **{**GIVEN, "title": f"Zelf {number}"})
    with django_assert_num_queries(1):
        assert len([card.author for card in cards_of(cast.werkplaats) if card.activity]) == 30


def test_card_shows_the_steps_with_their_minutes_and_a_tip(cast: Cast, as_):
    page = as_("Amira").get(address(cast, "activity", "five-whys")).content.decode()
    assert "Maak drietallen" in page
    assert page.count("agenda-minutes") == 5
    assert "Vijf keer waarom" in page


def test_card_of_an_added_activity_names_the_person_who_added_it(cast: Cast, own, as_):
    page = as_("Hugo").get(reverse("ogo:activity", args=[cast.rekenen.pk, f"own-{own.pk}"])).content.decode()
    assert "Toegevoegd door" in page
    assert "Iris" in page


@pytest.mark.parametrize("key", ["nergens", "own-", "own-x", "own-999999", "own-99999999999999999999", "own-0"])
def test_unknown_card_is_not_found(cast: Cast, as_, key):
    assert as_("Iris").get(address(cast, "activity", key)).status_code == 404


def test_participant_sees_no_way_to_choose_or_add(cast: Cast, as_):
    library = as_("Amira").get(address(cast, "activities")).content.decode()
    card = as_("Amira").get(address(cast, "activity", "five-whys")).content.decode()
    assert address(cast, "activity_add") not in library
    assert "choose/" not in card


@pytest.mark.parametrize("name", ["Iris", "Nadia", "Wouter"])
def test_people_who_plan_meetings_add_an_activity(cast: Cast, as_, name):
    response = as_(name).post(address(cast, "activity_add"), {**GIVEN, "group_from": "4", "group_to": "20"})
    assert response.status_code == 302
    added = Activity.objects.get()
    assert (added.author, added.programme, added.stages) == (cast[name], cast.werkplaats, ["exploring"])
    assert AuditEntry.objects.filter(code="ogo.activity_added", actor=cast[name]).exists()


def test_same_form_sent_twice_adds_one_activity(cast: Cast):
    first = activity_add(network=cast.burgerschap, actor=cast["Iris"], **GIVEN)
    assert activity_add(network=cast.burgerschap, actor=cast["Iris"], **GIVEN) == first


@pytest.mark.parametrize("name", ["Amira", "Greet", "Hugo", "Rosa", "Otto"])
def test_others_cannot_add_an_activity(cast: Cast, name):
    with pytest.raises(PermissionDenied):
        activity_add(network=cast.burgerschap, actor=cast[name], **GIVEN)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"steps": " "}, "steps"),
        ({"minutes": 0}, "minutes"),
        ({"stages": ["later"]}, "stages"),
        ({"place": "moon"}, "place"),
        ({"group_from": 9, "group_to": 4}, "group_to"),
    ],
)
def test_invalid_activity_is_refused(cast: Cast, wrong, field):
    with pytest.raises(ValidationError) as refusal:
        activity_add(network=cast.burgerschap, actor=cast["Iris"], **{**GIVEN, **wrong})
    assert field in refusal.value.error_dict
    assert not Activity.objects.exists()


def test_invalid_form_keeps_what_was_typed(cast: Cast, as_):
    page = as_("Iris").post(address(cast, "activity_add"), {**GIVEN, "minutes": "veel"}).content.decode()
    assert "Leg de kaarten neer." in page
    assert "data-focus-on-load" in page


def test_author_changes_an_activity(cast: Cast, own, as_):
    as_("Iris").post(address(cast, "activity_edit", f"own-{own.pk}"), {**GIVEN, "title": "Kaarten kiezen"})
    own.refresh_from_db()
    assert own.title == "Kaarten kiezen"


@pytest.mark.parametrize("name", ["Nadia", "Wouter", "Hugo"])
def test_others_cannot_change_or_remove_an_activity(cast: Cast, own, name):
    network = cast.rekenen if name == "Hugo" else cast.burgerschap
    with pytest.raises(PermissionDenied):
        activity_change(activity=own, network=network, actor=cast[name], title="Anders")
    with pytest.raises(PermissionDenied):
        activity_remove(activity=own, network=network, actor=cast[name])


def test_coordinator_changes_an_activity_whose_author_was_erased(cast: Cast, own):
    person_erase(person=cast["Iris"], actor=cast["Iris"])
    own.refresh_from_db()
    assert own.author is None
    changed = activity_change(activity=own, network=cast.rekenen, actor=cast["Nadia"], title="Anders")
    assert changed.title == "Anders"
    with pytest.raises(PermissionDenied):
        activity_change(activity=own, network=cast.rekenen, actor=cast["Hugo"], title="Weer anders")


def test_stale_change_is_refused_with_both_texts_on_the_page(cast: Cast, own, as_):
    seen = activity_fingerprint(own)
    activity_change(activity=own, network=cast.burgerschap, actor=cast["Iris"], title="Eerst opgeslagen")
    edit = address(cast, "activity_edit", f"own-{own.pk}")
    page = as_("Iris").post(f"{edit}?seen={seen}", {**GIVEN, "title": "Daarna getypt"}).content.decode()
    assert "Eerst opgeslagen" in page
    assert "Daarna getypt" in page
    own.refresh_from_db()
    assert own.title == "Eerst opgeslagen"
    again = re.search(r'action="(\?seen=\w+)"', page)
    assert again
    as_("Iris").post(edit + again[1], {**GIVEN, "title": "Daarna getypt"})
    own.refresh_from_db()
    assert own.title == "Daarna getypt"


def test_text_typed_for_a_removed_activity_is_shown_again(cast: Cast, own, as_):
    edit = address(cast, "activity_edit", f"own-{own.pk}")
    activity_remove(activity=own, network=cast.burgerschap, actor=cast["Iris"])
    response = as_("Iris").post(edit, {**GIVEN, "steps": "Lang getypt"})
    assert response.status_code == 404
    assert "Lang getypt" in response.content.decode()


def test_removed_activity_leaves_the_library(cast: Cast, own, as_):
    as_("Iris").post(address(cast, "activity_remove", f"own-{own.pk}"))
    assert f"own-{own.pk}" not in found(cast)
    assert as_("Iris").get(address(cast, "activity", f"own-{own.pk}")).status_code == 404


def test_removed_activity_stays_readable_where_it_was_used(cast: Cast, own, as_):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    card = card_of(cast.burgerschap, f"own-{own.pk}")
    activity_schedule(network=cast.burgerschap, meeting=meeting, card=card, actor=cast["Iris"])
    activity_remove(activity=own, network=cast.burgerschap, actor=cast["Iris"])
    page = as_("Amira").get(address(cast, "activity", f"own-{own.pk}")).content.decode()
    assert "Staat niet meer in de bibliotheek." in page
    elsewhere = reverse("ogo:activity", args=[cast.rekenen.pk, f"own-{own.pk}"])
    assert as_("Hugo").get(elsewhere).status_code == 404


def test_removed_activity_cannot_be_chosen(cast: Cast, own):
    meeting = meeting_make(cast.burgerschap, cast["Iris"])
    card = card_of(cast.burgerschap, f"own-{own.pk}")
    activity_remove(activity=own, network=cast.burgerschap, actor=cast["Iris"])
    with pytest.raises(ValidationError):
        activity_schedule(network=cast.burgerschap, meeting=meeting, card=card, actor=cast["Iris"])
    assert not meeting.blocks.exists()


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ((4, 20), "4–20 mensen"),
        ((4, 4), "4 mensen"),
        ((4, None), "vanaf 4 mensen"),
        ((None, 20), "tot 20 mensen"),
        ((None, None), ""),
    ],
)
def test_size_of_the_group_is_in_words(cast: Cast, own, group, words):
    Activity.objects.filter(pk=own.pk).update(group_from=group[0], group_to=group[1])
    assert with_plain_spaces(card_of(cast.burgerschap, f"own-{own.pk}").group) == words


@pytest.mark.parametrize("wrong", [{"place": "moon"}, {"minutes": 0}, {"group_from": 9, "group_to": 4}])
def test_database_refuses_an_invalid_activity(own, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=own.pk).update(**wrong)


def test_markup_in_an_activity_is_shown_as_text(cast: Cast, as_):
    own = activity_add(
        network=cast.burgerschap, actor=cast["Iris"], **{**GIVEN, "title": "<b>Vet</b>", "steps": "<script>x</script>"}
    )
    page = as_("Amira").get(address(cast, "activity", f"own-{own.pk}")).content.decode()
    assert "&lt;b&gt;Vet" in page
    assert "<script>x" not in page
