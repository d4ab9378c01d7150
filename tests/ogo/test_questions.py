"""Questions: they stay with the person who brings them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.services import person_erase
from networks.models import Network
from ogo.models import Question, QuestionVersion
from ogo.services.projects import project_add, project_member_add
from ogo.services.questions import question_add, question_change, question_remove
from tests.cast import Cast


@pytest.fixture
def question(cast: Cast) -> Question:
    """Return a practice question of Amira that everyone in Burgerschap reads."""
    return question_add(network=cast.burgerschap, actor=cast["Amira"], text="Hoe maken kinderen ruzie?")


def address(name: str, question: Question) -> str:
    return reverse(f"ogo:{name}", args=[question.network_id, question.pk])


def built_on(question: Question, cast: Cast, name: str = "Bram", **fields: str) -> Question:
    """Return a research question that starts from this one."""
    return question_add(
        network=question.network, actor=cast[name], text="Wat doet spel?", kind="research", based_on=question, **fields
    )


# Bringing one


@pytest.mark.parametrize("name", ["Amira", "Bram", "Iris"])
def test_question_needs_one_field(cast: Cast, as_, name):
    add = reverse("ogo:question_add", args=[cast.burgerschap.pk])
    data = {"text": "Hoe?", "kind": "practice", "circle": "network"}
    assert as_(name).post(add, data).status_code == 302
    found = Question.objects.get()
    assert (found.owner, found.kind, found.circle, found.state) == (cast[name], "practice", "network", "open")


def test_form_of_a_question_chooses_kind_and_circle_beforehand(cast: Cast, as_):
    page = as_("Amira").get(reverse("ogo:question_add", args=[cast.burgerschap.pk])).context["form"]
    assert (page["kind"].value(), page["circle"].value()) == ("practice", "network")


@pytest.mark.parametrize(
    ("name", "status"), [("Greet", 403), ("Nadia", 403), ("Wouter", 403), ("Hugo", 404), ("Otto", 404)]
)
def test_people_outside_the_network_cannot_bring_a_question(cast: Cast, as_, name, status):
    response = as_(name).post(reverse("ogo:question_add", args=[cast.burgerschap.pk]), {"text": "Hoe?"})
    assert (response.status_code, Question.objects.exists()) == (status, False)


@pytest.mark.parametrize(
    ("fields", "name"), [({"text": " "}, "text"), ({"text": "x" * 301}, "text"), ({"kind": "idee"}, "kind")]
)
def test_invalid_question_is_refused(cast: Cast, fields, name):
    with pytest.raises(ValidationError) as refusal:
        question_add(network=cast.burgerschap, actor=cast["Amira"], **{"text": "Hoe?", **fields})
    assert name in refusal.value.error_dict


def test_question_sent_twice_is_brought_once(cast: Cast, question):
    again = question_add(network=cast.burgerschap, actor=cast["Amira"], text=question.text)
    assert (again, Question.objects.count()) == (question, 1)


def test_nobody_brings_a_question_after_the_network_has_ended(cast: Cast, question):
    Network.objects.filter(pk=cast.burgerschap.pk).update(ends_on="2020-01-01")
    cast.burgerschap.refresh_from_db()
    with pytest.raises(PermissionDenied):
        question_add(network=cast.burgerschap, actor=cast["Amira"], text="Nog een?")


# Ownership


@pytest.mark.parametrize("name", ["Iris", "Bram", "Nadia"])
def test_only_the_owner_changes_a_question(cast: Cast, question, name):
    with pytest.raises(PermissionDenied):
        question_change(question=question, actor=cast[name], state="answered")
    with pytest.raises(PermissionDenied):
        question_remove(question=question, actor=cast[name])
    assert Question.objects.get().state == "open"


def test_owner_says_where_a_question_stands_and_what_was_found(cast: Cast, question, as_):
    data = {"text": question.text, "kind": "practice", "circle": "network", "state": "answered", "answer": "Zacht."}
    as_("Amira").post(address("question_edit", question), data)
    page = as_("Bram").get(address("question", question)).content.decode()
    assert "Zacht." in page
    assert "we hebben een antwoord" in page


def test_invalid_change_returns_with_the_text(cast: Cast, question, as_):
    data = {"text": "", "kind": "practice", "circle": "network", "state": "open", "answer": "Bewaar dit"}
    page = as_("Amira").post(address("question_edit", question), data)
    assert (page.status_code, "Bewaar dit" in page.content.decode()) == (200, True)


def test_change_in_a_second_window_shows_both_texts(cast: Cast, question, as_):
    amira = as_("Amira")
    form = amira.get(address("question_edit", question)).context["action"]
    question_change(question=question, actor=cast["Amira"], text="Eerst dit?")
    data = {"text": "Dan dat?", "kind": "practice", "circle": "network", "state": "open", "answer": ""}
    page = amira.post(address("question_edit", question) + form, data)
    assert "Eerst dit?" in page.content.decode()
    assert "Dan dat?" in page.content.decode()
    assert Question.objects.get().text == "Eerst dit?"
    assert amira.post(address("question_edit", question) + page.context["action"], data).status_code == 302
    assert Question.objects.get().text == "Dan dat?"


def test_change_of_a_question_that_was_removed_returns_the_text(cast: Cast, question, as_):
    edit = address("question_edit", question)
    question_remove(question=question, actor=cast["Amira"])
    page = as_("Amira").post(edit, {"text": "Toch bewaren?", "answer": "En dit"})
    assert (page.status_code, "Toch bewaren?" in page.content.decode()) == (404, True)
    assert "En dit" in page.content.decode()


# Earlier wordings


def test_earlier_wordings_stay_readable_to_the_readers_of_a_question(cast: Cast, question, as_):
    question_change(question=question, actor=cast["Amira"], text="Hoe maken kinderen het weer goed?")
    assert "Hoe maken kinderen ruzie?" in as_("Bram").get(address("question", question)).content.decode()


def test_earlier_wording_stays_with_its_own_readers_when_the_circle_widens(cast: Cast, question, as_):
    question_change(question=question, actor=cast["Amira"], circle="me", text="Waarom lukt het mij niet?")
    question_change(question=question, actor=cast["Amira"], circle="network", text="Hoe lukt het ons?")
    pages = {name: as_(name).get(address("question", question)).content.decode() for name in ("Amira", "Bram", "Iris")}
    assert {name: "lukt het mij" in page for name, page in pages.items()} == {
        "Amira": True,
        "Bram": False,
        "Iris": False,
    }


def test_change_of_anything_else_keeps_no_earlier_wording(cast: Cast, question):
    question_change(question=question, actor=cast["Amira"], text=f" {question.text} ", state="working")
    assert not QuestionVersion.objects.exists()


# Circles


@pytest.mark.parametrize(
    ("circle", "readers"),
    [("me", ["Amira"]), ("facilitator", ["Amira", "Iris"]), ("network", ["Amira", "Bram", "Iris"])],
)
def test_circle_decides_who_reads_a_question(cast: Cast, question, as_, circle, readers):
    Question.objects.filter(pk=question.pk).update(circle=circle)
    found = {}
    for name in ("Amira", "Bram", "Iris"):
        client = as_(name)
        found[name] = client.get(address("question", question)).status_code == 200
        listed = client.get(reverse("ogo:questions", args=[cast.burgerschap.pk])).content.decode()
        assert (question.text in listed) == found[name]
    assert [name for name, reads in found.items() if reads] == readers


def test_owner_of_a_narrow_question_reads_who_else_can(cast: Cast, question, as_):
    Question.objects.filter(pk=question.pk).update(circle="facilitator")
    lines = [as_(name).get(address("question", question)).content.decode() for name in ("Amira", "Iris")]
    assert ["jij en de facilitator" in lines[0], "Amira en de facilitator" in lines[1]] == [True, True]


def test_facilitator_cannot_change_a_question_shared_with_them(cast: Cast, question, as_):
    Question.objects.filter(pk=question.pk).update(circle="facilitator")
    assert as_("Iris").get(address("question_edit", question)).status_code == 403


def test_circle_narrows_while_nobody_built_on_the_question(cast: Cast, question):
    built_on(question, cast, name="Amira")
    question_change(question=question, actor=cast["Amira"], circle="me")
    assert Question.objects.get(pk=question.pk).circle == "me"


def test_circle_stays_when_someone_else_built_on_the_question(cast: Cast, question):
    built_on(question, cast)
    with pytest.raises(ValidationError) as refusal:
        question_change(question=question, actor=cast["Amira"], circle="facilitator")
    assert "circle" in refusal.value.error_dict
    assert Question.objects.get(pk=question.pk).circle == "network"


def test_circle_stays_when_someone_else_is_in_a_project_that_starts_there(cast: Cast, question):
    project = project_add(network=cast.burgerschap, actor=cast["Amira"], title="Gang", question=question)
    question_change(question=question, actor=cast["Amira"], circle="facilitator")
    question_change(question=question, actor=cast["Amira"], circle="network")
    project_member_add(project=project, actor=cast["Amira"], person=cast["Bram"], role="companion")
    with pytest.raises(ValidationError):
        question_change(question=question, actor=cast["Amira"], circle="me")


def test_hidden_question_of_someone_else_does_not_give_itself_away(cast: Cast, question, as_):
    built_on(question, cast, circle="me")
    page = as_("Amira").get(address("question_remove", question)).content.decode()
    question_change(question=question, actor=cast["Amira"], circle="me")
    assert "Wat doet spel?" not in page
    assert Question.objects.get(pk=question.pk).circle == "me"


# Research questions


def test_research_question_starts_from_a_practice_question_and_both_say_so(cast: Cast, question, as_):
    add = f"{reverse('ogo:question_add', args=[cast.burgerschap.pk])}?from={question.pk}"
    form = as_("Bram").get(add).context["form"]
    assert form["kind"].value() == "research"
    data = {"text": "Wat doet spel?", "kind": "research", "based_on": question.pk, "circle": "network"}
    as_("Bram").post(add, data)
    research = Question.objects.get(kind="research")
    assert question.text in as_("Iris").get(address("question", research)).content.decode()
    assert research.text in as_("Iris").get(address("question", question)).content.decode()


def test_practice_question_starts_from_nothing(cast: Cast, question):
    with pytest.raises(ValidationError) as refusal:
        question_add(network=cast.burgerschap, actor=cast["Bram"], text="Hoe?", based_on=question)
    assert "based_on" in refusal.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(network=cast.burgerschap, owner=cast["Bram"], text="Hoe?", based_on=question)


@pytest.mark.parametrize("changes", [{"circle": "me"}, {"circle": "facilitator"}, {"kind": "research"}])
def test_question_starts_only_from_a_practice_question_that_its_owner_opened(cast: Cast, question, changes):
    Question.objects.filter(pk=question.pk).update(**changes)
    with pytest.raises(ValidationError) as refusal:
        built_on(question, cast, name="Iris")
    assert "based_on" in refusal.value.error_dict


def test_question_cannot_start_from_another_network(cast: Cast, question, as_):
    elsewhere = question_add(network=cast.rekenen, actor=cast["Daan"], text="Hoe telt een kind?")
    page = as_("Bram").get(f"{reverse('ogo:question_add', args=[cast.burgerschap.pk])}?from={elsewhere.pk}")
    assert elsewhere.text not in page.content.decode()
    with pytest.raises(ValidationError):
        question_add(network=cast.burgerschap, actor=cast["Bram"], text="Hoe?", kind="research", based_on=elsewhere)


# Removing, erasing


def test_owner_removes_a_question_after_reading_what_that_does(cast: Cast, question, as_):
    research = built_on(question, cast)
    page = as_("Amira").get(address("question_remove", question)).content.decode()
    assert "Wat zij maakten blijft" in page
    as_("Amira").post(address("question_remove", question))
    assert list(Question.objects.values_list("pk", "based_on")) == [(research.pk, None)]


@pytest.mark.parametrize("name", ["Iris", "Bram"])
def test_someone_else_cannot_open_the_removal_of_a_question(cast: Cast, question, as_, name):
    assert as_(name).post(address("question_remove", question)).status_code == 403
    assert Question.objects.exists()


def test_erasure_deletes_questions_that_nobody_built_on(cast: Cast, question):
    built_on(question, cast, name="Amira")
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    assert not Question.objects.exists()


def test_erasure_removes_the_name_from_a_question_that_others_built_on(cast: Cast, question, as_):
    question_change(question=question, actor=cast["Amira"], text="Hoe wordt het weer vrede?")
    research = built_on(question, cast)
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    page = as_("Bram").get(address("question", question)).content.decode()
    assert "Hoe wordt het weer vrede?" in page
    assert "Amira" not in page
    assert not QuestionVersion.objects.exists()
    assert Question.objects.get(pk=research.pk).based_on == question


def test_erasure_leaves_the_question_of_a_project_that_goes_on(cast: Cast, question):
    project = project_add(network=cast.burgerschap, actor=cast["Amira"], title="Gang", question=question)
    project_member_add(project=project, actor=cast["Amira"], person=cast["Bram"], role="owner")
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    assert Question.objects.get().owner is None


def test_erasure_deletes_a_narrow_question_whatever_hangs_on_it(cast: Cast, question):
    built_on(question, cast)
    Question.objects.filter(pk=question.pk).update(circle="facilitator")
    person_erase(person=cast["Amira"], actor=cast["Amira"])
    assert list(Question.objects.values_list("owner__first_name", flat=True)) == ["Bram"]


def test_question_without_an_owner_cannot_be_narrow(cast: Cast, question):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(owner=None, circle="me")
