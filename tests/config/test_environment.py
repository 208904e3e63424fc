import stat

import pytest
from django.conf import settings

from config.environment import database
from config.refusal import Refusal
from tests.config.processes import manage

WRONG = [
    ("DEBUG", "maybe", "write `true` or `false`"),
    ("PORT", "http", "write a whole number from 1 to 65535"),
    ("PORT", "70000", "write a whole number from 1 to 65535"),
    ("HTTPS", "on please", "write `true` or `false`"),
    ("HSTS_SECONDS", "-1", "write a whole number"),
    ("ALLOWED_HOSTS", "https://a.example", "write names of hosts"),
    ("ALLOWED_HOSTS", ",", "write names of hosts"),
    ("CSRF_TRUSTED_ORIGINS", "a.example", "write `https://` and a host"),
    ("SECRET_KEY", "short", "write at least 32 characters"),
    ("DATABASE_URL", "sqlite:///ledger.db", "Isnad needs PostgreSQL"),
    ("DATABASE_URL", "mysql://u:hidden@h/d", "Isnad needs PostgreSQL"),
    ("DATABASE_URL", "ledger", "Isnad needs PostgreSQL"),
    ("DATABASE_URL", "postgresql://u:hidden@h:port/d", "cannot be understood"),
    ("DATABASE_URL", "postgresql://u:hidden@h", "names no database"),
    ("DATABASE_URL", "postgresql://u:hidden@h/d?nonsense=1", "cannot be understood"),
    ("DATABASE_URL", "postgresql://u:hidden@h/d?sslmode=nonsense", "invalid sslmode"),
    ("DATABASE_URL", "postgresql://u:hidden@127.0.0.1:1/d", "Connection refused"),
    ("DATABASE_URL", "postgresql:///d?host=/nowhere", "No such file or directory"),
]


@pytest.mark.parametrize(("name", "value", "cure"), WRONG)
def test_a_wrong_value_ends_in_one_sentence(name, value, cure, tmp_path):
    done = manage("migrate", **{"DATA_DIR": tmp_path / "d", name: value})
    assert done.returncode in (1, 2)
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
    assert cure in done.stderr
    assert "hidden" not in done.stderr


@pytest.mark.parametrize("command", ["check", "serve", "shell_plus", "backup x"])
def test_every_command_says_so(command, tmp_path):
    done = manage(*command.split(), DATA_DIR=tmp_path / "d", DEBUG="maybe")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


class TestDatabase:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("postgresql://u:p%40@h:6000/d", ("u", "p@", "h", "6000", "d")),
            ("postgres://%2Frun%2Fpg/d", ("", "", "/run/pg", "", "d")),
            ("postgresql://u@[::1]:5433/d", ("u", "", "::1", "5433", "d")),
        ],
    )
    def test_may_be_named_in_any_form(self, monkeypatch, url, expected):
        monkeypatch.setenv("DATABASE_URL", url)
        found = database("DATABASE_URL")
        names = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
        assert tuple(found[name] or "" for name in names) == expected

    def test_may_have_its_socket_among_the_options(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgresql:///d?host=/run/pg&sslmode=disable")
        found = database("DATABASE_URL")
        assert found["NAME"] == "d"
        assert found["OPTIONS"] == {"host": "/run/pg", "sslmode": "disable"}

    def test_set_to_nothing_counts_as_not_set(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", " ")
        assert database("DATABASE_URL") is None

    def test_must_be_postgresql(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "oracle://x")
        with pytest.raises(Refusal, match="needs PostgreSQL"):
            database("DATABASE_URL")


class TestDefaults:
    def test_are_safe(self, tmp_path):
        shown = manage(
            "shell",
            "-v0",
            "-c",
            "from django.conf import settings as s;"
            "print(s.DEBUG, s.HOST, s.PORT, s.ALLOWED_HOSTS, len(s.SECRET_KEY) > 50)",
            DATA_DIR=tmp_path / "d",
        )
        hosts = "['localhost', '127.0.0.1', '[::1]']"
        assert shown.stdout.strip() == f"False 127.0.0.1 8000 {hosts} True"

    def test_keep_one_secret_key_to_their_owner(self, tmp_path):
        show = (
            "shell",
            "-v0",
            "-c",
            "from django.conf import settings; print(settings.SECRET_KEY)",
        )
        first = manage(*show, DATA_DIR=tmp_path / "d").stdout
        assert manage(*show, DATA_DIR=tmp_path / "d").stdout == first
        key = tmp_path / "d/secret-key"
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        key.write_text("")
        assert "is damaged" in manage(*show, DATA_DIR=tmp_path / "d").stderr

    def test_watch_the_connections(self):
        assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]
