"""Serve the demo: web and background work in one process that ends at once.

The web side is Django's WSGI server with a thread per request; the other side is the loop of `run_jobs` in a thread.
There is no request log: paths hold personal links.
"""

import logging
import signal
import socketserver
import threading
from types import FrameType
from typing import Any
from wsgiref.simple_server import WSGIServer

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import WSGIRequestHandler, get_internal_wsgi_application

from jobs.loop import jobs_loop

HOST = "127.0.0.1"


class QuietHandler(WSGIRequestHandler):
    """Answers without writing down what was asked."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Write nothing."""


class DemoServer(socketserver.ThreadingMixIn, WSGIServer):
    """A server with a thread per request, none of which keeps the process alive."""

    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Write nothing: a browser that went away is no error, and Django logs its own."""


class Command(BaseCommand):
    help = "Serve the demo on http://localhost:PORT with its background work, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        port = options["port"]
        # One line per job is for servers; here it would push the accounts off the screen.
        logging.getLogger("celery").setLevel(logging.WARNING)
        application = get_internal_wsgi_application()
        try:
            server = DemoServer((HOST, port), QuietHandler)
        except OSError as error:
            message = f"Port {port} is in use. Choose another one: make demo DEMO_PORT={port + 1}"
            raise CommandError(message) from error
        server.set_app(application)
        stop = threading.Event()
        jobs = threading.Thread(target=jobs_loop, args=[stop], name="jobs", daemon=True)
        jobs.start()
        if "demo_accounts" in get_commands():
            call_command("demo_accounts")
        self.stdout.write(f"\nLeerweb is on http://localhost:{port} (Ctrl-C stops it)")
        self.stdout.flush()
        self._serve(server)
        stop.set()
        # A moment for what is nearly done; what is cut off is picked up at the next start.
        jobs.join(timeout=0.5)
        self.stdout.write("\nStopped. The data is kept.")

    def _serve(self, server: DemoServer) -> None:
        """Serve until Ctrl-C or SIGTERM."""

        def end(signum: int, frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        # Both by name: whatever starts in the background of a shell would not hear Ctrl-C.
        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            pass
        finally:
            server.server_close()
            for number, handler in before.items():
                signal.signal(number, handler)
