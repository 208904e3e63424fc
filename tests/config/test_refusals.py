import os
import shutil
import subprocess

import pytest

from tests.config.processes import User, keeper_of, left_of, manage, server_of, wait_until

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="makes what others own, or mounts")


def refused(data_dir, **settings) -> str:
    """The one sentence with which a command that needs the database ends."""
    done = manage("migrate", DATA_DIR=data_dir, **settings)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    sentences = done.stderr.splitlines()
    assert len(sentences) == 1
    return sentences[0]


class TestDataDir:
    def test_must_be_a_directory(self, tmp_path):
        (tmp_path / "file").write_text("")
        assert "is not a directory" in refused(tmp_path / "file")
        assert "lies beneath a file" in refused(tmp_path / "file" / "below")

    def test_must_be_ours(self, tmp_path):
        (tmp_path / "letter.txt").write_text("Dear")
        assert "holds other files (letter.txt)" in refused(tmp_path)
        assert os.listdir(tmp_path) == ["letter.txt"]

    def test_may_be_an_empty_directory_that_is_there(self, data_dir):
        data_dir.mkdir(mode=0o755)
        with User(data_dir) as user:
            assert user.ask("SELECT 1") == "1"
        assert data_dir.stat().st_mode & 0o777 == 0o755

    def test_must_not_be_open_to_everybody(self, tmp_path):
        open_to_all = tmp_path / "open"
        inner = open_to_all / "inner"
        inner.mkdir(parents=True)
        open_to_all.chmod(0o777)
        assert "can be written to by everybody" in refused(open_to_all)
        assert "can be exchanged by everybody" in refused(inner)
        open_to_all.chmod(0o1777)
        assert manage("check", DATA_DIR=inner).returncode == 0

    @needs_root
    def test_must_belong_to_the_caller(self, tmp_path):
        directory = tmp_path / "theirs"
        directory.mkdir(mode=0o700)
        os.chown(directory, 65534, 65534)
        assert "belongs to nobody, but this is root" in refused(directory)
        assert directory.stat().st_mode & 0o777 == 0o700

    @needs_root
    def test_must_be_writable(self, mounted):
        mounted("ro")
        assert "cannot be written to" in refused(mounted.path)
        assert "Read-only file system" in refused(mounted.path / "below")

    @needs_root
    def test_must_have_room(self, mounted):
        mounted("size=20m")
        assert "could not extend file" in refused(mounted.path / "d").lower()
        wait_until(lambda: not left_of(mounted.path))

    def test_must_not_be_of_another_version(self, data_dir):
        with User(data_dir):
            pass
        wait_until(lambda: not left_of(data_dir))
        version = data_dir / "postgresql/cluster/PG_VERSION"
        version.write_text("16\n")
        assert "was made by PostgreSQL 16" in refused(data_dir)
        version.unlink()
        assert "is no PostgreSQL cluster" in refused(data_dir)
        shutil.rmtree(data_dir / "postgresql/cluster")

    def test_is_refused_with_the_servers_own_words_when_damaged(self, data_dir):
        with User(data_dir):
            pass
        wait_until(lambda: not left_of(data_dir))
        (data_dir / "postgresql/cluster/global/pg_control").unlink()
        assert "PostgreSQL did not start" in refused(data_dir)

    def test_that_somebody_elses_server_runs_on_is_left_alone(self, data_dir):
        with User(data_dir):
            server = server_of(data_dir)
            command = _command_line(server)
        wait_until(lambda: not left_of(data_dir))
        if os.geteuid() == 0:
            command = ["unshare", "--user", "--map-user=1", *command]
        by_hand = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait_until((data_dir / "postgresql/cluster/postmaster.pid").exists)
            assert "Another PostgreSQL" in refused(data_dir)
            assert by_hand.poll() is None
        finally:
            by_hand.terminate()
            by_hand.wait()

    def test_goes_with_the_same_words_for_every_user(self, data_dir):
        """A refusal does not leave a keeper behind that the next one waits for."""
        data_dir.mkdir()
        (data_dir / ".isnad").write_text("")
        (data_dir / "postgresql").mkdir(mode=0o755)
        assert refused(data_dir) == refused(data_dir)
        assert "must be open to its owner only" in refused(data_dir)
        with pytest.raises(StopIteration):
            keeper_of(data_dir)


def _command_line(process: int) -> list[str]:
    with open(f"/proc/{process}/cmdline", "rb") as file:
        return os.fsdecode(file.read()).rstrip("\0").split("\0")


@pytest.fixture
def mounted(tmp_path):
    """A small file system of its own, mounted with the options it is called with."""

    def mount(options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", mount.path], check=True)

    mount.path = tmp_path / "mounted"
    mount.path.mkdir()
    yield mount
    subprocess.run(["umount", mount.path], check=True)
