import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from curation.searching import LONGEST_SEARCH
from tests.config.processes import (
    PROJECT,
    environment,
    kill,
    left_of,
    manage,
    server_of,
    wait_until,
)

ADMINISTRATOR = {"DJANGO_SUPERUSER_USERNAME": "ibn", "DJANGO_SUPERUSER_PASSWORD": "x9-chain-of"}


class Web:
    """`manage.py serve` on a port of its own."""

    def __init__(self, data_dir: Path, port: int = 0, before: tuple = (), **settings) -> None:
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [*before, sys.executable, "manage.py", "serve", "--with-parent"],
            cwd=PROJECT,
            env=environment(DATA_DIR=data_dir, PORT=self.port, **settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Web":
        self.announcement = self.process.stdout.readline()
        assert f"http://127.0.0.1:{self.port}/" in self.announcement, self.process.stderr.read()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.output, self.errors = self.process.communicate(timeout=20)

    def logs_in(self, username: str, password: str) -> bool:
        """Log in as a browser does, which asks the database."""
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(cookies)
        page = f"http://127.0.0.1:{self.port}/admin/login/"
        form = browser.open(page, timeout=20).read().decode()
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', form).group(1)
        fields = {"csrfmiddlewaretoken": token, "next": "/admin/"}
        fields |= {"username": username, "password": password}
        answer = browser.open(page, urllib.parse.urlencode(fields).encode(), timeout=20)
        return 'id="logout-form"' in answer.read().decode()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def served(make_shared_data_dir, migrated) -> Path:
    """A data directory whose first start is over."""
    data_dir = make_shared_data_dir()
    migrated.copy_to(data_dir)
    with Web(data_dir, **ADMINISTRATOR):
        pass
    return data_dir


class TestFirstStart:
    def test_says_where_to_click_and_how_to_log_in_just_once(self, data_dir):
        with Web(data_dir) as web:
            password = re.search(r"as admin with the password (\S+) ", web.announcement).group(1)
            assert web.logs_in("admin", password)
            assert not web.logs_in("admin", password + "x")
            style = f"http://127.0.0.1:{web.port}/static/admin/css/base.css"
            assert urllib.request.urlopen(style, timeout=5).status == 200
        began = time.monotonic()
        with Web(data_dir) as web:
            assert "log in as admin)" in web.announcement
            assert time.monotonic() - began < 6
            assert web.logs_in("admin", password)
        assert web.errors == ""

    def test_takes_the_superuser_that_is_given(self, served):
        with Web(served, DJANGO_SUPERUSER_PASSWORD="of no effect now") as web:
            assert "log in as ibn)" in web.announcement
            assert web.logs_in("ibn", ADMINISTRATOR["DJANGO_SUPERUSER_PASSWORD"])

    def test_refuses_a_superuser_that_cannot_be(self, data_dir, migrated):
        migrated.copy_to(data_dir)
        done = manage("serve", DATA_DIR=data_dir, PORT=free_port(), DJANGO_SUPERUSER_EMAIL="me")
        assert done.returncode == 2
        assert done.stderr.startswith('DJANGO_SUPERUSER_EMAIL is "me": ')
        assert len(done.stderr.splitlines()) == 1

    def test_may_happen_twice_at_once(self, data_dir):
        with Web(data_dir) as one, Web(data_dir) as other:
            announcements = one.announcement + other.announcement
            assert announcements.count("with the password") == 1
            assert server_of(data_dir)


class TestEnd:
    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    def test_leaves_no_process(self, served, name):
        with Web(served) as web:
            web.process.send_signal(getattr(signal, name))
            assert web.process.wait(timeout=10) == 0
            assert not left_of(served)

    def test_leaves_the_server_to_others(self, served):
        with Web(served) as staying:
            with Web(served) as web:
                pass
            assert web.process.returncode == 0
            assert staying.logs_in("ibn", ADMINISTRATOR["DJANGO_SUPERUSER_PASSWORD"])

    def test_comes_with_that_of_the_process_that_started_it(self, served):
        """As where `make run` itself is killed."""
        with Web(served, before=("sh", "-c", '"$@" & wait', "sh")) as web:
            web.process.kill()
            wait_until(lambda: not left_of(served))


class TestAddress:
    def test_may_hold_the_longest_search_in_any_script(self, served):
        words = urllib.parse.quote("ﷲ" * LONGEST_SEARCH)
        with Web(served) as web:
            login = f"http://127.0.0.1:{web.port}/admin/login/?next=/admin/&q={words}"
            assert urllib.request.urlopen(login, timeout=20).status == 200


class TestKilling:
    def test_of_the_database_is_mended_by_the_next_request(self, served):
        with Web(served) as web:
            assert web.logs_in("ibn", ADMINISTRATOR["DJANGO_SUPERUSER_PASSWORD"])
            kill(server_of(served))
            time.sleep(0.5)
            assert web.logs_in("ibn", ADMINISTRATOR["DJANGO_SUPERUSER_PASSWORD"])

    def test_of_a_worker_is_mended_by_gunicorn(self, served):
        with Web(served) as web:
            kill(*children_of(web.process.pid)[:1])
            assert web.logs_in("ibn", ADMINISTRATOR["DJANGO_SUPERUSER_PASSWORD"])

    def test_of_the_web_server_leaves_nothing_and_frees_the_port(self, served):
        with Web(served) as web:
            kill(web.process.pid)
            with Web(served, port=web.port) as again:
                assert again.logs_in("ibn", ADMINISTRATOR["DJANGO_SUPERUSER_PASSWORD"])
        wait_until(lambda: not left_of(served))


class TestPort:
    def test_in_use_is_refused_after_a_while(self, data_dir):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            done = manage("serve", DATA_DIR=data_dir, PORT=port)
        assert done.returncode == 2
        assert done.stderr == (
            f"PORT {port} is in use on 127.0.0.1; stop what uses it, or set PORT to another.\n"
        )
        assert not (data_dir / "postgresql").exists()

    def test_is_waited_for_where_it_comes_free(self, served):
        listener = socket.create_server(("127.0.0.1", 0))
        web = Web(served, port=listener.getsockname()[1])
        time.sleep(1.5)
        listener.close()
        with web:
            assert web.process.poll() is None

    def test_of_a_host_that_is_not_ours_is_refused(self, data_dir):
        for host, words in (("192.0.2.1", "cannot be listened on"), ("no.invalid", "no address")):
            done = manage("serve", DATA_DIR=data_dir, HOST=host, PORT=free_port())
            assert words in done.stderr
            assert len(done.stderr.splitlines()) == 1


def children_of(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [n for n in map(int, children) if b"serve" in Path(f"/proc/{n}/cmdline").read_bytes()]
