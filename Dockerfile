# The image of MSCdb: the application, its packages and its collected static files; no secret, no data of its own.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# First what changes seldom.
COPY requirements.txt ./
RUN pip install --no-deps --only-binary :all: -r requirements.txt && pip check

# Somebody who owns nothing here: the application can read its own code and not change it.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin mscdb

COPY manage.py ./
COPY bin ./bin
COPY mscdb ./mscdb
COPY trials ./trials
COPY templates ./templates
COPY static ./static
COPY data ./data
RUN MSCDB_PROFILE=build python manage.py collectstatic --no-input

USER mscdb
ENV MSCDB_PROFILE=production HOST=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=180s --retries=4 CMD ["python", "bin/healthcheck"]
ENTRYPOINT ["python", "bin/entrypoint"]
