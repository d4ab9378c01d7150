from django.urls import path

from accounts.views import demo_emails, health, language, own_data, profile, session, welcome

app_name = "accounts"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/data/", own_data.own_data, name="own_data"),
    path("profile/data/download/", own_data.own_data_download, name="own_data_download"),
    path("profile/data/erase/", own_data.erase, name="erase"),
    path("profile/links/end/", profile.links_end, name="links_end"),
    path("session/stay/", session.stay, name="stay"),
    path("session/saved-form/", session.saved_form, name="saved_form"),
    path("session/<int:session_pk>/end/", session.session_end, name="session_end"),
    path("language/", language.language, name="language"),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("welcome/<str:token>/with/<slug:institution>/", welcome.welcome_with, name="welcome_with"),
    path("healthz/", health.alive, name="alive"),
    path("readyz/", health.ready, name="ready"),
    path("health/", health.health, name="health"),
    path("demo/emails/", demo_emails.mailboxes, name="demo_mailboxes"),
    path("demo/emails/<str:address>/", demo_emails.mailbox, name="demo_mailbox"),
    path("demo/emails/<str:address>/<int:pk>/", demo_emails.email, name="demo_email"),
]
