"""The Celery app. Jobs are stored in the database; the broker only speeds them up (docs/decisions/0003)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")

app = Celery("leerweb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
