"""The WSGI entry point that gunicorn and the demo serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = get_wsgi_application()

# Servers start without Django's checks: a route that does not say who may come in must stop them too.
from accounts.checks import refuse_undeclared_routes  # noqa: E402 - needs loaded apps

refuse_undeclared_routes()
