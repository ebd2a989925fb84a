"""The part of docs/performance.md that is measured. Pure."""

import re

from bench.builds import table
from bench.builds.results import Results


def section(results: Results) -> str:
    """What stands between the marks of `results.articles`."""
    return "\n\n".join(
        [
            table.with_what(results),
            f"![Seconds for each case, as in the table below](performance/{results.articles}.svg)",
            table.costs(results),
            table.written(results),
            table.judged(results),
        ]
    )


def renewed(page: str, results: Results) -> str:
    """The page with the section of this many articles written anew; ValueError where it has none."""
    begin, end = (f"<!-- {word} {results.articles} -->" for word in ("measured", "end"))
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"no “{begin}” … “{end}” in the page")
    return pattern.sub(lambda _: f"{begin}\n\n{section(results)}\n\n{end}", page)
