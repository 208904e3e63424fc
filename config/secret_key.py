"""The secret key, made once and kept in `DATA_DIR`."""

import os
import secrets
import tempfile
from pathlib import Path

from config.refusal import Refusal


def kept_in(directory: Path) -> str:
    """The key kept in `directory`; made there (mode 600) if there is none yet."""
    path = directory / "secret-key"
    try:
        if not path.exists():
            _make(path)
        key = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"The secret key {path} cannot be read: {error}.") from None
    if len(key) < 50:
        raise Refusal(f"The secret key {path} is damaged; delete it, and everybody logs in anew.")
    return key


def _make(path: Path) -> None:
    """Two starts at once agree on one key: a link never overwrites, and shows whole files only."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret-key-")
    try:
        with open(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)
