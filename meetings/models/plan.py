from django.db import models

from networks.models import Network, StudyYear


class YearPlan(models.Model):
    """The meetings of a network in one study year, planned as drafts and published together."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="year_plans")
    study_year = models.ForeignKey(StudyYear, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["study_year__first_year"]
        constraints = [
            models.UniqueConstraint(fields=["network", "study_year"], name="meetings_yearplan_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.study_year}"
