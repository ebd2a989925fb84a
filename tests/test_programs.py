import pytest

from tests import programs


@pytest.mark.parametrize("program", programs.GET)
def test_a_missing_program_is_a_skip_here_and_a_failure_in_ci(monkeypatch, program):
    monkeypatch.setattr(programs.shutil, "which", lambda name, path=None: None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"missing\. Debian: apt-get install "):
        programs.need(program)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="missing"):
        programs.need(program)
