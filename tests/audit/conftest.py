"""The tools of the audit, and the site they look at."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from plugins.preview.server import server
from tests.examples import CONTENT
from tests.pictures import samples as pictures
from tests.programs import give_up, need
from tests.recordings import samples as recordings
from tests.site.conftest import Site

HERE = Path(__file__).parent
PAGES = {
    "article": "post/2020/12/pole-emploi-is-watching-you/",
    "essay": "post/2020/12/18/essai/",
    "pictures": "post/2020/12/18/photographies/",
    "index": "",
    "second page": "page/2/",
    "category": "category/lettres/",
    "tag": "tag/livres/",
    "year": "archive/2020/",
    "feeds": "fils/",
    "archives": "archive/",
    "404": "404.html",
    "vie privée": "vie-privee/",
    "modération": "moderation/",
}
ESSAY = """## Une

Un mot[^1] de la SNCF, du `code` et un [lien](https://exemple.fr/).

> Une citation.

## Deux

```
une ligne de code assez longue pour ne pas tenir dans la mesure d'une page, fût-elle large, et qui doit passer
```

A | B
--- | ---
un | deux

A | B | Une colonne | Une autre | Encore une | La dernière
--- | ---: | --- | --- | --- | ---
anticonstitutionnellement | 1 204,5 | anticonstitutionnellement | c | d | anticonstitutionnellement

***

## Trois

1. un
    - une liste dans la liste
2. deux

### Trois et demi

#### Quatre

![Un carré](/images/carre.svg)

<figure>
<img src="/images/carre.svg" width="1600" height="900" alt="Un carré">
<figcaption>Sa légende.</figcaption>
</figure>

<video src="/images/film.webm" width="1280" height="720" controls></video>

Un mot
:   et ce qu’il veut dire, à <mark>souligner</mark>, le XX<sup>e</sup> siècle, CO<sub>2</sub>.

Une adresse nue, https://exemple.fr/a, et [une autre](https://exemple.fr/b).

<p dir="rtl" lang="ar">ذهبنا إلى القناة حيث كانت القوارب تنتظر ارتفاع الماء.</p>

[^1]: Une note.
"""
PHOTOGRAPHS = """![Le port, un matin de brume](port.jpg "Le port : un matin.")

Des mots.

![Le phare](phare.jpg) ![Le quai](quai.jpg) ![ ](mur.png)

![Un plan](/images/carre.svg) et ![une bouée](bouee.gif), dans la ligne.

![La mer](mer.mp3 "Enregistrée le soir.")

![Le film](film.mp4)
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><path d="M0 0h1600v900z"/></svg>'
LEDGER = """month,received,published,refused_by_rule,refused_by_hand,median_minutes,last
2025-12,4,2,1,0,45,2025-12-30
2026-09,1204,1,1199,4,5000,2026-09-30
2026-11,6,0,1,2,,2026-11-24
"""


@pytest.fixture(scope="session")
def chromium() -> str:
    return need("chromium")


@pytest.fixture(scope="session")
def java() -> str:
    return need("java")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """axe, Lighthouse and the Nu checker, as their lock file names them."""
    npm = need("npm")
    modules = HERE / "node_modules"
    stamp = modules / ".package-lock.json"
    lock = HERE / "package-lock.json"
    if not stamp.is_file() or stamp.stat().st_mtime < lock.stat().st_mtime:
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            give_up(f"npm ci failed: {done.stderr[-500:]}")
    return modules


def _write_photographs(site: Site) -> None:
    """As a phone leaves them."""
    site.article("photographies", "Title: Photographies\n", PHOTOGRAPHS)
    for name in ("port", "phare", "film"):
        site.write(f"articles/{name}.jpg", pictures.phone(1, 2400, 1800))
    site.write("articles/quai.jpg", pictures.phone(6, 1800, 2400))
    site.write("articles/mur.png", pictures.text_png()).write("articles/bouee.gif", pictures.animation())
    site.write("articles/mer.mp3", recordings.mp3()).write("articles/film.mp4", recordings.mp4())


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    """The example, with a busy ledger and an essay that uses all the theme has, under its own address."""
    site = Site(tmp_path_factory.mktemp("audited"))
    shutil.copytree(CONTENT, site.root / "content", dirs_exist_ok=True)
    site.write("moderation.csv", LEDGER).set(DEFAULT_PAGINATION=1)
    site.article("essai", "Category: Lettres\nTags: livres, notes\nModified: 2021-01-02\n", ESSAY)
    site.write("images/carre.svg", SQUARE).write("images/film.webm", recordings.webm())
    _write_photographs(site)
    site.comment("1", "Site: https://exemple.fr/\n", f"Voir https://exemple.fr/{'a' * 60}.", "essai")
    site.comment("2", "Reply-To: 1\nEdited: 2021-01-02\n", "> Voir\n\n    Vu.", "essai")
    site.comment(
        "3", "Reply-To: 9\nFormat: html\n", "<blockquote><p>Voir</p></blockquote><pre>x</pre>", "essai"
    )
    site.comment("4", "Withdrawn: 2021-01-02\n", slug="essai")
    http = server(site.output, 0)
    address = f"http://localhost:{http.port}"
    site.build(SITEURL=address)
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield site, address
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser(chromium: str, playwright: Any) -> Iterator[Any]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    browser = playwright.chromium.launch(executable_path=chromium, args=flags)
    yield browser
    browser.close()


@pytest.fixture
def visit(browser: Any, audited: tuple[Site, str]) -> Iterator[Callable[..., Any]]:
    """Opens a page: `visit(name, width=320, dark=True)`."""
    contexts = []

    def go(name: str, width: int = 1280, dark: bool = False, **options: Any) -> Any:
        scheme = "dark" if dark else "light"
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(f"{audited[1]}/{PAGES[name]}")
        return page

    yield go
    for context in contexts:
        context.close()
