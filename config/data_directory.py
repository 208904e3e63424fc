"""`DATA_DIR`: the one directory that is written to."""

import os
import pwd
import stat
from pathlib import Path

from config.refusal import Refusal

MARKER = ".isnad"
MARKER_TEXT = "Isnad keeps its database, secret key and static files here.\n"
# A mounted file system has this in its top directory from the start.
IGNORED = {"lost+found"}


def claim(path: Path) -> Path:
    """Create `path`, or make sure that it may be used; return its real path.

    Nobody's permissions are changed: what does not fit is refused with a `Refusal`.
    """
    if not str(path).isprintable():
        raise Refusal(f"DATA_DIR {str(path)!r} holds unprintable characters; name another.")
    try:
        path = path.resolve()
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_unfit(path)
        _mark(path)
    except FileExistsError:
        raise Refusal(f"DATA_DIR {path} is not a directory; name a directory.") from None
    except NotADirectoryError:
        raise Refusal(f"DATA_DIR {path} lies beneath a file; name another directory.") from None
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refusal(
            f"DATA_DIR {path} cannot be used ({reason}); name a directory that you may write to."
        ) from None
    return path


def account_name(uid: int) -> str:
    """The name of account `uid`, or its number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _refuse_unfit(path: Path) -> None:
    owner = path.stat().st_uid
    if owner != os.geteuid():
        raise Refusal(
            f"DATA_DIR {path} belongs to {account_name(owner)}, but this is"
            f" {account_name(os.geteuid())}; name a directory of your own."
        )
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise Refusal(f"DATA_DIR {path} cannot be written to; name one that can.")
    _refuse_exposed(path)
    if not (path / MARKER).exists():
        others = sorted(set(os.listdir(path)) - IGNORED)
        if others:
            raise Refusal(
                f"DATA_DIR {path} holds other files ({others[0]}); name an empty or a new one."
            )


def _refuse_exposed(path: Path) -> None:
    """Whoever may rename a directory may put another in its place."""
    if path.stat().st_mode & stat.S_IWOTH:
        raise Refusal(
            f"DATA_DIR {path} can be written to by everybody; name another, or `chmod o-w` it."
        )
    for parent in path.parents:
        mode = parent.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise Refusal(
                f"DATA_DIR {path} can be exchanged by everybody, because {parent} can be written"
                " to by everybody; name another directory."
            )


def _mark(path: Path) -> None:
    marker = path / MARKER
    if not marker.exists():
        marker.write_text(MARKER_TEXT)
