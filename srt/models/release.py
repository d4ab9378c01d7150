"""Scores and what is released of them. Pages, charts and files read released cells only."""

from django.db import models
from django.db.models import Q

from srt.models.wave import Wave, WaveNetwork


class ScoreRun(models.Model):
    """One scoring of a closed wave. Rescoring adds a version and withdraws the previous one (R6)."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="score_runs")
    version = models.PositiveIntegerField(default=1)
    input_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "version"], name="srt_scorerun_version_once")]

    def __str__(self) -> str:
        return f"{self.wave} run {self.version}"


class Score(models.Model):
    """The exact score of one network on one dimension; never shown, unlike the released cell made from it."""

    run = models.ForeignKey(ScoreRun, on_delete=models.CASCADE, related_name="scores")
    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.PROTECT, related_name="scores")
    dimension = models.SlugField(max_length=60)
    n = models.PositiveIntegerField()
    mean_numerator = models.BigIntegerField(null=True, blank=True)
    mean_denominator = models.BigIntegerField(null=True, blank=True)
    sd = models.FloatField(null=True, blank=True)
    ci_low = models.FloatField(null=True, blank=True)
    ci_high = models.FloatField(null=True, blank=True)
    rwgj_uniform = models.FloatField(null=True, blank=True)
    rwgj_slightskew = models.FloatField(null=True, blank=True)
    not_yet = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "wave_network", "dimension"], name="srt_score_once"),
            models.CheckConstraint(
                condition=Q(mean_numerator__isnull=True, mean_denominator__isnull=True)
                | Q(mean_numerator__isnull=False, mean_denominator__gt=0),
                name="srt_score_mean_is_a_fraction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} ({self.wave_network})"


class Release(models.Model):
    """The results of one network in one scoring run; a network with fewer than K respondents has no release."""

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="releases")
    wave_network = models.ForeignKey(WaveNetwork, on_delete=models.PROTECT, related_name="releases")
    respondents = models.PositiveIntegerField()
    members = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "wave_network"], name="srt_release_once")]

    def __str__(self) -> str:
        return f"release of {self.wave_network}"


class ReleasedCell(models.Model):
    """One dimension of a release, after rounding, clamping and suppression (srt/release)."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="cells")
    dimension = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    shown = models.BooleanField()
    n = models.PositiveIntegerField(null=True, blank=True)
    mean = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    mean_bound = models.CharField(max_length=8, blank=True)
    sd = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    sd_below = models.BooleanField(default=False)
    ci_low = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    ci_high = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    agreement = models.CharField(max_length=8, blank=True)
    several_not_yet = models.BooleanField(default=False)
    # Compared with the year before: "no_clear_change", "answers_differ" or "" (not comparable).
    change = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "dimension"], name="srt_releasedcell_once"),
            models.CheckConstraint(
                condition=Q(shown=True, n__gte=5, mean__isnull=False)
                | Q(
                    shown=False,
                    n__isnull=True,
                    mean__isnull=True,
                    sd__isnull=True,
                    ci_low__isnull=True,
                    ci_high__isnull=True,
                    agreement="",
                    change="",
                ),
                name="srt_releasedcell_hidden_holds_nothing",
            ),
            models.CheckConstraint(
                condition=Q(n__gte=10) | Q(sd__isnull=True, ci_low__isnull=True, ci_high__isnull=True, agreement=""),
                name="srt_releasedcell_spread_from_ten",
            ),
        ]

    def __str__(self) -> str:
        return self.dimension


class Chart(models.Model):
    """A drawing of a release, stored in the database so that any web server can serve it."""

    class Kind(models.TextChoices):
        RADAR = "radar"
        DOTS = "dots"
        # The radar with the year before, for readers who may see that year too.
        YEARS = "years"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="charts")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    language = models.CharField(max_length=5)
    svg = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "kind", "language"], name="srt_chart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class ChartFile(models.Model):
    """A downloadable chart that a reader requested; `content` is empty until a job has drawn it.

    `fingerprint` covers everything that is drawn. When the network is renamed, its statement changes or an earlier year
    is withdrawn, the fingerprint changes too, so the outdated file is never served again.
    """

    class Format(models.TextChoices):
        PNG = "png"
        PDF = "pdf"

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="chart_files")
    kind = models.CharField(max_length=6, choices=Chart.Kind.choices)
    language = models.CharField(max_length=5)
    file_format = models.CharField(max_length=3, choices=Format.choices)
    fingerprint = models.CharField(max_length=16)
    content = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "kind", "language", "file_format", "fingerprint"], name="srt_chartfile_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.file_format}"
