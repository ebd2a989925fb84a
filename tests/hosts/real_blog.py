"""A blog with all that blogs have, as its author would have it, and two old ones imported on top of it."""

import math
import struct
import subprocess
import sys
import zlib
from urllib.parse import quote

from plugins.addresses import table
from plugins.moderation.core import ledger_file
from tests.importers import journal
from tests.importers.runs import SAMPLES
from tests.recordings import samples as recordings
from tests.site.conftest import Site

_MEDIA = (
    *("public/.plage_m.jpg", "public/plage.jpg", "public/tracts/été 1.pdf"),
    *(
        f"wp-content/uploads/2010/07/{name}"
        for name in ("plan.pdf", "usine-300x200.jpg", "usine-1024x683.jpg")
    ),
)
PAGES = {
    *("/", "/page/2/", "/archive/", "/archive/2020/12/", "/category/lettres/", "/tag/photos/", "/fils/"),
    *("/moderation/", "/a-propos/", "/livre-dor/", "/post/2020/12/17/un/", "/post/2020/12/18/long/"),
    *("/post/2010/07/14/lete-a-lusine/", "/post/2020/12/18/l-ete-a-l-usine-1re-partie/"),
}
"""Some that a reader finds, of each kind."""
FILM = "https://www.youtube-nocookie.com/embed/aqz"
TEXT = f"""Une photo, un tableau, du code[^1].

![La plage](photo.png)

![La même, de loin](/images/plage%20à%20midi.png "À midi")

## Le tableau

| Année | Mots |
|:------|-----:|
| 2020  | 1234 |
| 2021  |   56 |

## Le code

```python
def bonjour():
    return "été"
```

Et `du code` dans une ligne, voir le [tableau](#le-tableau), [l’autre billet]({{filename}}long.md), son
[dernier mot](/post/2020/12/18/long/#c120), les [lettres]({{category}}Lettres), [une ancienne
adresse](/vieux/billet).

## Les films

<iframe src="{FILM}" title="Un film que je montre"></iframe>

<iframe src="https://player.vimeo.com/video/76979871" title="Un film en lien"></iframe>

<video src="film.webm" poster="photo.png" controls preload="none"></video>

<audio src="/images/son.wav" controls></audio>

<img src="photo.png" srcset="photo.png 1x, sous/grande.png 2x" alt="Deux fois">

[Le dossier](sous/dossier.pdf), [les photos]({{tag}}photos).

[^1]: Une note.
"""


def write(site: Site) -> Site:
    """Its sources. Nothing of it is broken, so nothing need be allowed."""
    site.set(EMBEDS=("youtube-nocookie.com",), OLD_SYSTEM="dotclear", DEFAULT_PAGINATION=3)
    picture = _png(12, 8)
    site.write("articles/un/photo.png", picture).write("articles/un/sous/grande.png", _png(24, 16))
    site.write("articles/un/film.webm", recordings.webm()).write("articles/un/sous/dossier.pdf", b"%PDF-1.4")
    site.write("articles/un/brouillon.png", picture).write("images/plage à midi.png", picture)
    site.write("images/son.wav", _sound())
    site.write(
        "articles/un/un.md",
        "Title: Tout\nDate: 2020-12-17 10:00\nSlug: un\nCategory: Lettres\nTags: photos, livres\n"
        f"Series: Été\n\n{TEXT}",
    )
    site.write("articles/un/brouillon.md", "Title: B\nDate: 2020\nStatus: draft\n\n![b](brouillon.png)\n")
    site.write(
        "articles/un/long.md", f"Title: Long\nDate: 2020-12-18\nSlug: long\nSeries: Été\n\n{'Mot. ' * 500}\n"
    )
    site.write("articles/ferme.md", "Title: Fermé\nDate: 2019-01\nSlug: ferme\nComments: closed\n\nFermé.\n")
    site.write(
        "pages/a-propos.md",
        "Title: À propos\nSlug: a-propos\n\n![moi](moi.png) [tout]({filename}/articles/un/un.md)\n",
    )
    site.write("pages/moi.png", picture)
    for name in ("vie-privee", "accessibilite"):
        site.write(f"pages/{name}.md", f"Title: {name}\nSlug: {name}\n\nTexte.\n")
    _talk(site)
    site.write("moderation.csv", f"{ledger_file.HEAD}\n2025-12,4,2,1,0,45,2025-12-30\n")
    return site.write("addresses.csv", "old,new\n/vieux/billet,/post/2020/12/17/un/\n")


def bring_in(site: Site) -> Site:
    """Two old blogs, with the files that lay beside them."""
    export = site.root / "monblog-backup.txt"
    export.write_bytes(journal.dotclear())
    for system, path in (("dotclear", export), ("wordpress", SAMPLES / "wordpress.xml")):
        command = [sys.executable, "-m", "plugins.importers", "--from", system, "--file", str(path)]
        subprocess.run(command, cwd=site.root, check=True, capture_output=True)
    for name in _MEDIA:  # what its owner copies here (docs/importing.md)
        site.write(name, _png(12, 8))
    return site


def old_addresses(site: Site) -> list[str]:
    """As old links have them."""
    rows, _ = table.read((site.root / "content/addresses.csv").read_bytes(), "")
    return [quote(row.old.path) + (f"?{quote(row.old.query)}" if row.old.query else "") for row in rows]


def _talk(site: Site) -> None:
    """A long conversation, in which people answer, quote, and link to this site and to others."""
    for number in range(1, 121):
        header = f"Date: 2020-12-19T{number // 60 + 10}:{number % 60:02}:00+01:00\n"
        header += f"Reply-To: {number // 2}\n" if number % 3 == 0 else ""
        header += "Withdrawn: 2021-01-02\n" if number == 50 else ""
        header += "Site: https://zoe.example/\n" if number % 7 == 0 else ""
        text = f"> cité\n\nVoir https://exemple.fr/{number} et https://blog.example/post/2020/12/17/un/ !"
        site.comment(str(number), header, text, "long")


def _png(width: int, height: int) -> bytes:
    """One colour (PNG §11)."""
    rows = b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _sound() -> bytes:
    """A tenth of a second (RIFF, PCM)."""
    data = bytes(int(128 + 100 * math.sin(n / 3)) for n in range(800))
    form = struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    body = b"WAVEfmt " + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body
