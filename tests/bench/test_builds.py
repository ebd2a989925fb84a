"""The bench of builds measures what it says: one corpus, the same text for each, aims told as they are."""

import os
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from bench.builds import aims, cases, formats, packing, page, plot, process, results, table
from bench.builds.corpus import INTERNAL_LINK, YEARS, articles
from bench.builds.generators import Generator, written
from bench.builds.measure import Site
from bench.builds.process import Cost, Failed
from bench.builds.results import (
    ARTICLE,
    COLD,
    COMMENT,
    ELEVENTY,
    GONE,
    HUGO,
    KEPT,
    NOTHING,
    OURS,
    PUBLISH_COLD,
    PUBLISH_COMMENT,
    TENTH,
    Results,
    Written,
)
from plugins.staging import compression

ROOT = Path(__file__).parents[2]
CORPUS = list(articles(300))
FORMATS = (formats.ours, formats.pelican, formats.hugo, formats.eleventy)
EXAMPLE = Results(
    articles=10_000,
    comments=100_000,
    day="2026-11-25",
    machine="2 processors",
    versions={"Python": "3.11.7", "Hugo": "0.168.0"},
    written={OURS: Written(25_000, 250_400_000, 50_000_000, 90_000_000)},
    costs={
        OURS: {COLD: [Cost(19.0, 30.0, 600_000_000)], NOTHING: [Cost(0.5, 0.4, 40_000_000)] * 2},
        HUGO: {COLD: [Cost(8.0, 15.0, 1_700_000_000), Cost(10.0, 17.0, 1_700_000_000)]},
        ELEVENTY: {COLD: [Cost(20.0, 26.0, 1_300_000_000)]},
        TENTH: {COLD: [Cost(1.9, 3.0, 90_000_000)]},
    },
)


def test_the_corpus_is_the_same_each_time_and_as_described():
    assert list(articles(300)) == CORPUS
    assert list(articles(300, seed=2)) != CORPUS
    words = [len(article.text.split()) for article in CORPUS]
    assert min(words) >= 300 and max(words) < 1100
    assert 0.2 < sum("```" in article.text for article in CORPUS) / 300 < 0.3
    assert 0.25 < sum(article.link is not None for article in CORPUS) / 300 < 0.35
    assert {article.stub.date.year for article in CORPUS} == set(YEARS)
    assert len({article.stub.slug for article in CORPUS}) == 300
    assert {len(article.comments) for article in CORPUS} == {10}
    said = [comment.text for article in CORPUS for comment in article.comments]
    assert 0.15 < sum("https://" in text for text in said) / len(said) < 0.25


def test_an_article_knows_the_slug_and_the_year_of_the_one_it_links_to():
    stubs = {article.stub for article in CORPUS}
    assert {article.link for article in CORPUS if article.link} <= stubs


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__)
def test_every_generator_gets_the_same_text(form):
    article = next(article for article in CORPUS if article.link)
    everything = "".join(form(article).values()).replace('\\"', '"').replace("\\n", "\n")
    for block in article.text.split("\n\n"):
        assert INTERNAL_LINK in block or block in everything
    assert INTERNAL_LINK not in everything and article.link.slug in everything
    assert all(comment.text in everything for comment in article.comments)


def test_hugo_has_a_page_for_each_year():
    assert len(formats.hugo_years()) == len(YEARS) == 15


def test_a_comment_that_is_added_is_the_newest_of_all():
    newest = max(comment.date for article in CORPUS for comment in article.comments)
    once = cases.changed(CORPUS[7], COMMENT, "Tour1")
    twice = cases.changed(once, COMMENT, "Tour2")
    assert newest < once.comments[-1].date < twice.comments[-1].date


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("case", [COMMENT, ARTICLE])
def test_a_change_writes_one_file(form, case):
    generator = Generator("x", form, "", (), ())
    after = cases.changed(CORPUS[7], case, "Tour1")
    (text,) = cases.difference(generator, CORPUS[7], after).values()
    assert text.count("Tour1") == 1
    assert cases.changed(CORPUS[7], NOTHING, "Tour1") == CORPUS[7]


def test_before_a_build_all_is_gone_but_what_its_case_keeps(tmp_path):
    site = tmp_path / "site"
    kept = {KEPT: (".cache/texts",), GONE: (".cache",)}
    generator = Generator("x", formats.ours, "", (), (), made=("output", ".cache"), kept=kept)

    def left(case):
        for name in ("output/a", ".cache/texts", ".cache/pages", "content/b"):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text("")
        generator.clear(site, case)
        return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    assert left(COLD) == {"content/b"}
    assert left(KEPT) == {"content/b", ".cache/texts"}
    assert left(GONE) == {"content/b", ".cache/texts", ".cache/pages"}


