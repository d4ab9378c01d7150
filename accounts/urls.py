from django.urls import path

from accounts.views import demo_letters, health, language, profile, welcome

app_name = "accounts"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("language/", language.language, name="language"),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("health/", health.health, name="health"),
    path("demo/letters/", demo_letters.mailboxes, name="demo_mailboxes"),
    path("demo/letters/<str:address>/", demo_letters.mailbox, name="demo_mailbox"),
    path("demo/letters/<str:address>/<int:pk>/", demo_letters.letter, name="demo_letter"),
]
