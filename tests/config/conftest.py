import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.config.prepared import ROWS, Prepared, place_for_all
from tests.config.processes import left_of, wait_until


def pytest_collection_modifyitems(items):
    linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
    for item in items:
        if {"make_data_dir", "make_shared_data_dir"} & set(item.fixturenames):
            item.add_marker(linux)


@pytest.fixture
def make_data_dir():
    """Names of data directories, of any length, in one that everybody may enter."""
    with _places() as make:
        yield make


@pytest.fixture(scope="module")
def make_shared_data_dir():
    """The same, for a data directory that all tests of a module use."""
    with _places() as make:
        yield make


@contextmanager
def _places() -> Iterator[Callable[..., Path]]:
    made = []

    def make(length: int = 0) -> Path:
        top = Path(tempfile.mkdtemp(prefix="t-", dir=_place()))
        top.chmod(0o755)
        made.append(top)
        path = top / "d"
        while len(str(path)) < length:
            path = path / ("long" * 20)
        return path

    yield make
    for top in made:
        wait_until(lambda top=top: not left_of(top))
        shutil.rmtree(top)


def _place() -> str:
    """In memory where there is room, because every cluster is written to the disk several times."""
    shared = "/dev/shm"
    roomy = Path(shared).is_dir() and shutil.disk_usage(shared).free > 2_000_000_000
    return shared if roomy else "/tmp"


@pytest.fixture
def data_dir(make_data_dir) -> Path:
    return make_data_dir()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Prepared:
    """A ledger with its tables and nothing in them."""
    place = place_for_all(tmp_path_factory.getbasetemp())
    return Prepared(place / "migrated", ("migrate", "-v0"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Prepared:
    """A ledger with the article, and with 300 groups that a backup might stumble over."""
    place = place_for_all(tmp_path_factory.getbasetemp())
    return Prepared(place / "filled", ("migrate", "-v0"), ("shell", "-v0", "-c", ROWS))
