"""The WSGI entry point that gunicorn and the demo serve."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup(set_prefix=False)

# Servers start without Django's checks: a route that does not say who may come in must stop them too.
from accounts.checks import refuse_undeclared_routes  # noqa: E402 - needs loaded apps
from accounts.requests import Request  # noqa: E402 - needs loaded apps

refuse_undeclared_routes()


class Handler(WSGIHandler):
    """Django's handler, with requests that are refused instead of failing before Django can handle the error."""

    request_class = Request


application = Handler()
