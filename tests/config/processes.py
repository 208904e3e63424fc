"""Real processes: started, asked, killed and looked for by the tests of this directory."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# What would lead a command elsewhere than where the test wants it.
SETTINGS = ("DATABASE_URL", "DATA_DIR", "PORT", "HOST", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS")


def environment(**settings: object) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in SETTINGS and not name.startswith(("PG", "DJANGO_", "PYTEST"))
    }
    return kept | {name: str(value) for name, value in settings.items()}


def manage(*arguments: object, before: tuple[str, ...] = (), **settings: object):
    """Run a command of manage.py to its end; `before` comes in front of Python."""
    return subprocess.run(
        [*before, sys.executable, "manage.py", *map(str, arguments)],
        cwd=PROJECT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=180,  # migrating takes 15 s, and more beside other work
    )


class User:
    """A process that uses the embedded server of `data_dir`, as `using.py` does."""

    def __init__(self, data_dir: Path, before: tuple[str, ...] = (), **settings: str) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "tests.config.using", str(data_dir)],
            cwd=PROJECT,
            env=environment(**settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "User":
        assert self.answer() == "connected"
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def answer(self) -> str:
        return self.process.stdout.readline().strip()

    def ask(self, question: str) -> str:
        print(question, file=self.process.stdin, flush=True)
        return self.answer()

    def ask_after_a_loss(self, question: str) -> str:
        """Ask until the connection is lost, then until there is an answer.

        A killed server's children may still answer once. And where PostgreSQL ends all backends
        because one was killed, it ends those too that connected before it had noticed.
        """
        wait_until(lambda: self.ask("SELECT 'there'") == "lost")
        answers: list[str] = []
        wait_until(lambda: answers.append(self.ask(question)) or answers[-1] != "lost")
        return answers[-1]


def server_of(data_dir: Path) -> int:
    """Process number of the main process of PostgreSQL."""
    lines = (data_dir / "postgresql/cluster/postmaster.pid").read_text().splitlines()
    return int(lines[0])


def keeper_of(data_dir: Path) -> int:
    wanted = b"config.postgresql.keeper\0" + os.fsencode(data_dir / "postgresql")
    return next(number for number, line in _command_lines() if wanted in line)


def left_of(data_dir: Path) -> list[int]:
    """Processes of the server of `data_dir`, whoever started them."""
    name = os.fsencode(data_dir)
    named = {number for number, line in _command_lines() if name in line}
    return sorted(named | {number for number in _numbers() if _works_in(number, data_dir)})


def attempt(host: Path, uid: int, role: str = "isnad", *, passes_doors: bool = False) -> str:
    """What another account of the machine is told that connects (`connecting.py`)."""
    words = [str(host), str(uid), role, "passes" if passes_doors else "stays"]
    command = [sys.executable, "-m", "tests.config.connecting", *words]
    done = subprocess.run(command, cwd=PROJECT, env=environment(), capture_output=True, text=True)
    return done.stdout + done.stderr


def wait_until(condition: Callable[[], object], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.05)


def kill(*processes: int) -> None:
    for process in processes:
        # The death of one may have been the end of another.
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _numbers() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _command_lines() -> list[tuple[int, bytes]]:
    lines = []
    for number in _numbers():
        try:
            lines.append((number, Path(f"/proc/{number}/cmdline").read_bytes()))
        except OSError:
            continue
    return lines


def _works_in(number: int, data_dir: Path) -> bool:
    try:
        return os.readlink(f"/proc/{number}/cwd").startswith(f"{data_dir}/")
    except OSError:
        return False
