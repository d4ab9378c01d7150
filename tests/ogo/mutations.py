"""The rules of texts with a circle, and of what belongs to one person: see tests/mutations.py."""

from tests.mutation import Mutation

QUESTIONS = "tests/ogo/test_questions.py"

OGO_RULES = [
    Mutation(
        "A text in a narrow circle is read by the people in it",
        "ogo/circles.py",
        "return self.filter(Q(circle=Circle.NETWORK) | own | (Q(circle=Circle.FACILITATOR) & Q(Exists(facilitates))))",
        "return self",
        f"{QUESTIONS}::test_circle_decides_who_reads_a_question",
    ),
    Mutation(
        "A facilitator reads no text that only its owner may read",
        "ogo/circles.py",
        "Q(circle=Circle.FACILITATOR) & Q(Exists(facilitates))",
        "Q(Exists(facilitates))",
        f"{QUESTIONS}::test_circle_decides_who_reads_a_question",
    ),
    Mutation(
        "Opening a question does not open what it said before",
        "ogo/selectors/questions.py",
        "list(QuestionVersion.objects.filter(question=question).readable_by(user, network))",
        "list(QuestionVersion.objects.filter(question=question))",
        f"{QUESTIONS}::test_earlier_wording_stays_with_its_own_readers_when_the_circle_widens",
    ),
    Mutation(
        "Nobody but its owner changes a question",
        "ogo/services/questions.py",
        "    if question.owner_id != actor.pk:\n",
        "    if False:\n",
        f"{QUESTIONS}::test_only_the_owner_changes_a_question",
    ),
    Mutation(
        "A question that someone builds on in secret does not give that away",
        "ogo/models/questions.py",
        'questions = Question.objects.filter(based_on=OuterRef("pk"), circle=Circle.NETWORK)',
        'questions = Question.objects.filter(based_on=OuterRef("pk"))',
        f"{QUESTIONS}::test_hidden_question_of_someone_else_does_not_give_itself_away",
    ),
    Mutation(
        "A project does not show a question that not everyone may read",
        "ogo/selectors/projects.py",
        "project.question if project.question and project.question.circle == Circle.NETWORK else None",
        "project.question",
        "tests/ogo/test_projects.py::test_project_does_not_show_a_question_that_not_everyone_may_read",
    ),
    Mutation(
        "Nobody but its owners changes a project, also not the facilitator",
        "ogo/services/projects.py",
        "    if not project.members.filter(person=actor, role=OWNER).exists():\n",
        "    if False:\n",
        "tests/ogo/test_projects.py::test_only_owners_change_a_project",
    ),
    Mutation(
        "coordinators see a version on the track without the name of the design",
        "ogo/selectors/tracks.py",
        "mark if sees_work or mark.kind != MarkKind.VERSION else _unnamed(mark)",
        "mark",
        "tests/ogo/test_marks.py::test_coordinator_sees_a_version_without_the_name_of_the_design",
    ),
    Mutation(
        "meetings that not everyone in the network may open are not on its track",
        "ogo/selectors/marks.py",
        "network=network, kind__in=OPEN_KINDS, on_date__isnull=False",
        "network=network, on_date__isnull=False",
        "tests/ogo/test_marks.py::test_drafts_cancelled_undecided_and_restricted_meetings_are_not_marked",
    ),
    Mutation(
        "What shown answers leave behind in the files of the database is erased",
        "ogo/services/asks.py",
        "    answers_vacuum_enqueue()\n    _audit(SHOWN, ask, actor)\n",
        "    _audit(SHOWN, ask, actor)\n",
        "tests/ogo/test_ask_traces.py::test_page_images_hold_a_shown_answer_only_without_its_writer",
        only_on="postgresql",
    ),
]
