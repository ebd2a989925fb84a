"""An import into a folder of its own, as `make import` does it."""

import json
from pathlib import Path
from typing import Any

from plugins.importers import __main__ as command

SAMPLES = Path(__file__).parent / "samples"


class Into:
    """A site's sources. `run` imports; `report` is what the last run told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.report: dict[str, Any] = {}

    def run(self, export: bytes | Path, system: str = "dotclear", *options: str) -> "Into":
        """Raises AssertionError where the command fails."""
        assert self.attempt(export, system, *options) == 0
        self.report = json.loads((self.root / "report.json").read_text(encoding="utf-8"))
        report = self.report
        assert report["read"] == report["written"] + report["queued"] + report["refused"]
        return self

    def article(self, slug: str = "un", header: str = "") -> "Into":
        """One that is on the site already, of 2020-12-18 unless `header` says another date."""
        path = self.content / "articles" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        date = "" if "Date:" in header else "Date: 2020-12-18 10:00\n"
        path.write_text(f"Title: {slug}\n{date}Slug: {slug}\n{header}\nTexte.\n", encoding="utf-8")
        return self

    def attempt(self, export: bytes | Path, system: str = "dotclear", *options: str) -> int:
        if isinstance(export, bytes):
            path = self.root / "export.txt"
            path.write_bytes(export)
        else:
            path = export
        return command.main([
            "--from", system, "--file", str(path), "--into", str(self.content),
            "--report", str(self.root / "report.json"), *options,
        ])  # fmt: skip

    def text(self, name: str) -> str:
        """Of a source file, by its name below `content/`."""
        return (self.content / name).read_text(encoding="utf-8")

    def letter(self, name: str) -> str:
        """Of a file in the moderation queue."""
        return (self.root / "var" / "moderation" / name).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Everything an import may write but its ledger, by its name below the site's folder."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and path.name not in {"export.txt", "report.json", "ledger.sqlite"}
        }

    def reasons(self, kept: str = "refusals") -> dict[str, str]:
        """Reasons by the records they are about: of `refusals`, `kept` or `warnings`."""
        return {f"{line['kind']} {line['id']}".strip(): line["reason"] for line in self.report[kept]}
