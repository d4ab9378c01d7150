"""Gunicorn settings: threads, no access log.

Paths contain personal links (a survey, an invitation), so requests are not logged. Errors are logged by Django, through
a filter that removes the tokens.
"""

import os

# Inside the container; only the proxy can reach it.
bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = int(os.environ.get("LEERWEB_WEB_PROCESSES", "2"))
threads = int(os.environ.get("LEERWEB_WEB_THREADS", "8"))
# A socket through which other processes could steer the server; nothing here uses it.
control_socket_disable = True
accesslog = None
errorlog = "-"
timeout = 60
graceful_timeout = 30
max_requests = 5000
max_requests_jitter = 500
# Heartbeats in memory: on a slow disk a busy worker would be mistaken for a dead one.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a memory file system, made for this
# The proxy in front passes on the client address and the protocol.
forwarded_allow_ips = "*"
