"""What the environment may set, with its defaults; a wrong value is refused in one sentence.

A variable that is set to nothing counts as not set.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import dj_database_url
from environs import Env, EnvError
from psycopg2 import ProgrammingError
from psycopg2.extensions import make_dsn

from config.refusal import Refusal

T = TypeVar("T")

_env = Env()


def boolean(name: str, default: bool) -> bool:
    return _read(name, _env.bool, default, "write `true` or `false`")


def text(name: str, default: str) -> str:
    return _read(name, _env.str, default, "write a text")


def words(name: str, default: list[str]) -> list[str]:
    """Separated by commas; white space around them does not count."""
    found = _read(name, _env.list, default, "write words separated by commas")
    return [word.strip() for word in found if word.strip()]


def number(name: str, default: int, first: int, last: int) -> int:
    cure = f"write a whole number from {first} to {last}"
    found = _read(name, _env.int, default, cure)
    if not first <= found <= last:
        raise Refusal(f'{name} is "{found}": {cure}.')
    return found


def directory(name: str, default: Path) -> Path:
    """A relative path counts from the top of the project, wherever the command is called."""
    return default.parent / Path(text(name, str(default))).expanduser()


def secret(name: str, shortest: int = 32) -> str:
    """Empty where it is not set; it is never shown."""
    found = text(name, "")
    if found and len(found) < shortest:
        raise Refusal(f"{name} is too short: write at least {shortest} characters, or nothing.")
    return found


def hosts(name: str, default: list[str]) -> list[str]:
    """Names and addresses without a port; `.example.org` stands for all below it."""
    found = words(name, default)
    wrong = [host for host in found if set("/ @") & set(host)]
    if wrong or not found:
        shown = wrong[0] if wrong else os.environ[name]
        raise Refusal(f'{name} holds "{shown}": write names of hosts separated by commas.')
    return found


def origins(name: str) -> list[str]:
    """Such as `https://ledger.example.org`, as Django expects them."""
    found = words(name, [])
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            raise Refusal(f'{name} holds "{origin}": write `https://` and a host, without a path.')
    return found


def database(name: str) -> dict[str, Any] | None:
    """The settings of the PostgreSQL that URL `name` points at, or None where it is not set."""
    url = text(name, "")
    if not url:
        return None
    cure = "write `postgresql://user:password@host:5432/database`, or nothing for the embedded one"
    scheme = url.partition(":")[0]
    if scheme not in ("postgres", "postgresql"):
        # The rest of the value may hold a password.
        raise Refusal(f'{name} begins with "{scheme[:20]}", but Isnad needs PostgreSQL: {cure}.')
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url))
        found["PORT"] = str(found.get("PORT") or "")
    except (ValueError, dj_database_url.ParseError) as error:
        raise Refusal(f"{name} cannot be understood ({_first_line(error)}): {cure}.") from None
    try:
        make_dsn(**found.get("OPTIONS", {}))
    except ProgrammingError as error:
        raise Refusal(f"{name} cannot be understood ({_first_line(error)}): {cure}.") from None
    if not found.get("NAME"):
        raise Refusal(f"{name} names no database: {cure}.")
    return found


def _read(name: str, reader: Callable[[str], T], default: T, cure: str) -> T:
    if not os.environ.get(name, "").strip():
        return default
    try:
        return reader(name)
    except EnvError:
        raise Refusal(f'{name} is "{os.environ[name]}": {cure}.') from None


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__).rstrip(".")
