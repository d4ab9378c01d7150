"""People in the admin, for staff: to help somebody who is stuck. Passwords and invitations are not shown."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User

if TYPE_CHECKING:
    UserAdminBase = admin.ModelAdmin[User]
else:
    UserAdminBase = admin.ModelAdmin


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
