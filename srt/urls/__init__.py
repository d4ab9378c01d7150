"""The routes of the survey."""

from django.urls import path

from srt.urls.instruments import urlpatterns as instruments
from srt.urls.results import urlpatterns as results
from srt.views import join, questionnaire, waves

app_name = "srt"

OF_PROGRAMME = "programmes/<int:programme_pk>"
OF_WAVE = f"{OF_PROGRAMME}/waves/<int:wave_pk>"
OF_NETWORK_WAVE = "networks/<int:network_pk>/waves/<int:wave_pk>"
OF_LINK = "q/<str:token>"

waves_urls = [
    path(f"{OF_PROGRAMME}/waves/", waves.waves, name="waves"),
    path(f"{OF_PROGRAMME}/waves/new/", waves.wave_new, name="wave_new"),
    path(f"{OF_WAVE}/", waves.wave, name="wave"),
    path(f"{OF_WAVE}/extend/", waves.wave_extend, name="wave_extend"),
    path(f"{OF_WAVE}/cancel/", waves.wave_cancel, name="wave_cancel"),
    path(f"{OF_PROGRAMME}/instruments/", waves.instruments, name="instruments"),
]

questionnaire_urls = [
    path("survey/<int:wave_network_pk>/", questionnaire.own_questionnaire, name="own_questionnaire"),
    path(f"{OF_LINK}/", questionnaire.questionnaire_intro, name="questionnaire_intro"),
    path(f"{OF_LINK}/decline/", questionnaire.questionnaire_decline, name="questionnaire_decline"),
    path(f"{OF_LINK}/about/", questionnaire.questionnaire_about, name="questionnaire_about"),
    path(f"{OF_LINK}/page/<int:number>/", questionnaire.questionnaire_page, name="questionnaire_page"),
    path(f"{OF_LINK}/save/", questionnaire.questionnaire_save, name="questionnaire_save"),
    path(f"{OF_LINK}/review/", questionnaire.questionnaire_review, name="questionnaire_review"),
    path(f"{OF_LINK}/thanks/", questionnaire.questionnaire_thanks, name="questionnaire_thanks"),
    path(f"{OF_LINK}/withdraw/", questionnaire.questionnaire_withdraw, name="questionnaire_withdraw"),
]

join_urls = [
    path(f"{OF_NETWORK_WAVE}/join/", join.join_code, name="join_code"),
    path("r/<str:token>/", join.join_page, name="join_page"),
]

urlpatterns = [*waves_urls, *questionnaire_urls, *join_urls, *results, *instruments]
