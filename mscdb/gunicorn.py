"""How gunicorn serves MSCdb, read by `gunicorn -c python:mscdb.gunicorn` (see mscdb/serve.py)."""

import os

from django.db import connections

wsgi_app = "mscdb.wsgi:application"
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"

# Processes use the cores, threads let a slow download wait without holding up a page.
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("MSCDB_THREADS") or 4)
worker_class = "gthread"
preload_app = True  # one copy in memory, and a mistake in the settings is said once

timeout = 60
graceful_timeout = 20
limit_request_line = 8190  # a list with many filters chosen is a long address

# Heartbeat files belong in memory where there is such a place; nothing is written outside the project.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
control_socket_disable = True

loglevel = "warning"
accesslog = "-" if os.environ.get("MSCDB_PROFILE") == "production" else None


def post_fork(server: object, worker: object) -> None:
    """A connection opened before the fork must not be shared between processes."""
    connections.close_all()
