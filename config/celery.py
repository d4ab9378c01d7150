"""The Celery app. The broker only hurries work along; the database knows what has to happen (docs/decisions)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

app = Celery("leerweb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
