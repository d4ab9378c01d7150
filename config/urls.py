"""Where everything lives. Each app keeps its own routes; a route that declares no access stops the start."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# One sign-in form: the admin's own is off.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's documented way

urlpatterns = [
    path("", include("overview.urls")),
    path("", include("srt.urls")),
    path("", include("meetings.urls")),
    path("", include("networks.urls")),
    path("", include("accounts.urls")),
    # allauth's parts one by one: all together they bring old addresses that lead on.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/3rdparty/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("admin/", admin.site.urls),
]
