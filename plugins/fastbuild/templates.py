"""The theme's templates without Pelican. Compiled ones are kept, as `sealed` keeps everything."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2 import __version__ as version
from jinja2.bccache import Bucket

from plugins.common import files
from plugins.fastbuild import sealed
from plugins.views.sheets import Leaf


class Compiled(BytecodeCache):
    """Jinja's own keeps pickles. `options`: of the environment, which the code depends on."""

    def __init__(self, folder: Path, options: Mapping[str, Any]) -> None:
        self._folder = folder
        self._by = f"{version} {sealed.digest(sealed.canonical(sorted(options.items()))).hex()}"

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            made_of, code = sealed.read(self._path(bucket))
        except (FileNotFoundError, ValueError):
            return
        if made_of == self._made_of(bucket) and isinstance(code, CodeType):
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        files.take_place(str(self._path(bucket)), sealed.seal((self._made_of(bucket), bucket.code)))

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / hashlib.blake2b(bucket.key.encode(), digest_size=8).hexdigest()

    def _made_of(self, bucket: Bucket) -> str:
        return f"{self._by} {bucket.checksum}"


class Templates:
    """`options`: of Jinja's environment."""

    def __init__(self, folder: str, options: Mapping[str, Any], compiled: Path) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            bytecode_cache=Compiled(compiled, options),
            **options,
        )

    def compile(self) -> None:
        """All of them, so that nobody else need: Pelican, each process, the next build. What only Pelican can
        compile is left."""
        for name in self._environment.list_templates():
            with suppress(TemplateError):
                self._environment.get_template(name)

    def render(self, leaf: Leaf) -> bytes:
        """A page in UTF-8. Raises Jinja's errors for what only Pelican knows: its filters, its own theme."""
        return self._environment.get_template(leaf.template).render(leaf.views).encode()
