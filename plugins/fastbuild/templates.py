"""The theme's templates without Pelican; and compiled ones, for all environments with the same options."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined, TemplateError
from jinja2.bccache import Bucket

from plugins.common import versions
from plugins.common.digests import canonical, digest
from plugins.views import template_files
from plugins.views.page_specs import RenderJob


class TemplateCache(BytecodeCache):
    """Jinja's own keeps pickles. `kept`: by name, what a template was compiled from and its code, for
    `cache`; what is compiled now joins it. `options`: of the environment, which the code depends on."""

    def __init__(self, options: Mapping[str, Any], kept: dict[str, Any]) -> None:
        self.kept = kept
        self._by = f"{versions.installed().get('jinja2')} {digest(canonical(sorted(options.items()))).hex()}"

    def load_bytecode(self, bucket: Bucket) -> None:
        made_of, code = self.kept.get(bucket.key, ("", None))
        if made_of == f"{self._by} {bucket.checksum}" and isinstance(code, CodeType):
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = f"{self._by} {bucket.checksum}", bucket.code


def compile_all(environment: Environment) -> None:
    """What pages may need, so that no other process and no next build does. What only Pelican can compile is
    left."""
    for name in environment.list_templates(filter_func=template_files.is_for_pages):
        with suppress(TemplateError):
            template = environment.get_template(name)
            template.globals = dict(template.globals)  # each page, and each import, makes one of a ChainMap


def render(environment: Environment, job: RenderJob) -> bytes:
    """The page of a job, in UTF-8."""
    return environment.get_template(job.template).render(job.views).encode()


class Templates:
    """`theme`: its folder; `lang`: the site's; `options`: of Jinja's environment."""

    def __init__(self, theme: str, lang: str, options: Mapping[str, Any], kept: dict[str, Any]) -> None:
        loader = template_files.loader(Path(theme), lang)
        self._environment = Environment(loader=loader, undefined=StrictUndefined, **options)
        self._environment.bytecode_cache = TemplateCache(options, kept)

    def render(self, job: RenderJob) -> bytes:
        """Raises Jinja's errors for what only Pelican knows: its filters, its own theme."""
        return render(self._environment, job)
