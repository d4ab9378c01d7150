from django.conf import settings
from django.db import models

from accounts.fields import AddressField
from networks.models.programme import Programme


class AddressChange(models.Model):
    """A request to give a person another address, because they lost the mailbox; a second person has to confirm it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="address_changes")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="address_change")
    address = AddressField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person} → {self.address}"
