"""The command line: what is wrong ends in one sentence, not in a traceback."""

import getpass
import os
import sys
from contextlib import AbstractContextManager, nullcontext

from config.refusal import Refusal

WRONG_SETTING = 2
FAILED = 1
UNDEFINED_TABLE = "42P01"


def main(arguments: list[str]) -> int:
    """Run a command and return the exit code; `--traceback` shows where a failure came from."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import NotSupportedError, OperationalError, ProgrammingError
    except ImportError as error:
        return _tell(f"{error.name} is not installed; run `make run`, and use .venv/bin/python.")
    try:
        with _history_context(arguments):
            execute_from_command_line(arguments)
    except (Refusal, ImproperlyConfigured) as error:
        _reraise_if_asked(arguments)
        return _tell(error, WRONG_SETTING)
    except (OperationalError, NotSupportedError) as error:
        _reraise_if_asked(arguments)
        return _tell(_about_database(error))
    except ProgrammingError as error:
        if getattr(error.__cause__, "pgcode", None) != UNDEFINED_TABLE:
            raise
        _reraise_if_asked(arguments)
        return _tell("The ledger's tables are not there yet: run manage.py migrate.")
    except KeyboardInterrupt:
        return 130
    return 0


def _history_context(arguments: list[str]) -> AbstractContextManager:
    """What history keeps of a change made from the command line: the command and the account.

    Not where the schema changes: under a context pghistory takes a % in its SQL for a parameter.
    """
    command = " ".join(arguments[1:2])
    if command in ("", "migrate", "restore", "serve", "test"):
        return nullcontext()
    import pghistory

    return pghistory.context(command=command, account=_account())


def _account() -> str:
    """Whose account of this machine runs the command; history keeps it with what it changes."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _reraise_if_asked(arguments: list[str]) -> None:
    if "--traceback" in arguments:
        raise  # noqa: PLE0704 - called while an error is handled


def _about_database(error: Exception) -> str:
    if isinstance(error.__cause__, Refusal):
        return str(error)
    cure = "check DATABASE_URL and whether that server runs"
    reason = (str(error).strip().splitlines() or ["no reason given"])[0].rstrip(".?!")
    return f"The database cannot be used ({reason}); {cure}."


def _tell(sentence: object, code: int = FAILED) -> int:
    print(" ".join(str(sentence).split()), file=sys.stderr)
    return code
