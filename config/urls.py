"""The root URL configuration. Each app has its own; a view without an access decorator fails the system check."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The admin uses the site's sign-in form, with its rate limits and second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # allauth's documented way

urlpatterns = [
    path("", include("overview.urls")),
    path("", include("srt.urls")),
    path("", include("ogo.urls")),
    path("", include("meetings.urls")),
    path("", include("networks.urls")),
    path("", include("accounts.urls")),
    # allauth's URL modules one by one: `allauth.urls` would add legacy redirects.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/3rdparty/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("admin/", admin.site.urls),
]
