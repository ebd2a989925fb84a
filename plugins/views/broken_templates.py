"""Turns the error of a template into a problem with its file, its line and the page. Does not import
Jinja."""

import re
import traceback
from collections.abc import Mapping
from itertools import chain
from typing import Any

from plugins.articles.source import display_path
from plugins.common.errors import Problem

_HINT = "Mend the template. What it may read is named in plugins/views/model.py and page_specs.py."
_OBJECT = re.compile(r"'(?:\w+\.)+(\w+) object'")  # the module does not matter to authors of templates
_LISTS = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")


def problem(error: Exception, what: str = "") -> Problem:
    """The problem for an error of Jinja, or of a function that a template called. `what`: the page it
    rendered."""
    where, line = _place(error)
    said = _said(error)
    return Problem(where, line, f"{said} (for {what})" if what else said, _HINT)


def subject(context: Mapping[str, Any], save_as: str) -> str:
    """The source file of the article or page at `save_as`, or else `save_as` itself. `context`: Pelican's."""
    contents = chain.from_iterable(context.get(name, ()) for name in _LISTS)
    return next((display_path(one.source_path) for one in contents if one.save_as == save_as), save_as)


def _said(error: Exception) -> str:
    kind, message = type(error), _OBJECT.sub(r"“\1”", str(error))
    if kind.__name__ == "TemplateNotFound":
        return f"there is no template “{getattr(error, 'name', message)}”"
    return message if kind.__module__.startswith("jinja2.") else f"{kind.__name__}: {message}"


def _place(error: Exception) -> tuple[str, int]:
    """File and line. Jinja gives them for a syntax error; for any other, they are in the last frame of the
    traceback that is not Python."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(file, str) and isinstance(line, int):
        return display_path(file), line
    frames = traceback.extract_tb(error.__traceback__)
    found = [frame for frame in frames if not frame.filename.endswith(".py") and frame.filename[0] != "<"]
    return (display_path(found[-1].filename), found[-1].lineno or 0) if found else ("theme", 0)
