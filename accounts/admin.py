"""Accounts in the admin, so that staff can help people. Passwords and invitations are not shown.

Allauth's own admin pages are removed: they show when people last signed in, and let staff change an address, a second
factor or an institution's account without verification and without an audit entry.
"""

from typing import TYPE_CHECKING, Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User

if TYPE_CHECKING:
    UserAdminBase = admin.ModelAdmin[User]
else:
    UserAdminBase = admin.ModelAdmin

# Imported from allauth's admin modules, so that they are registered by now and not later.
for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession):
    admin.site.unregister(model)


@admin.register(User)
class UserAdmin(UserAdminBase):
    """Accounts, with name, address, language and whether they may sign in."""

    list_display = ["email", "first_name", "infix", "last_name", "is_active", "is_staff"]
    search_fields = ["email", "first_name", "last_name"]
    list_filter = ["is_active", "is_staff"]
    fields = ["email", "first_name", "infix", "last_name", "language", "is_active", "is_staff"]
    # People verify a new address themselves; staff accounts are created on the command line.
    readonly_fields = ["email", "is_staff"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        return False
