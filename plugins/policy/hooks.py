"""Pelican hook that replaces frames by links in every article and page, and warns of what the site's
Content-Security-Policy would block.

A warning stops a publication, but not the preview.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article, Content, Page
from pelican.generators import StaticGenerator

from plugins.common import errors
from plugins.common.site_settings import location_of
from plugins.policy import allowed, frames, violations
from plugins.policy.violations import Violation


def check(content: Content) -> None:
    """Replace frames, and warn of violations. Links between sources are not resolved yet."""
    if not isinstance(content, Article | Page) or not content._content:
        return
    may = allowed.of(content.settings)
    content._content = frames.linked(content._content, may, content.lang)
    found = violations.found(content._content, may)
    if found and (content.status != "draft" or content.settings["DRAFT_SAVE_AS"]):
        _warn(content, found)


def _warn(content: Any, found: Iterable[Violation]) -> None:
    path = Path(content.source_path)
    name = str(content.relative_source_path)
    settings = content.settings
    forbidden = [item for item in found if not allowed.may_be_broken(settings, name, item.address)]
    text = path.read_text(encoding="utf-8-sig", errors="replace") if forbidden else ""
    where = f"{Path(settings['PATH']).name}/{name}"
    errors.warn(violations.problems(forbidden, text, where))


def check_settings(generator: StaticGenerator) -> None:
    errors.report(
        generator.context, allowed.problems(generator.settings, partial(location_of, generator.settings))
    )


def register() -> None:
    signals.content_object_init.connect(check)
    signals.static_generator_finalized.connect(check_settings)
