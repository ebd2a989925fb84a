"""What was measured, when and with what; as JSON, so that tables can be written again. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from bench.builds.process import Cost

COLD, KEPT, GONE = "cold", "cache kept", "output gone"
NOTHING, COMMENT, ARTICLE = "nothing", "one comment", "one article"
PUBLISH = "publish, "
"""Before a case: what is built for production, with smaller copies beside its files."""
PUBLICATIONS = tuple(PUBLISH + case for case in (COLD, COMMENT, ARTICLE, NOTHING))
PUBLISH_COLD, PUBLISH_COMMENT, *_ = PUBLICATIONS
CASES = (*PUBLICATIONS, COLD, KEPT, GONE, COMMENT, ARTICLE, NOTHING)
TENTH = "a tenth"
OURS, PELICAN, HUGO, WATCH, ELEVENTY = "this project", "Pelican", "Hugo", "hugo --watch", "Eleventy"


@dataclass(frozen=True, slots=True)
class Written:
    """What a whole build wrote: how many files, how many bytes, and how many of these are feeds. `copies`:
    bytes of the smaller copies beside them."""

    files: int
    size: int
    feeds: int
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """`costs`: by generator and case, one for each run; TENTH is this project with a tenth of the articles.
    `day`: ISO. `machine`, `versions`: words for a person."""

    articles: int
    comments: int
    day: str
    machine: str
    versions: Mapping[str, str]
    written: Mapping[str, Written]
    costs: Mapping[str, Mapping[str, Sequence[Cost]]]

    def typical(self, generator: str, case: str) -> Cost | None:
        """The median of each figure; None where nothing was measured."""
        costs = self.costs.get(generator, {}).get(case)
        if not costs:
            return None
        return Cost(
            median(cost.wall for cost in costs),
            median(cost.cpu for cost in costs),
            round(median(cost.peak for cost in costs)),
        )

    @property
    def runs(self) -> int:
        return max(len(costs) for cases in self.costs.values() for costs in cases.values())


def dumps(results: Results) -> str:
    return json.dumps(asdict(results), ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Results:
    raw = json.loads(text)
    raw["written"] = {name: Written(**one) for name, one in raw["written"].items()}
    raw["costs"] = {
        name: {case: [Cost(**cost) for cost in costs] for case, costs in cases.items()}
        for name, cases in raw["costs"].items()
    }
    return Results(**raw)
