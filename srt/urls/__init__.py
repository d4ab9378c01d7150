"""The routes of the survey, a section per file of views."""

from django.urls import path

from srt.urls.instruments import urlpatterns as instruments
from srt.urls.results import urlpatterns as results
from srt.views import questionnaire, room, waves

app_name = "srt"

OF_PROGRAMME = "programmes/<int:programme_pk>"
OF_WAVE = f"{OF_PROGRAMME}/waves/<int:wave_pk>"
OF_NETWORK_WAVE = "networks/<int:network_pk>/waves/<int:wave_pk>"
OF_LINK = "q/<str:token>"

waves_urls = [
    path(f"{OF_PROGRAMME}/waves/", waves.waves, name="waves"),
    path(f"{OF_PROGRAMME}/waves/new/", waves.wave_new, name="wave_new"),
    path(f"{OF_WAVE}/", waves.wave, name="wave"),
    path(f"{OF_WAVE}/extend/", waves.wave_longer, name="wave_extend"),
    path(f"{OF_WAVE}/cancel/", waves.wave_take_back, name="wave_cancel"),
    path(f"{OF_PROGRAMME}/instruments/", waves.instruments, name="instruments"),
]

questionnaire_urls = [
    path("survey/<int:wave_network_pk>/", questionnaire.own_questionnaire, name="own_questionnaire"),
    path(f"{OF_LINK}/", questionnaire.intro, name="questionnaire"),
    path(f"{OF_LINK}/decline/", questionnaire.decline, name="questionnaire_decline"),
    path(f"{OF_LINK}/about/", questionnaire.about, name="questionnaire_about"),
    path(f"{OF_LINK}/page/<int:number>/", questionnaire.page, name="questionnaire_page"),
    path(f"{OF_LINK}/save/", questionnaire.save, name="questionnaire_save"),
    path(f"{OF_LINK}/review/", questionnaire.review, name="questionnaire_review"),
    path(f"{OF_LINK}/thanks/", questionnaire.thanks, name="questionnaire_thanks"),
    path(f"{OF_LINK}/withdraw/", questionnaire.withdraw, name="questionnaire_withdraw"),
]

room_urls = [
    path(f"{OF_NETWORK_WAVE}/room/", room.room, name="room"),
    path("r/<str:token>/", room.room_link, name="room_link"),
]

urlpatterns = [*waves_urls, *questionnaire_urls, *room_urls, *results, *instruments]
