"""All settings of MSCdb, read from the environment; README.md lists the variables.

MSCDB_PROFILE chooses one of three:
    local       the default, what `make serve` uses: SQLite, loopback, a secret key made once in var/
    production  refuses to start without what it needs; everything over TLS
    build       only to collect static files while an image is built: a key that is never written down
"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

PROFILES = ("local", "production", "build")
SHORTEST_SECRET = 50


# Reading the environment


def env(name: str, default: str = "") -> str:
    """A variable without surrounding blanks; one that is set but empty counts as not set."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool = False) -> bool:
    value = env(name).lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return value in ("1", "true", "yes", "on") if value else default
    raise ImproperlyConfigured(f"{name} is “{value}”. Write 1 for yes or 0 for no.")


def env_int(name: str, default: int, least: int = 0) -> int:
    value = env(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is “{value}”. Write a whole number, {least} or more.")
    return int(value)


def env_list(name: str) -> list[str]:
    return [item.strip() for item in env(name).split(",") if item.strip()]


def env_profile() -> str:
    profile = env("MSCDB_PROFILE", "local")
    if profile not in PROFILES:
        raise ImproperlyConfigured(f"MSCDB_PROFILE is “{profile}”. Write one of: {', '.join(PROFILES)}.")
    return profile


def env_site_url() -> str:
    """The public address of the site, or empty: then absolute links carry the host that was asked."""
    url = env("MSCDB_SITE_URL").rstrip("/")
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise ImproperlyConfigured(f"MSCDB_SITE_URL is “{url}”. Write it in full, such as https://mscdb.example.org.")
    return url


def secret_key(profile: str) -> str:
    """The key that signs sessions and forms."""
    key = env("MSCDB_SECRET_KEY")
    if profile == "production" and len(key) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"MSCDB_SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters. Make one with "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(64))'` and set it in the environment."
        )
    if profile == "build":
        return secrets.token_urlsafe(64)
    return key or local_secret_key(VAR_DIR / "secret_key")


def local_secret_key(path: Path) -> str:
    """The key of a local installation: made once, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        draft.replace(path)  # in one step: nobody reads half a key
    return path.read_text().strip()


def allowed_hosts(profile: str) -> list[str]:
    hosts = env_list("MSCDB_ALLOWED_HOSTS")
    if profile == "production" and (not hosts or "*" in hosts):
        raise ImproperlyConfigured(
            "MSCDB_ALLOWED_HOSTS is missing or “*”. Set it to the names the site is reached by, "
            "separated by commas, such as mscdb.example.org."
        )
    return hosts or ["localhost", "127.0.0.1", "[::1]", *env_list("HOST")]


# The database


def database(url: str) -> dict:
    """DATABASE_URL as Django wants it: sqlite:///file (or sqlite:////absolute/file) or postgres://user:password@host:port/name."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path.removeprefix("/"))
    if parts.scheme in ("postgres", "postgresql"):
        return postgresql(url)
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with “{parts.scheme}:”. Write sqlite:///path/to/file or postgres://user:password@host:5432/name."
    )


