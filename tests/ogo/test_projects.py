"""Own projects: the owners steer, companions and the rest of the network read."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.services import person_erase
from networks.models import Participation
from ogo.models import Design, DesignVersion, Project, ProjectMember, Question
from ogo.services.projects import (
    project_add,
    project_change,
    project_member_add,
    project_member_change,
    project_member_remove,
    project_remove,
    project_take_on,
)
from ogo.services.questions import question_add
from tests.cast import Cast


@pytest.fixture
def project(cast: Cast) -> Project:
    """Return a project of Amira in which Bram is a companion."""
    project = project_add(network=cast.burgerschap, actor=cast["Amira"], title="Ruziën op de gang")
    project_member_add(project=project, actor=cast["Amira"], person=cast["Bram"], role="companion")
    return project


def address(name: str, project: Project, *more: int) -> str:
    return reverse(f"ogo:{name}", args=[project.network_id, project.pk, *more])


def member(project: Project, cast: Cast, name: str) -> ProjectMember:
    return ProjectMember.objects.get(project=project, person=cast[name])


def roles(project: Project) -> dict[str, str]:
    """Return the roles in a project by first name."""
    return dict(ProjectMember.objects.filter(project=project).values_list("person__first_name", "role"))


def left_network(cast: Cast, name: str) -> None:
    """Let a person's participation end yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Participation.objects.filter(person=cast[name]).update(until=yesterday)


# Starting one


@pytest.mark.parametrize("name", ["Bram", "Iris"])
def test_project_needs_a_name_only_and_belongs_to_its_starter(cast: Cast, as_, name):
    as_(name).post(reverse("ogo:project_add", args=[cast.burgerschap.pk]), {"title": "Kring"})
    assert roles(Project.objects.get()) == {name: "owner"}


def test_project_without_a_name_is_refused(cast: Cast, as_):
    page = as_("Amira").post(reverse("ogo:project_add", args=[cast.burgerschap.pk]), {"approach": "Kijken"})
    assert ("title" in page.context["form"].errors, Project.objects.exists()) == (True, False)


def test_project_sent_twice_is_started_once(cast: Cast):
    for _again in range(2):
        project_add(network=cast.burgerschap, actor=cast["Amira"], title="Kring")
    project_add(network=cast.burgerschap, actor=cast["Bram"], title="Kring")
    assert Project.objects.count() == 2


def test_project_and_its_question_lead_to_each_other(cast: Cast, as_):
    question = question_add(network=cast.burgerschap, actor=cast["Amira"], text="Hoe maken kinderen ruzie?")
    add = f"{reverse('ogo:project_add', args=[cast.burgerschap.pk])}?from={question.pk}"
    as_("Bram").post(add, {"title": "Gang", "question": question.pk})
    project = Project.objects.get()
    assert question.text in as_("Iris").get(address("project", project)).content.decode()
    page = as_("Iris").get(reverse("ogo:question", args=[cast.burgerschap.pk, question.pk])).content.decode()
    assert "Gang" in page


@pytest.mark.parametrize("circle", ["me", "facilitator"])
def test_project_does_not_show_a_question_that_not_everyone_may_read(cast: Cast, as_, circle):
    question = question_add(network=cast.burgerschap, actor=cast["Amira"], text="Kan ik dit?", circle=circle)
    project = project_add(network=cast.burgerschap, actor=cast["Amira"], title="Gang", question=question)
    for name in ("Bram", "Iris", "Amira"):
        assert question.text not in as_(name).get(address("project", project)).content.decode()


def test_project_cannot_start_from_a_hidden_question_of_someone_else(cast: Cast):
    question = question_add(network=cast.burgerschap, actor=cast["Amira"], text="Kan ik dit?", circle="facilitator")
    with pytest.raises(ValidationError) as refusal:
        project_add(network=cast.burgerschap, actor=cast["Iris"], title="Gang", question=question)
    assert "question" in refusal.value.error_dict


