"""The same articles with the same photographs, for this project and for Hugo, which makes the same files of
them: widths, formats, qualities, and one card for each article."""

from collections.abc import Sequence
from pathlib import Path

from bench.builds.generators import ROOT, put
from plugins.pictures import plan

AT_ONCE = 10
"""Photographs of an article."""
_SITE = ("pelicanconf.py", "publishconf.py")
_HUGO = """{{ range $number, $photo := .Resources.ByType "image" }}
{{ $webp := slice }}
{{ range slice %(widths)s }}{{ $webp = $webp | append ($photo.Resize (printf "%%dx webp q80" .)) }}{{ end }}
{{ $plain := $photo.Resize "%(middling)dx jpg q80" }}{{ $large := $photo.Resize "%(large)dx jpg q80" }}
<figure><a href="{{ $large.RelPermalink }}"><picture><source type="image/webp"
srcset="{{ range $webp }}{{ .RelPermalink }} {{ .Width }}w, {{ end }}">
<img src="{{ $plain.RelPermalink }}" width="{{ $plain.Width }}" height="{{ $plain.Height }}" alt="Une photo">
</picture></a></figure>
{{ if eq $number 0 }}<meta content="{{ ($photo.Fill "%(card)s jpg q80").RelPermalink }}">{{ end }}
{{ end }}"""


def ours(site: Path, photographs: Sequence[Path]) -> None:
    site.mkdir()
    for name in ("plugins", "theme"):
        (site / name).symlink_to(ROOT / name)
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in _SITE}
    put(site, {**texts, "site.toml": (ROOT / "examples" / "site.toml").read_text(encoding="utf-8")})
    for number, group in enumerate(_groups(photographs)):
        folder = site / "content" / "articles" / f"a{number}"
        _bring(group, folder)
        words = "\n\n".join(f"![Une photo]({each.name})" for each in group)
        head = f"Title: Article {number}\nDate: 2020-12-18 10:00\nSlug: a{number}\n"
        (folder / f"a{number}.md").write_text(f"{head}\n{words}\n", encoding="utf-8")


def hugo(site: Path, photographs: Sequence[Path]) -> None:
    """A page with its photographs in its folder. The filter that resizes is its default, which is its
    fastest."""
    widths, card = " ".join(map(str, plan.WIDTHS)), "x".join(map(str, plan.CARD))
    single = _HUGO % {"widths": widths, "middling": plan.MIDDLING, "large": plan.LARGE, "card": card}
    settings = 'baseURL = "https://exemple.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
    put(site, {"hugo.toml": settings, "layouts/single.html": single, "layouts/home.html": "x"})
    for number, group in enumerate(_groups(photographs)):
        folder = site / "content" / f"a{number}"
        _bring(group, folder)
        (folder / "index.md").write_text(f'+++\ntitle = "Article {number}"\n+++\n', encoding="utf-8")


def _groups(photographs: Sequence[Path]) -> list[Sequence[Path]]:
    return [photographs[start : start + AT_ONCE] for start in range(0, len(photographs), AT_ONCE)]


def _bring(group: Sequence[Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    for each in group:
        (folder / each.name).hardlink_to(each)