def sqlite(path: str) -> dict:
    """SQLite as a server's database: readers never wait, a writer waits its turn instead of failing."""
    if not path:
        raise ImproperlyConfigured("DATABASE_URL names no file. Write sqlite:///path/to/file.")
    file = BASE_DIR / unquote(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    pragmas = (
        "journal_mode=WAL",  # reading goes on while somebody writes
        "synchronous=NORMAL",  # safe under WAL: a power cut may lose the last commits, never the file
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-32000",  # 32 MB a connection
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            # Take the write lock at BEGIN: a transaction that reads first and writes later could not wait for it.
            "transaction_mode": "IMMEDIATE",
            "init_command": "; ".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def postgresql(url: str) -> dict:
    """PostgreSQL through psycopg2. Words after “?” are libpq's own (sslmode, host, options …)."""
    parts = urlsplit(url)
    words = dict(parse_qsl(parts.query))
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database. Write postgres://user:password@host:5432/name.")
    # Only the web server has a limit (wsgi.py sets it): a migration or a load may take its time.
    timeout = env_int("MSCDB_STATEMENT_TIMEOUT_MS", 0)
    words["options"] = f"-c statement_timeout={timeout} {words.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": words.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(words.pop("port", None) or parts.port or ""),
        "CONN_MAX_AGE": 60,
        # Without it every worker answers one 500 after the database was restarted.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": words,
    }


def email(url: str) -> dict:
    """MSCDB_EMAIL_URL as Django wants it: console:, smtp://user:password@host:587 (with STARTTLS), smtps://… or smtp+plain://…"""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise ImproperlyConfigured(
            f"MSCDB_EMAIL_URL begins with “{parts.scheme}:”. Write console: or smtp://user:password@host:587."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


PROFILE = env_profile()
PRODUCTION = PROFILE == "production"

SECRET_KEY = secret_key(PROFILE)
DEBUG = env_bool("MSCDB_DEBUG")
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("MSCDB_DEBUG is on in production: error pages would show secrets. Remove it.")
ALLOWED_HOSTS = allowed_hosts(PROFILE)
CSRF_TRUSTED_ORIGINS = env_list("MSCDB_CSRF_TRUSTED_ORIGINS")

DATABASES = {"default": database(env("DATABASE_URL", "sqlite:///var/mscdb.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# ATOMIC_REQUESTS stays off: reading must not take SQLite's write lock; every verb opens its own transaction.

# What an installation decides

MSCDB_RATE_LIMIT = env("MSCDB_RATE_LIMIT", "10/s")
MSCDB_MESSAGE_LIMIT = env("MSCDB_MESSAGE_LIMIT", "20/h")
MSCDB_PROXY_COUNT = env_int("MSCDB_PROXY_COUNT", 0)
MSCDB_OFFLINE = env_bool("MSCDB_OFFLINE")
MSCDB_SINGLE_PERSON = env_bool("MSCDB_SINGLE_PERSON")
MSCDB_STATUS_FRESH_MONTHS = env_int("MSCDB_STATUS_FRESH_MONTHS", 12, least=1)
MSCDB_FINDING_FRESH_MONTHS = env_int("MSCDB_FINDING_FRESH_MONTHS", 24, least=1)
MSCDB_CONTACT = env("MSCDB_CONTACT")
MSCDB_DESK_NOTICE = env("MSCDB_DESK_NOTICE")
MSCDB_SITE_URL = env_site_url()
# Which of these the environment says; the others are as above. The desk tells chief editors.
MSCDB_FROM_ENVIRONMENT = frozenset(name for name in os.environ if name.startswith("MSCDB_") and env(name))

# E-mail: notices to those at the desk who want them

globals().update(email(env("MSCDB_EMAIL_URL", "console:")))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MSCDB_EMAIL_FROM", "MSCdb <mscdb@localhost>")

# The parts

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "trials",
]

MIDDLEWARE = [
    # Outermost, so that redirects, refusals and static files carry the headers too.
    "mscdb.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "mscdb.middleware.RefusePlainHttp",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After the static files, which lie compressed beside themselves. Pads each answer by a random length (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    # After the static files, which are not counted.
    "mscdb.middleware.RateLimit",
    "mscdb.middleware.SettingsReadOnce",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "mscdb.urls"
WSGI_APPLICATION = "mscdb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["mscdb.templates.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            # All of them are lazy: a page that does not ask for the user opens no session and varies on no cookie.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env("MSCDB_STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else embeds our files

# A form of a record with all its owned children has many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# People

LOGIN_URL = "admin:login"
# A form of the desk that was opened before the last log-in comes back with what was typed.
CSRF_FAILURE_VIEW = "trials.admin.sent_again.token_refused"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Browsers. SECURE_CSP has the name and shape of Django 6's setting, so that its middleware can replace ours.

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
    "manifest-src": ["'self'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

if PRODUCTION:
    SECURE_HSTS_SECONDS = 63072000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    # Machines are refused instead (RefusePlainHttp): a redirect would hide that they send in clear.
    # The health of the process is asked from inside the machine, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^api/", r"^fhir/", r"^healthz$", r"^readyz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
if env_bool("MSCDB_BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The API (trials/api extends this through its own classes)

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SHARED_FIELD_NAMES = (
    "NodeKind", "SecondaryIdKind", "ConditionKind", "CriterionKind", "MoleculeKind", "SponsorClass",
    "Effect", "PayloadEffect", "Role", "GeneRole", "OutcomeKind", "MeshTermKind", "OfficialRole", "OverallStatus",
    "DateType",
)  # fmt: skip
SPECTACULAR_SETTINGS = {
    "TITLE": "MSCdb",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "DESCRIPTION": "Clinical trials, payloads, findings and reviews on mesenchymal stromal cells in cancer. "
    "For professionals and researchers; not medical advice; being listed is no recommendation.",
    "LICENSE": {"name": "Data: CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "trials.api.schema.as_answers",
    ],
    # Fields of one name with different vocabularies.
    "ENUM_NAME_OVERRIDES": {f"{name}Enum": f"trials.choices.{name}" for name in SHARED_FIELD_NAMES},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Answers of 400 and 404 stand in the access log; here only what is our fault.
        "django.request": {"level": "ERROR"},
    },
}
