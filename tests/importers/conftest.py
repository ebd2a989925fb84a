from pathlib import Path

import pytest

from tests.importers.runs import Into


@pytest.fixture
def into(tmp_path: Path) -> Into:
    return Into(tmp_path)
