from django.apps import AppConfig


class SrtConfig(AppConfig):
    name = "srt"
