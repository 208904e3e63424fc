"""The web server: gunicorn, in the process that prepared everything."""

import errno
import os
import socket
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter as GunicornArbiter

from config.postgresql import linux
from config.refusal import Refusal

if TYPE_CHECKING:
    from config.postgresql.base import DatabaseWrapper

WORKERS = 2
THREADS = 4
PATIENCE = 5.0
"""Seconds for which a port in use is tried again: a worker that is ending may hold it."""


class Arbiter(GunicornArbiter):
    """Ends when its terminal is closed, where gunicorn would start its workers anew."""

    handle_hup = GunicornArbiter.handle_term


class Application(BaseApplication):
    def __init__(self, listener: socket.socket, announce: Callable[[], None]) -> None:
        self.listener = listener
        self.announce = announce
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self.listener.fileno()}",
            "workers": WORKERS,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 120,
            "graceful_timeout": 5,
            # Its highest: a letter of a search may take nine bytes of the address.
            "limit_request_line": 8190,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _: self.announce(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        from config.wsgi import application

        return application

    def run(self) -> None:
        Arbiter(self).run()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; whoever connects early is answered once the workers run."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            return socket.create_server(address[:2], family=family, backlog=128)
        except socket.gaierror:
            raise Refusal(f'HOST "{host}" is no address of this machine.') from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Refusal(_unusable(host, port, error)) from None
            if time.monotonic() > end:
                raise Refusal(
                    f"PORT {port} is in use on {host}; stop what uses it, or set PORT to another."
                ) from None
        time.sleep(0.25)


def serve(listener: socket.socket, announce: Callable[[], None]) -> None:
    """Serve until told to stop; then see the embedded database stop, unless others use it."""
    server = cast("DatabaseWrapper", connection).server
    connections.close_all()
    master = os.getpid()
    try:
        Application(listener, announce).run()
    finally:
        # A worker ends through here as well.
        if os.getpid() == master and server is not None:
            server.leave()


def end_with_parent() -> None:
    """End when the process that started this one is killed (Linux)."""
    parent = os.getppid()
    linux.die_with_parent()
    if parent == 1 or os.getppid() != parent:
        sys.exit(1)


def address(host: str, port: int) -> str:
    """What to click on."""
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _unusable(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"PORT {port} may not be used by this account; set PORT to one from 1024 upwards."
    return f"HOST {host} with PORT {port} cannot be listened on ({error.strerror}); set another."
