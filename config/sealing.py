"""The last line of a backup: a checksum of all that stands before it.

PostgreSQL's archives end with a data block of length zero and hold none themselves; `pg_restore`
finds their parts by their places and reads no further.
"""

import hashlib
import re
from pathlib import Path

from config.refusal import Refusal

SEAL = re.compile(rb"\nisnad backup sha256 ([0-9a-f]{64})\n")
LENGTH = len(b"\nisnad backup sha256 \n") + 64
# A number of four bytes behind its sign: what a backup from before there were seals ends with.
END_OF_ARCHIVE = b"\0\0\0\0\0"


def seal(path: Path) -> None:
    """Write the checksum of the file `path` behind its end."""
    checksum = _checksum(path, path.stat().st_size)
    with path.open("ab") as file:
        file.write(f"\nisnad backup sha256 {checksum}\n".encode())


def refuse_altered(path: Path) -> None:
    """Refuse a backup one byte of which has changed; one without a seal passes."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - LENGTH, 0))
        end = file.read()
    if end.endswith(END_OF_ARCHIVE):
        return
    sealed = SEAL.fullmatch(end)
    if not sealed or sealed[1].decode() != _checksum(path, size - LENGTH):
        raise Refusal(
            f"{path} is damaged, and nothing was restored (its checksum does not fit it)."
        )


def _checksum(path: Path, length: int) -> str:
    """SHA-256 of the first `length` bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while length > 0 and (read := file.read(min(length, 1 << 20))):
            digest.update(read)
            length -= len(read)
    return digest.hexdigest()
