"""People, the invitations that make their accounts, and the list of who was erased."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.managers import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address. Rights in programmes and networks live elsewhere (networks)."""

    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80)
    infix = models.CharField(_("infix"), max_length=30, blank=True)
    last_name = models.CharField(_("last name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="nl")
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # Django would keep when somebody was last here, and nothing asks for that (docs/threat-model.md).
    last_login = None

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        """The name as it is written: first name, infix, last name."""
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    def get_full_name(self) -> str:
        """Return the name as Django's own parts ask for it."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the first name."""
        return self.first_name


class AccountInvitation(models.Model):
    """An invitation by mail that lets a person choose a password. The link is derived from this row, not stored."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} ({self.version})"

    def is_open(self, now: datetime) -> bool:
        """Return whether the link still works: not used, not ended, the person still welcome."""
        return self.accepted_at is None and now < self.expires_at and self.person.is_active


class Erasure(models.Model):
    """That an account was erased, so that it can be erased again after a backup was restored. No name, no address.

    `mark` is a hash of the number and the moment the account was made: after a restore a number may be given anew.
    """

    person_key = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    erased_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_key", "mark"], name="accounts_erasure_once")]

    def __str__(self) -> str:
        return f"{self.person_key} {self.mark} {self.erased_at.isoformat()}"
