"""A file of people between preview and confirmation."""

from django.conf import settings
from django.db import models

from networks.models.programme import Programme


class PeopleImport(models.Model):
    """The rows of an uploaded file as text, kept until its coordinator confirms or cancels, a day at most.

    `notes`: what there is to know about how a workbook was read, a sentence a line, in the words of who uploaded it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=120)
    content = models.TextField()
    notes = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name
