import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.config.processes import left_of, wait_until


def pytest_collection_modifyitems(items):
    linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
    for item in items:
        if "data_dir" in item.fixturenames:
            item.add_marker(linux)


@pytest.fixture
def make_data_dir():
    """Names of data directories, of any length, in one that everybody may enter."""
    made = []

    def make(length: int = 0) -> Path:
        top = Path(tempfile.mkdtemp(prefix="t-", dir="/tmp"))
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


@pytest.fixture
def data_dir(make_data_dir) -> Path:
    return make_data_dir()
