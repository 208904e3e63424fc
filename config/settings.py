"""Settings; everything that a user may set is read from the environment (`environment.py`)."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import data_directory, environment, secret_key
from config.refusal import Refusal

BASE_DIR = Path(__file__).resolve().parent.parent

try:
    DEBUG = environment.boolean("DEBUG", False)
    DATA_DIR = data_directory.claim(environment.directory("DATA_DIR", BASE_DIR / "var"))
    SECRET_KEY = environment.secret("SECRET_KEY") or secret_key.kept_in(DATA_DIR)
    HOST = environment.text("HOST", "127.0.0.1")
    PORT = environment.number("PORT", 8000, first=1, last=65535)
    ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
    CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
    # Whether a proxy in front of the server speaks HTTPS, and sets X-Forwarded-Proto.
    HTTPS = environment.boolean("HTTPS", False)
    SECURE_HSTS_SECONDS = environment.number("HSTS_SECONDS", 0, first=0, last=2**31)
    DATABASE = environment.database("DATABASE_URL")
except Refusal as refusal:
    raise ImproperlyConfigured(str(refusal)) from None

# Isnad's own come first, so that their templates win; `config` holds the commands.
PROJECT_APPS = [
    "sources",
    "events",
    "actors",
    "curation",
    "config",
]
INSTALLED_APPS = [
    *PROJECT_APPS,
    "config.site.LedgerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_extensions",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.query_strings.QueryStringMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "curation.middleware.EditorMiddleware",
]
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

EMBEDDED = {"NAME": "isnad", "USER": "isnad", "PORT": "5432", "DATA_DIR": DATA_DIR}
DATABASES = {
    "default": {
        **(DATABASE or EMBEDDED),
        "ENGINE": "config.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.LedgerStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing but files of this site: no inline scripts or styles, nobody's frame, no other host.
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# A record's page with seven tables of fifty rows sends some 3,500 fields; Django takes 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own sends mail to administrators, of whom there are none.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}

FIXTURE_DIRS = [BASE_DIR / "fixtures"]
# What an empty ledger begins with.
SEED_FIXTURES = ["vocabularies", "militias-in-iraq"]

SHELL_PLUS_DONT_LOAD = ["pghistory", "pgtrigger", "admin", "contenttypes", "sessions"]
SHELL_PLUS_POST_IMPORTS = [
    ("sources.explaining", ["explain"]),
    ("sources.learning", ["learned", "learned_between"]),
    ("sources.origins", ["origins"]),
    ("sources.responsibility", ["responsibility"]),
    ("curation.changes", ["changed_since", "changes_between"]),
    ("curation.lint", ["finding", "findings"]),
]

# What `make diagram` draws: the records themselves, without history and what all have alike.
GRAPH_MODELS = {
    "app_labels": ["sources", "events", "actors"],
    "group_models": True,
    "hide_edge_labels": True,
    "exclude_models": "*History,Change,Kept,Record,Remembered,Origin,KeptStanding,Coverage",
    "exclude_columns": ",".join(
        ["id", "code", "status", "restricted", "note"]
        + ["version", "created_at", "updated_at", "editors"]
        + [
            f"{date}_{bound}"
            for date in ["began", "ended", "date", "used", "said", "published", "horizon", "as_of"]
            for bound in ["earliest", "latest", "start_latest", "end_earliest"]
        ]
    ),
}
