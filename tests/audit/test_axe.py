"""axe, all its rules and a contrast of 7:1, in light and dark, at 320 and 1280 px: no violation."""

import pytest

from tests.audit.conftest import PAGES

RUN = "axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast-enhanced': {enabled: true}}})"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation(visit, node_modules, name, width, dark):
    page = visit(name, width, dark)
    page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found = page.evaluate(RUN)
    assert found["passes"]
    assert [f"{v['id']}: {n['html'][:100]}" for v in found["violations"] for n in v["nodes"]] == []