def test_what_was_written_is_counted(tmp_path):
    (tmp_path / "output" / "a").mkdir(parents=True)
    (tmp_path / "output" / "a" / "b.html").write_text("1234")
    (tmp_path / "output" / "c.xml").write_text("56")
    assert written(tmp_path) == Written(2, 6, 2)


_HOLD = "held = bytearray(40_000_000); print(flush=True); input()"
_BOTH = f"""
import signal, sys; from subprocess import PIPE, Popen
signal.alarm(300)
two = [Popen([sys.executable, '-c', {_HOLD!r}], stdin=PIPE, stdout=PIPE) for _ in '12']
for one in two: one.stdout.readline()
for fifo in sys.argv[1:]: open(fifo).close()
for one in two: one.communicate(b'\\n')
"""
_LOOKED = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("process", {process.__file__!r})
process = sys.modules["process"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(process)

class Together(process._Together):
    @property
    def most(self):
        return self._most

    @most.setter
    def most(self, found):
        self._most = found
        if found > 80_000_000: open(sys.argv[-1], "w").close()

process._Together, process._EVERY = Together, 0.01
sys.exit(process._measure(*sys.argv[1:]))
"""


def test_a_process_is_measured_with_its_children(tmp_path, monkeypatch):
    """It lasts until somebody has looked at all of it."""
    os.mkfifo(tmp_path / "looked")
    (tmp_path / "looked.py").write_text(_LOOKED)
    with monkeypatch.context() as patch:
        patch.setattr(process, "__file__", str(tmp_path / "looked.py"))
        cost = process.run([sys.executable, "-c", _BOTH, "looked"], tmp_path)
    assert cost.wall > 0 and cost.cpu > 0
    assert 80_000_000 < cost.peak < 200_000_000
    alone = process.run([sys.executable, "-c", _BOTH], tmp_path, look=False)
    assert 40_000_000 < alone.peak < 80_000_000


@pytest.mark.parametrize(("together", "builds"), [(True, 2), (False, 1)])
def test_a_cold_build_is_timed_without_a_look_at_it(tmp_path, monkeypatch, together, builds):
    run, looks = process.run, []

    def seen(*arguments, look=True):
        looks.append(look)
        return run(*arguments, look=look)

    monkeypatch.setattr(process, "run", seen)
    code = "open('runs', 'a').write('x'); import os; os.makedirs('output'); open('output/p', 'w')"
    command = (sys.executable, "-c", code)
    generator = Generator("x", formats.ours, "p", command, (), together=together)
    cost = Site(generator, tmp_path, CORPUS[0]).build(COLD, "")
    assert cost.peak > 1_000_000
    assert (tmp_path / "runs").read_text() == "x" * builds
    assert looks == [False, True][:builds]


def test_the_starter_itself_is_not_counted(tmp_path):
    """A process begins with the memory of what started it; pytest holds more than a shell does."""
    assert process.run(["true"], tmp_path).peak < 20_000_000


def test_a_command_that_fails_says_what_it_said(tmp_path):
    with pytest.raises(Failed, match="no luck"):
        process.run([sys.executable, "-c", "raise SystemExit('no luck')"], tmp_path)


def test_copies_are_counted_apart(tmp_path):
    (tmp_path / "output").mkdir()
    for name in ("p.html", "p.html.br", "p.html.gz"):
        (tmp_path / "output" / name).write_text("1234"[: 4 - name.count(".")])
    assert written(tmp_path) == Written(1, 3, 0, copies=4)


def test_a_publication_has_its_command_and_what_it_goes_on_from(tmp_path, monkeypatch):
    """A cold one forgets the builds before it; after it, nothing is cleared."""
    built = []

    def run(command, folder, look=True):
        (folder / "output").mkdir(exist_ok=True)
        built.append((*command, (folder / "output/p").exists()))
        (folder / "output/p").write_text("words")
        return Cost(1.0, 1.0, 1)

    monkeypatch.setattr(process, "run", run)
    generator = Generator("x", formats.ours, "p", ("build",), (), publishing=("publish",))
    site = Site(generator, tmp_path, CORPUS[0])
    for case in (COLD, PUBLISH_COLD, PUBLISH_COMMENT):
        site.build(case, "words")
    assert built == [("build", False), ("publish", False), ("publish", True)]


def test_what_other_generators_wrote_is_packed_as_ours_is(tmp_path, monkeypatch):
    (tmp_path / "feed").mkdir()
    page = b"<p>Des mots, des mots, des mots.</p>" * 9
    for name in ("index.html", "photo.jpg", "index.html.gz"):
        (tmp_path / name).write_bytes(page)
    monkeypatch.setattr("sys.argv", ["packing", str(tmp_path)])
    packing.main()
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names == {"index.html", "index.html.br", "index.html.gz", "photo.jpg"}
    for ending, copy in compression.smaller("index.html", page):
        assert (tmp_path / f"index.html{ending}").read_bytes() == copy


def test_results_come_back_from_json():
    assert results.loads(results.dumps(EXAMPLE)) == EXAMPLE


def test_aims_are_told_as_they_are():
    assert [(one.aim, round(one.ratio, 3), one.met) for one in aims.judge(EXAMPLE)] == [
        ("cold ≤ 1.3 × Hugo", 2.111, False),
        ("cold ≤ 0.7 × Eleventy", 0.95, False),
        ("memory of cold ≤ 0.35 × Hugo", 0.353, False),
        ("nothing ≤ 0.08 × Hugo", 0.056, True),
        ("with copies ≤ 1 GB", 0.34, True),
        ("ten times the articles ≤ 11 × the time", 10.0, True),
    ]


def test_the_tables():
    assert table.costs(EXAMPLE).splitlines() == [
        "| wall s / cpu s / peak MB | this project | Hugo | Eleventy |",
        "| --- | ---: | ---: | ---: |",
        "| cold | 19.0 / 30.0 / 600 | 9.00 / 16.0 / 1700 | 20.0 / 26.0 / 1300 |",
        "| nothing | 0.50 / 0.40 / 40 | – | – |",
    ]
    assert "| this project | 25,000 | 250.4 | 50.0 | 90.0 |" in table.written(EXAMPLE)
    assert "| nothing ≤ 0.08 × Hugo | 0.0556 | yes |" in table.judged(EXAMPLE)
    assert "| cold ≤ 0.7 × Eleventy | 0.95 | **no** |" in table.judged(EXAMPLE)
    assert table.with_what(EXAMPLE) == (
        "2026-11-25; 2 processors; Python 3.11.7, Hugo 0.168.0; medians of 2 runs."
    )


def test_the_plot_has_a_bar_for_each_figure_and_longer_ones_for_longer_times():
    root = ElementTree.fromstring(plot.plot(EXAMPLE))
    bars = [element for element in root.iter("{http://www.w3.org/2000/svg}rect") if element.get("x") == "110"]
    assert len(bars) == 4
    width = {bar.get("fill"): float(bar.get("width")) for bar in bars[:3]}
    ours, hugo, eleventy = (width[plot.COLOURS[name]] for name in (OURS, HUGO, ELEVENTY))
    assert hugo < ours < eleventy
    assert "cold: this project 19.00, Hugo 9.00" in root.findtext("{http://www.w3.org/2000/svg}desc")


def test_a_page_gets_its_section_anew_and_keeps_the_rest():
    text = "# Before\n\n<!-- measured 10000 -->stale<!-- end 10000 -->\n\nafter\n"
    renewed = page.renewed(text, EXAMPLE)
    assert renewed.startswith("# Before\n\n<!-- measured 10000 -->\n\n2026-11-25; ")
    assert renewed.endswith("<!-- end 10000 -->\n\nafter\n") and "stale" not in renewed
    assert page.renewed(renewed, EXAMPLE) == renewed
    with pytest.raises(ValueError, match="no “<!-- measured 7 -->”"):
        page.renewed(text, replace(EXAMPLE, articles=7))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "docs" / "performance").glob("*.json")), ids=lambda file: file.stem
)
def test_the_page_says_what_was_measured(file):
    found = results.loads(file.read_text(encoding="utf-8"))
    assert page.section(found) in (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert plot.plot(found) == file.with_suffix(".svg").read_text(encoding="utf-8")


def test_kept_is_a_case_of_the_tables():
    kept = replace(EXAMPLE, costs={OURS: {KEPT: [Cost(1.0, 1.0, 1)]}})
    assert "| cache kept | 1.00 / 1.00 / 0 |" in table.costs(kept)
