"""Data directories in which much is done already: made once for all tests and copied for each."""

import fcntl
import os
import shutil
from pathlib import Path

from tests.config.processes import left_of, manage, wait_until

# What belongs to a running server, and is made anew by the next.
OF_A_SERVER = ("socket*", "*.lock", "server.log", "postmaster.pid", "postmaster.opts")

# What a backup might stumble over.
ROWS = """
from curation.seeding import seed_once
from django.contrib.auth.models import Group, User
seed_once()
for number in range(300):
    Group.objects.create(name=f"{number} كتائب 'it''s' \\\\N \\t end")
User.objects.create_superuser("keeper", password="x").groups.set(Group.objects.all()[:50])
"""


class Prepared:
    """A stopped ledger in `place`, to which commands of manage.py were given in turn."""

    def __init__(self, place: Path, *commands: tuple[object, ...]) -> None:
        self.place, self.commands = place, commands

    def copy_to(self, data_dir: Path) -> None:
        self._make()
        ignored = shutil.ignore_patterns(*OF_A_SERVER)
        shutil.copytree(self.place, data_dir, ignore=ignored, dirs_exist_ok=True)

    def _make(self) -> None:
        """By whoever comes first; other processes of the same run wait for it."""
        self.place.parent.mkdir(exist_ok=True)
        done = self.place.with_suffix(".done")
        with self.place.with_suffix(".lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if done.exists():
                return
            for command in self.commands:
                run = manage(*command, DATA_DIR=self.place)
                assert run.returncode == 0, run.stderr
            wait_until(lambda: not left_of(self.place))
            done.touch()


def place_for_all(own: Path) -> Path:
    """A directory that the processes of one run of pytest share, each with its `own` within."""
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "prepared"
