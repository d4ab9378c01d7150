"""How gunicorn serves Leerweb: threads, no access log.

Paths hold personal links (a survey, an invitation), so requests are not logged at all; errors are, by Django, through
the filter that takes tokens out.
"""

import os

# Inside its container: only the proxy reaches it.
bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = int(os.environ.get("LEERWEB_WEB_PROCESSES", "2"))
threads = int(os.environ.get("LEERWEB_WEB_THREADS", "8"))
accesslog = None
errorlog = "-"
timeout = 60
graceful_timeout = 30
max_requests = 5000
max_requests_jitter = 500
# Heartbeats in memory: on a slow disk a busy process would be taken for a dead one.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a memory file system, made for this
# The proxy in front says who asks and whether it was over TLS.
forwarded_allow_ips = "*"
