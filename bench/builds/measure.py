"""Builds the sites in turn, case by case, and keeps what each build cost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.builds import cases, process
from bench.builds.corpus import Article, articles
from bench.builds.generators import Generator, put
from bench.builds.process import Cost, Failed
from bench.builds.results import ARTICLE, COLD, COMMENT, GONE, KEPT, NOTHING, PUBLICATIONS, PUBLISH

Measured = tuple[str, str, Cost]
"""The name of a site, the case, the cost of the build."""
_PLAIN = (COLD, KEPT, GONE, NOTHING, COMMENT, ARTICLE)
ORDER = (*_PLAIN, *(PUBLISH + case for case in _PLAIN if PUBLISH + case in PUBLICATIONS))
"""Nothing has changed only after a build; the last two leave a site that is still whole."""


@dataclass(slots=True)
class Site:
    """A generator's site on disk, and the article that is changed before some builds."""

    generator: Generator
    folder: Path
    article: Article

    def build(self, case: str, words: str) -> Cost:
        """Do what the case is, and build. Raises Failed, too, where a page does not say what it must."""
        before, published = case.removeprefix(PUBLISH), case.startswith(PUBLISH)
        if before in {COLD, KEPT, GONE}:
            self.generator.clear(self.folder, before)
        self.change(before, words)
        command = self.generator.publishing if published else self.generator.command
        cost = self._cold(command) if before == COLD else process.run(command, self.folder)
        self.require(words if before in {COMMENT, ARTICLE} else "")
        return cost

    def _cold(self, command: tuple[str, ...]) -> Cost:
        """A look at the memory of several processes takes some of their time: it is left to another build."""
        folder = self.folder
        cost = process.run(command, folder, look=False)
        if not self.generator.together:
            return cost
        self.generator.clear(folder, COLD)
        return replace(cost, peak=process.run(command, folder).peak)

    def change(self, case: str, words: str) -> None:
        after = cases.changed(self.article, case, words)
        put(self.folder, cases.difference(self.generator, self.article, after))
        self.article = after

    def require(self, words: str) -> None:
        """Whether the article's page says so: a build that did nothing would be fast."""
        page = self.generator.page_of(self.folder, self.article)
        if not page.is_file() or words not in page.read_text(encoding="utf-8"):
            raise Failed(f"{self.generator.name} built, and {page} does not say “{words}”")


def sites(folder: Path, generators: Sequence[Generator], count: int, comments: int) -> list[Site]:
    """Write the corpus for each generator into `folder`; the article in its middle will change."""
    folder.mkdir()
    for generator in generators:
        generator.furnish(folder / generator.name)
    middle = []
    for number, article in enumerate(articles(count, comments)):
        middle += [article] if number == count // 2 else []
        for generator in generators:
            put(folder / generator.name, generator.format(article))
    return [Site(one, folder / one.name, middle[0]) for one in generators]


def turn(every: Sequence[Site], number: int) -> Iterator[Measured]:
    """Every case once, by all generators before the next: what else the machine does is shared out."""
    for case in ORDER:
        for site in every:
            if case in site.generator.cases:
                yield site.generator.name, case, site.build(case, f"Tour{number}{_word(case)}")


def _word(case: str) -> str:
    return "".join(filter(str.isalpha, case))


def gathered(costs: Iterable[Measured]) -> dict[str, dict[str, list[Cost]]]:
    found: dict[str, dict[str, list[Cost]]] = defaultdict(lambda: defaultdict(list))
    for name, case, cost in costs:
        found[name][case].append(cost)
    return {name: dict(by_case) for name, by_case in found.items()}
