"""People, invitations to create an account, and the list of erasures."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField, LineField
from accounts.managers import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """A person, identified by an email address. Roles in programmes and networks are in `networks`."""

    email = AddressField(_("email address"), unique=True)
    first_name = LineField(_("first name"), max_length=80)
    infix = LineField(_("middle particle"), max_length=30, blank=True)
    last_name = LineField(_("last name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # Removes Django's field: nothing needs to know when people last signed in (docs/threat-model.md).
    last_login = None

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_once_in_any_case"),
            # Fields clean themselves on saving, so this also holds for names of which nothing is left.
            models.CheckConstraint(condition=~models.Q(first_name=""), name="accounts_user_has_a_first_name"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        """The first name, middle particle and last name, joined by spaces."""
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    def get_full_name(self) -> str:
        """Return the full name, for Django's own code."""
        return self.full_name

    def get_short_name(self) -> str:
        return self.first_name


class AccountInvitation(models.Model):
    """An emailed invitation to create an account. Its link is derived from this row, not stored."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} ({self.version})"

    def is_open(self, now: datetime) -> bool:
        """Return whether the link is not used, not expired, and the account is active (`invitation_is_open`)."""
        return self.accepted_at is None and now < self.expires_at and self.person.is_active


class Erasure(models.Model):
    """The erasure of an account, so that it can be repeated after a backup is restored. Has no name or address.

    `mark` is a hash of the primary key and the creation time, since a key may be reused after a restore.
    """

    person_key = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    erased_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_key", "mark"], name="accounts_erasure_once")]

    def __str__(self) -> str:
        return f"{self.person_key} {self.mark} {self.erased_at.isoformat()}"
