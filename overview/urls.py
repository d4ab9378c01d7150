from django.urls import path

from overview import views

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    path("networks/<int:network_pk>/", views.network, name="network"),
    path("programmes/<int:programme_pk>/", views.programme, name="programme"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("style/", views.style, name="style"),
]
