"""The bench of imports measures what it says: all of its comments are taken over."""

import pytest

from bench.imports.exports import EXPORTS, OPTIONS, sources
from tests.importers.runs import Into


@pytest.mark.parametrize("system", EXPORTS)
def test_every_comment_of_an_export_is_written(tmp_path, system):
    into = Into(tmp_path)
    for name, text in sources(system, 300):
        (into.content / name).parent.mkdir(parents=True, exist_ok=True)
        (into.content / name).write_text(text, encoding="utf-8")
    export = "".join(EXPORTS[system](300)).encode()
    into.run(export, system, *OPTIONS.get(system, ()))
    assert into.report["by_kind"]["comment"]["written"] == 300
    assert into.report["refused"] == into.report["queued"] == 0
