"""Routes for results, the conversation and past answers."""

from django.urls import path

from srt.views import chart_files, closing, conversation, past_answers, presenter, results

NETWORK_WAVE = "networks/<int:network_pk>/waves/<int:wave_pk>/"
CHART_FILE = "chart/<slug:kind>/<slug:language>/<slug:file_format>/"
PROGRAMME = "programmes/<int:programme_pk>/"

urlpatterns = [
    path("networks/<int:network_pk>/waves/", results.network_waves, name="network_waves"),
    path(NETWORK_WAVE, results.result, name="result"),
    path(f"{NETWORK_WAVE}as-coordinator/", results.result_for_coordinator, name="result_for_coordinator"),
    path(f"{NETWORK_WAVE}progress/", results.result_progress, name="result_progress"),
    path(f"{NETWORK_WAVE}chart/", chart_files.chart_file_request, name="chart_file_request"),
    path(f"{NETWORK_WAVE}{CHART_FILE}", chart_files.chart_file, name="chart_file"),
    path(f"{NETWORK_WAVE}{CHART_FILE}file/", chart_files.chart_file_download, name="chart_file_download"),
    path(f"{NETWORK_WAVE}table/", chart_files.result_table_download, name="result_table_download"),
    path(f"{NETWORK_WAVE}conversation/start/", conversation.conversation_start, name="conversation_start"),
    path(f"{NETWORK_WAVE}conversation/day/", conversation.conversation_day, name="conversation_day"),
    path(f"{NETWORK_WAVE}statement/", conversation.statement, name="statement"),
    path(f"{NETWORK_WAVE}conversation/", conversation.conversation, name="conversation"),
    path(f"{NETWORK_WAVE}conversation/reflections/", conversation.reflections, name="reflections"),
    path(f"{NETWORK_WAVE}presenter/", presenter.presenter, name="presenter"),
    path(f"{PROGRAMME}waves/<int:wave_pk>/close/", closing.wave_close, name="wave_close"),
    path(f"{PROGRAMME}statements/", results.programme_statements, name="programme_statements"),
    path(f"{PROGRAMME}past-answers/", past_answers.past_answers, name="past_answers"),
    path(f"{PROGRAMME}past-answers/rows-to-correct/", past_answers.past_answers_bad_rows, name="past_answers_bad_rows"),
    path(f"{PROGRAMME}past-answers/<int:wave_pk>/undo/", past_answers.past_answers_undo, name="past_answers_undo"),
    path(f"{PROGRAMME}past-answers/import/", past_answers.past_answers_confirm, name="past_answers_confirm"),
]
