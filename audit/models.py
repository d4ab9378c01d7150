"""The audit log: written by services, never changed."""

from typing import Any

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One action by one person, with the details for its sentence. Never contains an answer to a questionnaire."""

    code = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # A number rather than a foreign key: programmes belong to a higher layer.
    programme_key = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["programme_key", "-at"], name="audit_entry_by_programme")]

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the entry. Raises TypeError if it is already saved."""
        if not self._state.adding:
            message = "An audit entry is never changed"
            raise TypeError(message)
        super().save(*args, **kwargs)
