"""The example that comes with the project, which tests read in the place of what is its owner's."""

import shutil
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
CONTENT = EXAMPLES / "content"
_CONF = "pelicanconf.py"


def _settings() -> ModuleType:
    """The project's settings with those of the example."""
    module = ModuleType("pelicanconf")
    module.__file__ = str(EXAMPLES / _CONF)
    exec(compile((ROOT / _CONF).read_text(encoding="utf-8"), _CONF, "exec"), vars(module))
    return module


pelicanconf = _settings()


def bring_settings(folder: Path) -> None:
    """The files of settings of a site that a test builds in `folder`."""
    for path in (ROOT / _CONF, ROOT / "publishconf.py", EXAMPLES / "site.toml"):
        shutil.copy(path, folder)