def test_form_of_a_co_owner_neither_shows_nor_drops_a_hidden_question(cast: Cast, as_):
    question = question_add(network=cast.burgerschap, actor=cast["Amira"], text="Kan ik dit?", circle="me")
    project = project_add(network=cast.burgerschap, actor=cast["Amira"], title="Gang", question=question)
    project_member_add(project=project, actor=cast["Amira"], person=cast["Bram"], role="owner")
    edit = address("project_edit", project)
    assert question.text not in as_("Bram").get(edit).content.decode()
    as_("Bram").post(edit, {"title": "Gang 2", "state": "running"})
    project.refresh_from_db()
    assert (project.title, project.question) == ("Gang 2", question)


# Steering


@pytest.mark.parametrize("name", ["Iris", "Bram", "Olga"])
def test_only_owners_change_a_project(cast: Cast, project, as_, name):
    assert as_(name).post(address("project_edit", project), {"title": "Anders", "state": "running"}).status_code == 403
    for refused in (
        lambda: project_change(project=project, actor=cast[name], title="Anders"),
        lambda: project_remove(project=project, actor=cast[name]),
        lambda: project_member_add(project=project, actor=cast[name], person=cast["Tess"], role="owner"),
        lambda: project_member_change(member=member(project, cast, "Bram"), actor=cast[name], role="owner"),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert Project.objects.get().title == "Ruziën op de gang"


def test_owner_writes_the_approach_the_state_and_the_findings(cast: Cast, project, as_):
    data = {"title": "Gang", "approach": "Kijken.", "state": "finished", "findings": "Het is de bel."}
    as_("Amira").post(address("project_edit", project), data)
    page = as_("Iris").get(address("project", project)).content.decode()
    assert ["Kijken." in page, "Het is de bel." in page, "Gang" in page] == [True, True, True]


def test_second_owner_sees_what_the_first_has_just_written(cast: Cast, project, as_):
    project_member_add(project=project, actor=cast["Amira"], person=cast["Tess"], role="owner")
    seen = as_("Tess").get(address("project_edit", project)).context["action"]
    project_change(project=project, actor=cast["Amira"], findings="Van Amira.")
    data = {"title": project.title, "approach": "", "state": "starting", "findings": "Van Tess."}
    page = as_("Tess").post(address("project_edit", project) + seen, data).content.decode()
    assert ["Van Amira." in page, "Van Tess." in page] == [True, True]
    assert Project.objects.get().findings == "Van Amira."


def test_owner_removes_a_project(cast: Cast, project, as_):
    assert as_("Amira").get(address("project_remove", project)).status_code == 200
    as_("Amira").post(address("project_remove", project))
    assert not Project.objects.exists()


def test_project_on_which_a_version_is_based_stays(cast: Cast, project, as_):
    design = Design.objects.create(network=cast.burgerschap, title="Lessenserie")
    version = DesignVersion.objects.create(design=design, number=1, changed="korter")
    version.projects.add(project)
    as_("Amira").post(address("project_remove", project))
    page = as_("Iris").get(address("project", project)).content.decode()
    assert "Lessenserie" in page


# People


def test_owner_asks_people_of_the_network_along(cast: Cast, project, as_):
    as_("Amira").post(address("project_people", project), {"person": cast["Noor"].pk, "role": "companion"})
    as_("Amira").post(address("project_people", project), {"person": cast["Tess"].pk, "role": "owner"})
    assert roles(project) == {"Amira": "owner", "Bram": "companion", "Noor": "companion", "Tess": "owner"}


@pytest.mark.parametrize("name", ["Greet", "Nadia", "Hugo", "Otto"])
def test_guests_and_people_from_elsewhere_cannot_be_asked(cast: Cast, project, as_, name):
    page = as_("Amira").post(address("project_people", project), {"person": cast[name].pk, "role": "owner"})
    assert "person" in page.context["form"].errors
    with pytest.raises(ValidationError):
        project_member_add(project=project, actor=cast["Amira"], person=cast[name], role="owner")


def test_person_who_was_added_twice_is_in_the_project_once(cast: Cast, project):
    project_member_add(project=project, actor=cast["Amira"], person=cast["Bram"], role="companion")
    assert roles(project) == {"Amira": "owner", "Bram": "companion"}


def test_owner_hands_a_project_over(cast: Cast, project, as_):
    as_("Amira").post(address("project_member", project, member(project, cast, "Bram").pk), {"role": "owner"})
    as_("Amira").post(address("project_member_remove", project, member(project, cast, "Amira").pk))
    assert roles(project) == {"Bram": "owner"}


@pytest.mark.parametrize("role", ["companion", None])
def test_last_owner_cannot_step_back_from_a_project_that_goes_on(cast: Cast, project, as_, role):
    pk = member(project, cast, "Amira").pk
    name = "project_member" if role else "project_member_remove"
    page = as_("Amira").post(address(name, project, pk), {"role": role or ""}, follow=True).content.decode()
    assert "enige eigenaar" in page
    assert roles(project)["Amira"] == "owner"


def test_owner_who_left_the_network_does_not_count_as_another_owner(cast: Cast, project):
    project_member_add(project=project, actor=cast["Amira"], person=cast["Tess"], role="owner")
    left_network(cast, "Tess")
    with pytest.raises(ValidationError):
        project_member_remove(member=member(project, cast, "Amira"), actor=cast["Amira"])


@pytest.mark.parametrize("state", ["finished", "stopped"])
def test_last_owner_leaves_a_project_that_has_ended(cast: Cast, project, state):
    project_change(project=project, actor=cast["Amira"], state=state)
    project_member_remove(member=member(project, cast, "Amira"), actor=cast["Amira"])
    assert roles(project) == {"Bram": "companion"}


def test_owner_cannot_push_another_owner_out(cast: Cast, project):
    project_member_add(project=project, actor=cast["Amira"], person=cast["Tess"], role="owner")
    tess = member(project, cast, "Tess")
    for push in (
        lambda: project_member_remove(member=tess, actor=cast["Amira"]),
        lambda: project_member_change(member=tess, actor=cast["Amira"], role="companion"),
    ):
        with pytest.raises(PermissionDenied):
            push()


def test_companion_leaves_or_is_taken_out(cast: Cast, project, as_):
    as_("Bram").post(address("project_member_remove", project, member(project, cast, "Bram").pk))
    assert roles(project) == {"Amira": "owner"}
    project_member_add(project=project, actor=cast["Amira"], person=cast["Bram"], role="companion")
    as_("Amira").post(address("project_member_remove", project, member(project, cast, "Bram").pk))
    assert roles(project) == {"Amira": "owner"}


@pytest.mark.parametrize("name", ["Iris", "Olga"])
def test_nobody_else_takes_a_companion_out(cast: Cast, project, as_, name):
    remove = address("project_member_remove", project, member(project, cast, "Bram").pk)
    assert as_(name).post(remove).status_code == 403
    assert "Bram" in roles(project)


def test_unknown_role_is_refused(cast: Cast, project, as_):
    as_("Amira").post(address("project_member", project, member(project, cast, "Bram").pk), {"role": "baas"})
    assert roles(project)["Bram"] == "companion"


def test_project_whose_owners_left_can_be_taken_on(cast: Cast, project, as_):
    left_network(cast, "Amira")
    as_("Bram").post(address("project_take_on", project))
    assert roles(project)["Bram"] == "owner"


def test_project_with_an_owner_cannot_be_taken_on(cast: Cast, project):
    for name in ("Bram", "Iris"):
        with pytest.raises(ValidationError):
            project_take_on(project=project, actor=cast[name])
    assert roles(project) == {"Amira": "owner", "Bram": "companion"}


def test_erasure_takes_the_name_out_of_a_project_and_leaves_the_work(cast: Cast, project, as_):
    project_change(project=project, actor=cast["Amira"], findings="Het is de bel.")
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    page = as_("Bram").get(address("project", project)).content.decode()
    assert ["Het is de bel." in page, "Amira" in page] == [True, False]


def test_question_that_is_removed_leaves_its_project(cast: Cast, as_):
    question = question_add(network=cast.burgerschap, actor=cast["Amira"], text="Hoe maken kinderen ruzie?")
    project_add(network=cast.burgerschap, actor=cast["Bram"], title="Gang", question=question)
    as_("Amira").post(reverse("ogo:question_remove", args=[cast.burgerschap.pk, question.pk]))
    assert (Question.objects.count(), Project.objects.get().question) == (0, None)
