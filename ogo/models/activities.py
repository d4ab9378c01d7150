"""Activities that facilitators choose, and what happened when they were done."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, ProseField
from meetings.models import AgendaBlock, Meeting
from networks.models import Network, Programme
from ogo.models.scheme import Phase


class Activity(models.Model):
    """An activity that someone added to the library of a programme. The starting set is in ogo/activities/."""

    class Place(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")
        BOTH = "both", _("on site or online")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="activities")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = LineField(_("name"), max_length=120)
    aim = LineField(_("what for"), max_length=300)
    steps = ProseField(_("how it goes"), max_length=4000)
    materials = LineField(_("what you need"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    group_from = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True)
    group_to = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True)
    place = models.CharField(_("on site or online"), max_length=8, choices=Place.choices, default=Place.BOTH)
    # Codes of ogo.models.Stage.
    stages = models.JSONField(_("phases"), default=list)
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=1440), name="ogo_activity_minutes_plausible"
            ),
            models.CheckConstraint(
                condition=Q(group_from__isnull=True) | Q(group_to__isnull=True) | Q(group_from__lte=F("group_to")),
                name="ogo_activity_group_in_order",
            ),
            models.CheckConstraint(
                condition=Q(place__in=["on_site", "online", "both"]), name="ogo_activity_place_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityUse(models.Model):
    """An activity that a network chose for a meeting or a phase, and how it went.

    It is one of the starting set (`starter`, its code) or of the programme (`activity`). The note is about the
    activity, never about people; with `shared` other facilitators of the programme read it.
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="activity_uses")
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="uses")
    starter = models.SlugField(max_length=60, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="activity_uses")
    block = models.OneToOneField(
        AgendaBlock, null=True, blank=True, on_delete=models.SET_NULL, related_name="activity_use"
    )
    phase = models.ForeignKey(Phase, null=True, blank=True, on_delete=models.SET_NULL, related_name="activity_uses")
    on_date = models.DateField(_("day"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    worked = ProseField(_("what worked"), max_length=1000, blank=True)
    stuck = ProseField(_("what got stuck"), max_length=1000, blank=True)
    change = ProseField(_("what we would change"), max_length=1000, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    noted_at = models.DateTimeField(null=True, blank=True)
    shared = models.BooleanField(_("facilitators of other networks may read this"), default=False)

    class Meta:
        ordering = [F("on_date").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(activity__isnull=True) & ~Q(starter="")) | Q(activity__isnull=False, starter=""),
                name="ogo_activityuse_has_one_activity",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(noted_at__isnull=False), name="ogo_activityuse_shares_a_note"
            ),
        ]

    def __str__(self) -> str:
        return self.starter or str(self.activity)
