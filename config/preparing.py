"""What must be there before the ledger is served; every step does nothing where it is done."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from config.refusal import Refusal
from config.turns import alone
from curation.seeding import seed_once


@dataclass(frozen=True)
class Login:
    """How to log in; `password` is empty where it cannot be told again."""

    username: str
    password: str = ""

    def __str__(self) -> str:
        if self.password:
            return f"log in as {self.username} with the password {self.password} (shown only now)"
        return f"log in as {self.username}"


def prepare() -> Login:
    """Bring database, first seeding, first superuser and static files up to date."""
    with alone():
        refuse_other_encoding()
        call_command("migrate", verbosity=0, interactive=False)
        seed_once()
        login = first_superuser()
        collect_static_files()
    return login


def refuse_other_encoding() -> None:
    """Names are kept in all scripts."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        name = connection.settings_dict["NAME"]
        raise Refusal(
            f"The database {name} is encoded in {encoding}; create one with ENCODING 'UTF8'."
        )


def first_superuser() -> Login:
    """The login of a superuser; made from Django's own variables where there is none yet."""
    users = get_user_model().objects
    known = users.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if known:
        return Login(known.get_username())
    username = os.environ.get("DJANGO_SUPERUSER_USERNAME") or "admin"
    given = os.environ.get("DJANGO_SUPERUSER_PASSWORD") or ""
    email = os.environ.get("DJANGO_SUPERUSER_EMAIL") or ""
    password = given or secrets.token_urlsafe(12)
    user = users.model(username=username, email=email, is_staff=True, is_superuser=True)
    user.set_password(password)
    try:
        user.full_clean()
    except ValidationError as error:
        field, problems = next(iter(error.message_dict.items()))
        name = f"DJANGO_SUPERUSER_{field.upper()}"
        raise Refusal(f'{name} is "{getattr(user, field, "")}": {problems[0]}') from None
    user.save()
    return Login(username, "" if given else password)


def collect_static_files() -> None:
    """Only where a file has changed since the last time, which saves two seconds a start."""
    stamp = Path(settings.DATA_DIR, "static-files")
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state)


def _state_of_static_files() -> str:
    """Changes with every file's name, size and time, and with how they are stored."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
