from django.conf import settings
from django.db import models

from accounts.fields import LineField
from networks.models.programme import Programme


class PeopleImport(models.Model):
    """An uploaded file of people as text, stored until its coordinator confirms or cancels the import, or for a day.

    `notes` says how a workbook was read, one sentence per line, in the language of its coordinator.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = LineField(max_length=120)
    content = models.TextField()
    notes = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name
