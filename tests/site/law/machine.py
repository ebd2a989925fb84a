"""What the law's machine rests on: a blog, two builds of it, and the comparison."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis.stateful import RuleBasedStateMachine, initialize

from tests.site.law import blog, builds
from tests.site.law.blog import Article, Comment
from tests.site.law.builds import Yard

SMALL = ("DEFAULT_PAGINATION = 3", "FEED_ITEMS = 3", "FEED_COMMENTS = 3")


class Machine(RuleBasedStateMachine):
    """Rules change the blog or its surroundings, and then `settle`."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(mkdtemp(prefix="law-"))
        self.yard = Yard(self.root)
        self.yard.make(*SMALL)
        self.blog = blog.first(self.yard.going)
        self.older: dict[Path, bytes] = {}
        self.accident = False
        self.last: builds.Files = {}
        self.settle()

    def teardown(self) -> None:
        if hasattr(self, "root"):
            shutil.rmtree(self.root)

    def settle(self, time: str = "now", wait: bool = False, accident: bool = False) -> None:
        """Save what changed, `time` as the clock says; unless `wait`, make both builds and compare them.
        What is the same is not written again, but after an `accident`, until a build keeps what it knows:
        those that leave all to Pelican do not."""
        self.blog.save(time)
        self.accident |= accident
        if wait:
            return
        kept = self.yard.kept()
        before, stood = builds.files(self.yard.going), builds.times(self.yard.going)
        going, fresh = self.yard.both()
        assert going == fresh
        if not fresh.ok:
            self._require_as_left(before)
            return
        self._compare()
        self.last = builds.files(self.yard.going)
        if not self.accident:
            self._require_untouched(before, stood)
        self.accident &= self.yard.kept() == kept

    def _compare(self) -> None:
        ours, clean = builds.files(self.yard.going), builds.files(self.yard.fresh)
        assert sorted(ours) == sorted(clean)
        differing = {name for name in clean if ours[name] != clean[name]}
        assert not differing, _told(ours, clean, min(differing))

    def _require_as_left(self, before: builds.Files) -> None:
        """A build that stopped has changed nothing, or has put back what an accident took from the last."""
        now = builds.files(self.yard.going)
        changed = sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))
        strange = [name for name in changed if now.get(name) != self.last.get(name)]
        assert not strange, f"a build that stopped changed the site: {strange}"

    def _require_untouched(self, before: builds.Files, stood: dict[str, tuple[int, int]]) -> None:
        ours, now = builds.files(self.yard.going), builds.times(self.yard.going)
        same = [name for name in now if before.get(name) == ours[name]]
        touched = [name for name in same if now[name] != stood[name]]
        assert not touched, f"written again though the same: {touched}"

    def article(self, number: int) -> Article:
        if not self.blog.articles:
            self.blog.add_article()
        return self.blog.articles[number % len(self.blog.articles)]

    def comment(self, number: int) -> Comment:
        spoken = [article for article in self.blog.articles if article.comments]
        if not spoken:
            return self.blog.add_comment(self.article(number))
        article = spoken[number % len(spoken)]
        return article.comments[number % len(article.comments)]


def _told(ours: builds.Files, clean: builds.Files, name: str) -> str:
    """The first line of a file that differs."""
    both = zip((*ours[name].splitlines(), b""), (*clean[name].splitlines(), b""), strict=False)
    line, (one, other) = next((n, pair) for n, pair in enumerate(both, 1) if pair[0] != pair[1])
    return f"{name}:{line}\n  goes on: {one!r}\n  clean:   {other!r}"
