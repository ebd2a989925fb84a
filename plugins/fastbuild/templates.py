"""The theme's templates without Pelican. Compiled ones are kept, as `sealed` keeps everything.

What uses Jinja's private names is proved with some of its versions (`common.versions`). Others compile and
render alone."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from plugins.common import files, versions
from plugins.common.html import escaped
from plugins.fastbuild import sealed
from plugins.views.page_specs import RenderJob

_FORM = "printed 2"  # of the code below
_SCOPES = {"_block_vars", "_loop_vars"}


def printed(value: Any) -> str:
    """What a template prints of a value, with the bytes of `escape`, which makes an object of each."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    if kind is Markup:
        return cast(Markup, value)
    return str(value) if kind is int else escape(value)


class _Code(CodeGenerator):
    """What Jinja does for each name, value and import of a page took half of its time. What is written here
    asks Python first, and Jinja where Python has no answer."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("printed = environment.printed")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("printed(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute is one in nearly all cases; else it is a key, or undefined."""
        self.write("(found if (found := getattr((of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """A context with names that are the environment's alone sees the module that all see."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})._get_default_module(")
        self.write("context if len(context.globals_keys) > len(environment.globals) else None)")


class _Context(Context):
    """What a macro is called in."""

    def call(self, called: Callable[..., Any], /, *args: Any, **scopes: Any) -> Any:
        """Nearly all macros are given what they name, no more and no less: as `Macro.__call__`, which looks
        for the rest, and takes longer than a short macro. `scopes`: what only other functions ask for."""
        if type(called) is not Macro or not (_is_given_all(called, args) and _SCOPES.issuperset(scopes)):
            return super().call(called, *args, **scopes)
        return called._invoke(list(args), self.eval_ctx.autoescape)


def _is_given_all(macro: Macro, args: tuple[Any, ...]) -> bool:
    takes_more = macro.catch_varargs or macro.catch_kwargs or macro.caller
    return len(args) == len(macro.arguments) and not takes_more


def equip(environment: Environment, options: Mapping[str, Any], compiled: Path) -> None:
    """Let an environment with these options use, and make, what is compiled here."""
    environment.bytecode_cache = Compiled(compiled, options)
    if environment.is_async or not versions.proven("jinja2"):
        return
    environment.context_class = _Context
    environment.code_generator_class = _Code
    environment.printed = printed  # type: ignore[attr-defined]  # for what `_Code` writes


def render(environment: Environment, job: RenderJob) -> bytes:
    """A page in UTF-8, as `Template.render`, which asks for each of the environment's globals one by one."""
    template = environment.get_template(job.template)
    if environment.is_async or not versions.proven("jinja2"):
        return template.render(job.views).encode()
    context = template.new_context({**environment.globals, **job.views}, shared=True)
    try:
        return environment.concat(template.root_render_func(context)).encode()
    except Exception:
        environment.handle_exception()


class Compiled(BytecodeCache):
    """Jinja's own keeps pickles. `options`: of the environment, which the code depends on."""

    def __init__(self, folder: Path, options: Mapping[str, Any]) -> None:
        self._folder = folder
        form = _FORM if versions.proven("jinja2") else "Jinja's own"
        version = versions.installed().get("jinja2")
        self._by = f"{version} {form} {sealed.digest(sealed.canonical(sorted(options.items()))).hex()}"

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

    def render(self, job: RenderJob) -> bytes:
        """A page in UTF-8. Raises Jinja's errors for what only Pelican knows: its filters, its own theme."""
        return render(self._environment, job)
