"""People in the admin, for staff: to help somebody who is stuck. Passwords and invitations are not shown.

The pages that allauth brings are taken out: they show who was last here, and change an address, a second step or a link
to an institution without showing that it is theirs and without a line in the log.
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

# From allauth's own admin modules, so that they have registered by now and do not do so later.
for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession):
    admin.site.unregister(model)


@admin.register(User)
class UserAdmin(UserAdminBase):
    """Accounts: name, address, language, whether somebody may sign in."""

    list_display = ["email", "first_name", "infix", "last_name", "is_active", "is_staff"]
    search_fields = ["email", "first_name", "last_name"]
    list_filter = ["is_active", "is_staff"]
    fields = ["email", "first_name", "infix", "last_name", "language", "is_active", "is_staff"]
    # People change their own address, since they have to show that it is theirs; staff is made on the command line.
    readonly_fields = ["email", "is_staff"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        return False
