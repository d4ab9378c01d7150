"""Designs and their versions: adding, correcting, comparing and removing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from ogo.marks import marks_of
from ogo.models import Design, DesignVersion, Project, SourceCard
from ogo.selectors.designs import latest_versions, version_fingerprint
from ogo.services.designs import design_add, design_remove, version_add, version_change, version_remove
from ogo.track import MarkKind
from tests.cast import Cast


@pytest.fixture
def design(cast: Cast) -> Design:
    """Return a design of Burgerschap without versions."""
    return design_add(network=cast.burgerschap, actor=cast["Amira"], title="Lessen")


@pytest.fixture
def version(cast: Cast, design: Design) -> DesignVersion:
    """Return the first version of the design, added by Amira."""
    return version_add(design=design, actor=cast["Amira"], changed="Drie lessen", description="We tekenen eerst.")


def url(name: str, version: DesignVersion, *more: int) -> str:
    """Return the address of a page about a version."""
    return reverse(f"ogo:{name}", args=[version.design.network_id, version.design_id, version.pk, *more])


def test_new_design_leads_to_the_form_of_its_first_version(cast: Cast, as_):
    response = as_("Bram").post(reverse("ogo:design_add", args=[cast.burgerschap.pk]), {"title": "Een spel"})
    design = Design.objects.get()
    assert response.headers["Location"] == reverse("ogo:version_add", args=[cast.burgerschap.pk, design.pk])


def test_new_version_needs_only_what_changed(cast: Cast, design, as_):
    as_("Bram").post(reverse("ogo:version_add", args=[cast.burgerschap.pk, design.pk]), {"changed": "Een eerste spel"})
    version = DesignVersion.objects.get()
    assert (version.number, version.changed, version.added_by, version.on_date) == (
        1,
        "Een eerste spel",
        cast["Bram"],
        timezone.localdate(),
    )


def test_new_version_without_what_changed_is_refused(cast: Cast, design, as_):
    address = reverse("ogo:version_add", args=[cast.burgerschap.pk, design.pk])
    response = as_("Bram").post(address, {"changed": " ", "description": "Wel een tekst"})
    assert "Wel een tekst" in response.content.decode()
    assert not DesignVersion.objects.exists()


def test_form_of_a_new_version_starts_with_the_latest_description(cast: Cast, version, as_):
    page = as_("Bram").get(reverse("ogo:version_add", args=[cast.burgerschap.pk, version.design_id]))
    assert "We tekenen eerst." in page.content.decode()


def test_double_click_adds_one_version(cast: Cast, design):
    for _time in range(2):
        version_add(design=design, actor=cast["Amira"], changed="Drie lessen")
    assert design.versions.get().number == 1


def test_two_simultaneous_versions_are_both_shown_to_the_second(cast: Cast, version, as_):
    add = reverse("ogo:version_add", args=[cast.burgerschap.pk, version.design_id])
    seen = version_fingerprint(version)
    as_("Amira").post(f"{add}?seen={seen}", {"changed": "Vier lessen"})
    response = as_("Bram").post(f"{add}?seen={seen}", {"changed": "Vijf lessen", "description": "Iets van Bram"})
    page = response.content.decode()
    assert "Vier lessen" in page
    assert "Iets van Bram" in page
    assert DesignVersion.objects.count() == 2
    as_("Bram").post(f"{add}{response.context['action']}", {"changed": "Vijf lessen"})
    assert version.design.versions.first().changed == "Vijf lessen"


def test_contributors_are_named_in_alphabetical_order_and_not_counted(cast: Cast, design, as_):
    people = [cast["Umut"], cast["Bram"], cast["Noor"]]
    version_add(design=design, actor=cast["Amira"], changed="Een kring", contributors=people)
    page = as_("Bram").get(reverse("ogo:design", args=[cast.burgerschap.pk, design.pk])).content.decode()
    assert "Met inbreng van Bram, Noor en Umut" in page


@pytest.mark.parametrize("name", ["Greet", "Hugo", "Nadia"])
def test_contributor_from_outside_the_network_is_refused(cast: Cast, design, name):
    with pytest.raises(ValidationError) as refusal:
        version_add(design=design, actor=cast["Amira"], changed="Een kring", contributors=[cast[name]])
    assert "contributors" in refusal.value.error_dict


def test_ground_is_a_card_a_project_or_words(cast: Cast, design, as_):
    card = SourceCard.objects.create(network=cast.burgerschap, title="Biesta over onderbreken")
    project = Project.objects.create(network=cast.burgerschap, title="Wat kinderen ervan vinden")
    address = reverse("ogo:version_add", args=[cast.burgerschap.pk, design.pk])
    fields = {"changed": "Een kring", "source_cards": [card.pk], "projects": [project.pk], "ground": "Geprobeerd"}
    page = as_("Amira").post(address, fields, follow=True).content.decode()
    for text in ("Biesta over onderbreken", "Wat kinderen ervan vinden", "Geprobeerd"):
        assert text in page


def test_card_of_another_network_is_refused(cast: Cast, design):
    card = SourceCard.objects.create(network=cast.talent, title="Van elders")
    with pytest.raises(ValidationError) as refusal:
        version_add(design=design, actor=cast["Amira"], changed="Een kring", source_cards=[card])
    assert "source_cards" in refusal.value.error_dict


def test_version_page_marks_removed_and_added_words(cast: Cast, version, as_):
    later = version_add(design=version.design, actor=cast["Amira"], changed="Praten", description="We praten eerst.")
    page = as_("Bram").get(url("version", later)).content.decode()
    hidden = '<span class="visually-hidden">{}</span>'
    assert f"<del>{hidden.format('[weg: ')}tekenen{hidden.format(']')}</del>" in page
    assert f"<ins>{hidden.format('[nieuw: ')}praten{hidden.format(']')}</ins>" in page


def test_markup_in_a_compared_description_is_escaped(cast: Cast, version, as_):
    later = version_add(design=version.design, actor=cast["Amira"], changed="x", description="<b>We</b> tekenen.")
    page = as_("Bram").get(url("version", later)).content.decode()
    assert "<b>We" not in page
    assert "&lt;b&gt;We" in page


def test_version_is_corrected_by_its_author_and_facilitators_only(cast: Cast, version, as_):
    for name in ("Amira", "Iris"):
        as_(name).post(url("version_edit", version), {"changed": f"Verbeterd door {name}"})
        version.refresh_from_db()
        assert version.changed == f"Verbeterd door {name}"
    assert as_("Bram").post(url("version_edit", version), {"changed": "Nee"}).status_code == 403
    with pytest.raises(PermissionDenied):
        version_change(version=version, actor=cast["Nadia"], changed="Nee")


def test_correction_of_a_version_changed_meanwhile_shows_both_texts(cast: Cast, version, as_):
    seen = version_fingerprint(version)
    as_("Iris").post(url("version_edit", version), {"changed": "Van Iris"})
    response = as_("Amira").post(f"{url('version_edit', version)}?seen={seen}", {"changed": "Van Amira"})
    page = response.content.decode()
    assert "Van Iris" in page
    assert "Van Amira" in page
    version.refresh_from_db()
    assert version.changed == "Van Iris"
    as_("Amira").post(f"{url('version_edit', version)}{response.context['action']}", {"changed": "Van Amira"})
    version.refresh_from_db()
    assert version.changed == "Van Amira"


def test_only_the_latest_version_is_removed_and_only_by_its_author(cast: Cast, version):
    later = version_add(design=version.design, actor=cast["Amira"], changed="Vier lessen")
    with pytest.raises(ValidationError):
        version_remove(version=version, actor=cast["Amira"])
    with pytest.raises(PermissionDenied):
        version_remove(version=later, actor=cast["Iris"])
    version_remove(version=later, actor=cast["Amira"])
    assert version.design.versions.get() == version


def test_log_of_a_removed_version_does_not_name_the_design(cast: Cast, version):
    version_remove(version=version, actor=cast["Amira"])
    entry = AuditEntry.objects.get(code="ogo.design_version_removed")
    assert entry.details == {"network": "Burgerschap"}


def test_design_is_removed_only_without_versions(cast: Cast, version, as_):
    with pytest.raises(ValidationError):
        design_remove(design=version.design, actor=cast["Bram"])
    version_remove(version=version, actor=cast["Amira"])
    as_("Bram").post(reverse("ogo:design_remove", args=[cast.burgerschap.pk, version.design_id]))
    assert not Design.objects.exists()


def test_design_is_renamed_by_a_participant(cast: Cast, design, as_):
    as_("Bram").post(reverse("ogo:design_edit", args=[cast.burgerschap.pk, design.pk]), {"title": "Kringlessen"})
    design.refresh_from_db()
    assert design.title == "Kringlessen"


def test_latest_versions_list_the_latest_change_first(cast: Cast, version):
    version_add(design=version.design, actor=cast["Amira"], changed="Vier lessen")
    design_add(network=cast.burgerschap, actor=cast["Bram"], title="Een spel")
    design_add(network=cast.talent, actor=cast["Vera"], title="Van elders")
    lines = latest_versions(cast.burgerschap)
    assert [(line.design.title, line.latest and line.latest.version.changed) for line in lines] == [
        ("Een spel", None),
        ("Lessen", "Vier lessen"),
    ]


def test_latest_versions_take_the_same_queries_for_many_designs(cast: Cast, django_assert_num_queries):
    for number in range(6):
        design = design_add(network=cast.burgerschap, actor=cast["Amira"], title=f"Ontwerp {number}")
        version_add(design=design, actor=cast["Amira"], changed="Een kring", contributors=[cast["Bram"]])
    with django_assert_num_queries(6):
        assert [line.latest.contributors for line in latest_versions(cast.burgerschap) if line.latest] == ["Bram"] * 6


def test_version_is_a_mark_on_the_track(cast: Cast, version):
    marks = [mark for mark in marks_of(cast.burgerschap) if mark.kind is MarkKind.VERSION]
    assert [(mark.day, mark.text) for mark in marks] == [(version.on_date, "Versie 1 van Lessen")]


def test_erased_contributor_is_no_longer_named(cast: Cast, design):
    version = version_add(design=design, actor=cast["Bram"], changed="Een kring", contributors=[cast["Bram"]])
    cast["Bram"].delete()
    version.refresh_from_db()
    assert version.added_by is None
    assert not version.contributors.exists()


def test_text_of_a_version_that_was_just_removed_is_given_back(cast: Cast, version, as_):
    address = url("version_edit", version)
    version_remove(version=version, actor=cast["Amira"])
    response = as_("Iris").post(address, {"changed": "Van Iris"})
    assert response.status_code == 404
    assert "Van Iris" in response.content.decode()
