from srt.urls_results import urlpatterns as results

app_name = "srt"
urlpatterns = [*results]
