"""Instruments: immutable, versioned questionnaire definitions."""

from functools import lru_cache

from django.conf import settings
from django.db import models

from accounts.fields import LineField
from srt.definition import InstrumentDefinition, parse_instrument


@lru_cache(maxsize=32)
def _parsed(sha256: str, source: str) -> InstrumentDefinition:
    """Return the parsed definition, cached per process; `sha256` makes the cache key cheap to compare."""
    return parse_instrument(source.encode())


class Instrument(models.Model):
    """One version of a questionnaire, stored as the file it was loaded from."""

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    source = models.TextField()
    provisional = models.BooleanField(default=False)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="srt_instrument_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def definition(self) -> InstrumentDefinition:
        return _parsed(self.sha256, self.source)


class InstrumentUpload(models.Model):
    """An uploaded questionnaire file under review; deleted on confirmation, on cancellation or after one day."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = LineField(max_length=120)
    source = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name

    @property
    def definition(self) -> InstrumentDefinition:
        return parse_instrument(self.source.encode())
