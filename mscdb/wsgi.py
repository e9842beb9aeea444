"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscdb.settings")
# A reader's query that takes longer than this is given up (PostgreSQL); commands have no such limit.
os.environ.setdefault("MSCDB_STATEMENT_TIMEOUT_MS", "15000")

application = get_wsgi_application()
