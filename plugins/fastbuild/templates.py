"""The theme's templates without Pelican. Compiled ones are kept, as `sealed` keeps everything."""

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, nodes
from jinja2 import __version__ as version
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from plugins.common import files
from plugins.fastbuild import sealed
from plugins.views.sheets import Leaf

_FORM = "printed 1"  # of the code below
_SIGN = re.compile("[&<>'\"]").search


def printed(value: Any) -> str:
    """What a template prints of a value, with the bytes of `escape`, which makes an object of each."""
    if type(value) is Markup or (type(value) is str and _SIGN(value) is None):
        return value
    return escape(value)


class _Code(CodeGenerator):
    """A page prints hundreds of values, nearly all of them plain words or HTML: a quarter of its time."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


def equip(environment: Environment, options: Mapping[str, Any], compiled: Path) -> None:
    """Let an environment with these options use, and make, what is compiled here."""
    environment.bytecode_cache = Compiled(compiled, options)
    environment.code_generator_class = _Code
    environment.printed = printed  # type: ignore[attr-defined]  # for what `_Code` writes


class Compiled(BytecodeCache):
    """Jinja's own keeps pickles. `options`: of the environment, which the code depends on."""

    def __init__(self, folder: Path, options: Mapping[str, Any]) -> None:
        self._folder = folder
        self._by = f"{version} {_FORM} {sealed.digest(sealed.canonical(sorted(options.items()))).hex()}"

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
        self._environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, **options)
        equip(self._environment, options, compiled)

    def compile(self) -> None:
        """All of them, so that nobody else need: Pelican, each process, the next build. What only Pelican can
        compile is left."""
        for name in self._environment.list_templates():
            with suppress(TemplateError):
                self._environment.get_template(name)

    def render(self, leaf: Leaf) -> bytes:
        """A page in UTF-8. Raises Jinja's errors for what only Pelican knows: its filters, its own theme."""
        return self._environment.get_template(leaf.template).render(leaf.views).encode()
