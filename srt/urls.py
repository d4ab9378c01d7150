from django.urls import URLPattern

app_name = "srt"
urlpatterns: list[URLPattern] = []
