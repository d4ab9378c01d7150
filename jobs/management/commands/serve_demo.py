"""Serve the demo: web server and background jobs in one process that stops immediately.

The web server is Django's WSGI server with a thread per request; the loop of `run_jobs` runs in another thread. It
logs no requests, since paths contain personal links.
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
    """A request handler that logs nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Log nothing."""


class DemoServer(socketserver.ThreadingMixIn, WSGIServer):
    """A server with one daemon thread per request."""

    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log nothing: a closed connection is not an error, and Django logs its own errors."""


class Command(BaseCommand):
    help = "Serve the demo on http://localhost:PORT and run its background jobs, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        port = options["port"]
        # A line per job would push the list of accounts off the screen.
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
        self.stdout.write(f"\nLeerweb is on http://localhost:{port} (press Ctrl-C to stop)")
        self.stdout.flush()
        self._serve(server)
        stop.set()
        # Let nearly finished jobs finish; interrupted ones are retried at the next start.
        jobs.join(timeout=0.5)
        self.stdout.write("\nStopped. The data is kept.")

    def _serve(self, server: DemoServer) -> None:
        """Serve until Ctrl-C or SIGTERM."""

        def end(signum: int, frame: FrameType | None) -> None:
            raise KeyboardInterrupt

        # SIGINT too: a process that a shell starts in the background ignores Ctrl-C by default.
        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            pass
        finally:
            server.server_close()
            for number, handler in before.items():
                signal.signal(number, handler)
