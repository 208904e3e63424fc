"""The project's settings, without what only a running server needs."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, MIDDLEWARE, STORAGES

# The manifest is made when the server starts.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests that commit are followed by a TRUNCATE, which the ledger refuses anybody else.
OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
OPTIONS["options"] = f"{OPTIONS.get('options', '')} -c isnad.emptying=on".strip()
# Fast; nothing depends on the strength of a test's password.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest's folder is not there either; the live server of tests finds static files itself.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
