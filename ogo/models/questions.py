"""Questions that people bring, own projects that grow from them, and cards of sources and good practices."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, LinkField, ProseField
from accounts.language import format_names
from networks.models import Network
from ogo.circles import Circle, Circled, CircledQuerySet, circle_condition


class QuestionQuerySet(CircledQuerySet["Question"]):
    """Questions, limited to those that a person may read."""

    def built_on_by_others(self) -> "QuestionQuerySet":
        """Return the questions from which a question or project of someone else than the owner starts.

        A question of someone else counts only if everyone in the network may read it, so that this does not give away
        that there is one that the owner may not read.
        """
        questions = Question.objects.filter(based_on=OuterRef("pk"), circle=Circle.NETWORK)
        members = ProjectMember.objects.filter(project__question=OuterRef("pk")).exclude(person=OuterRef("owner"))
        return self.filter(Exists(questions.exclude(owner=OuterRef("owner"))) | Exists(members))


class Question(Circled):
    """A practice or research question. It stays with the person who brings it; earlier wordings stay as versions.

    A question without an owner belonged to a person whose account was erased, and others built on it.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("practice question")
        RESEARCH = "research", _("research question")

    class State(models.TextChoices):
        OPEN = "open", _("still a question")
        WORKING = "working", _("we are working on it")
        ANSWERED = "answered", _("we have an answer")
        SET_ASIDE = "set_aside", _("set aside for now")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="questions")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PRACTICE)
    text = LineField(_("question"), max_length=300)
    state = models.CharField(_("where it stands"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = ProseField(_("what we found"), max_length=2000, blank=True)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="built_upon")
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            circle_condition("ogo_question_circle_known"),
            models.CheckConstraint(condition=Q(owner__isnull=False) | Q(circle="network"), name="ogo_question_unowned"),
            models.CheckConstraint(
                condition=Q(kind__in=["practice", "research"])
                & Q(state__in=["open", "working", "answered", "set_aside"]),
                name="ogo_question_kind_and_state_known",
            ),
            models.CheckConstraint(
                condition=Q(based_on__isnull=True) | Q(kind="research"), name="ogo_question_only_research_starts_from"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionVersionQuerySet(CircledQuerySet["QuestionVersion"]):
    """Earlier wordings, limited to those that a person may read."""

    owner_lookup = "question__owner"


class QuestionVersion(Circled):
    """An earlier wording of a question, for the readers that the question had at the time.

    Opening a question to more people does not show them what it said before.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    text = LineField(max_length=300)
    until = models.DateTimeField(default=timezone.now)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [circle_condition("ogo_questionversion_circle_known")]

    def __str__(self) -> str:
        return self.text


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects of a network."""

    def with_people(self) -> "ProjectQuerySet":
        """Return the projects with their members, by first name, in one more query."""
        return self.prefetch_related(Prefetch("members", ProjectMember.objects.select_related("person")))


class Project(models.Model):
    """A project of one or a few participants. Its owners steer it; the facilitator cannot change it.

    Everyone in the network may read it. Its question is shown only if everyone may read that too.
    """

    class State(models.TextChoices):
        STARTING = "starting", _("getting started")
        RUNNING = "running", _("under way")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="projects")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="projects")
    title = LineField(_("name"), max_length=160)
    approach = ProseField(_("how we go about it"), max_length=2000, blank=True)
    state = models.CharField(_("where it stands"), max_length=10, choices=State.choices, default=State.STARTING)
    findings = ProseField(_("what we found"), max_length=4000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["starting", "running", "finished", "stopped"]), name="ogo_project_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owners(self) -> str:
        """The first names of the owners, as a sentence names them."""
        return self._names(ProjectMember.Role.OWNER)

    @property
    def companions(self) -> str:
        """The first names of the companions, as a sentence names them."""
        return self._names(ProjectMember.Role.COMPANION)

    def _names(self, role: str) -> str:
        return format_names([one.person.first_name for one in self.members.all() if one.role == role])

    def has_others_than(self, person_pk: int | None) -> bool:
        """Return whether someone else than this person is in the project."""
        return any(one.person_id != person_pk for one in self.members.all())


class ProjectMember(models.Model):
    """A person in a project: an owner, who steers it, or a companion, who helps."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        COMPANION = "companion", _("companion")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OWNER)

    class Meta:
        ordering = ["person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="ogo_projectmember_once"),
            models.CheckConstraint(condition=Q(role__in=["owner", "companion"]), name="ogo_projectmember_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.project}"


class SourceCard(models.Model):
    """A source or a good practice that a participant brought, and what it says to the network."""

    class Kind(models.TextChoices):
        SOURCE = "source", _("source")
        PRACTICE = "practice", _("good practice")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="source_cards")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SOURCE)
    title = LineField(_("name"), max_length=200)
    link = LinkField(_("link"), max_length=500, blank=True)
    says = ProseField(_("what it says to us"), max_length=1500, blank=True)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["source", "practice"]), name="ogo_sourcecard_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title
