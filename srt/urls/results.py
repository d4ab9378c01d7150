"""Routes of what comes after closing: results, the conversation, past answers."""

from django.urls import path

from srt.views import closing, conversation, past_answers, picture_files, results, screen

NETWORK_WAVE = "networks/<int:network_pk>/waves/<int:wave_pk>/"
PICTURE_FILE = "take/<slug:kind>/<slug:language>/<slug:file_format>/"
PROGRAMME = "programmes/<int:programme_pk>/"

urlpatterns = [
    path(NETWORK_WAVE, results.result, name="result"),
    path(f"{NETWORK_WAVE}as-coordinator/", results.result_for_coordinator, name="result_for_coordinator"),
    path(f"{NETWORK_WAVE}progress/", results.result_progress, name="result_progress"),
    path(f"{NETWORK_WAVE}take/", picture_files.picture_take, name="picture_take"),
    path(f"{NETWORK_WAVE}{PICTURE_FILE}", picture_files.picture_file, name="picture_file"),
    path(f"{NETWORK_WAVE}{PICTURE_FILE}file/", picture_files.picture_download, name="picture_download"),
    path(f"{NETWORK_WAVE}table/", picture_files.result_table_download, name="result_table"),
    path(f"{NETWORK_WAVE}talk/", conversation.conversation_start_now, name="conversation_start"),
    path(f"{NETWORK_WAVE}talk/day/", conversation.conversation_day, name="conversation_day"),
    path(f"{NETWORK_WAVE}words/", conversation.own_words, name="own_words"),
    path(f"{NETWORK_WAVE}conversation/", conversation.conversation, name="conversation"),
    path(f"{NETWORK_WAVE}conversation/cards/", conversation.cards, name="conversation_cards"),
    path(f"{NETWORK_WAVE}screen/", screen.screen, name="screen"),
    path(f"{PROGRAMME}waves/<int:wave_pk>/close/", closing.wave_close_page, name="wave_close"),
    path(f"{PROGRAMME}pictures/", results.programme_words, name="programme_pictures"),
    path(f"{PROGRAMME}past-answers/", past_answers.past_answers, name="past_answers"),
    path(f"{PROGRAMME}past-answers/rows-to-mend/", past_answers.past_answers_bad_rows, name="past_answers_bad_rows"),
    path(f"{PROGRAMME}past-answers/import/", past_answers.past_answers_confirm, name="past_answers_confirm"),
]
