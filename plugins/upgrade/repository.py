"""A site's git repository, by git's own commands: its merges are git's, and nothing of it is our own."""

import os
import subprocess
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

_NOBODY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "make upgrade"), ("EMAIL", "upgrade@localhost"))
}
"""Who commits where git was never told a name, as on a server."""
_OLDEST = (2, 38)  # the first whose merge-tree merges


class GitError(Exception):
    """git is missing or too old, or stopped. Words for who typed the command."""


class Repository:
    """One, by its folder. Every method raises GitError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._author: Mapping[str, str] = {}

    def git(self, *words: str, given: str | None = None, index: Path | None = None) -> str:
        """Run a git command; what it prints."""
        done = self._run(words, given, index)
        if done.returncode:
            raise GitError(f"git {words[0]} stopped with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def require(self) -> None:
        """That this is a repository, and git new enough."""
        version = self.git("version").split()[2]
        if tuple(map(int, version.split(".")[:2])) < _OLDEST:
            raise GitError(
                f"git {version} is too old. Needed: {'.'.join(map(str, _OLDEST))}, as Debian 12 has it."
            )
        if self._run(("rev-parse", "--verify", "--quiet", "HEAD")).returncode:
            what = "is not a git repository with a commit"
            raise GitError(f"{self.folder.resolve()} {what}. docs/upgrading.md says how it becomes one.")
        if self.git("rev-parse", "--show-prefix").strip():
            raise GitError(
                f"{self.folder.resolve()} lies within a larger repository. It needs one of its own."
            )
        if self._run(("var", "GIT_COMMITTER_IDENT")).returncode:
            self._author = _NOBODY

    def commit(self, name: str) -> str:
        """The commit that a name stands for; empty if none."""
        done = self._run(("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
        return done.stdout.strip()

    def shared(self, other: str) -> str:
        """The last commit that HEAD and another have in common; empty if there is none."""
        return self._run(("merge-base", "HEAD", other)).stdout.strip()

    def text(self, commit: str, name: str) -> str:
        """Of a file; empty where there is none."""
        return self._run(("show", f"{commit}:{name}")).stdout

    def names(self, *words: str) -> list[str]:
        """What a command prints with `-z`."""
        return [name for name in self.git(*words).split("\0") if name]

    def merged(self, base: str, other: str, apart: Collection[str]) -> tuple[str, list[str]]:
        """The tree that HEAD and another commit make since `base`, and which files git could not merge. No
        file of the folder changes. What is `apart` is in none of it: what the project moves from there takes
        nothing along that the owner put beside it."""
        first = self._commit_of(self.tree(base, {"": apart}, {}))
        ours, theirs = (self._commit_of(self.tree(one, {"": apart}, {}), first) for one in ("HEAD", other))
        done = self._run(("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs))
        if done.returncode not in (0, 1):
            raise GitError(f"git merge-tree stopped with {done.returncode}: {done.stderr.strip()}")
        tree, *files = [name for name in done.stdout.split("\0") if name]
        return tree, sorted(set(files))

    def tree(self, start: str, taken: Mapping[str, Collection[str]], new: Mapping[str, str]) -> str:
        """A tree as `start`, but of each commit in `taken` the folders and files named there, as they are in
        it, of none if its name is empty; and with the texts of `new`."""
        with tempfile.TemporaryDirectory() as folder:
            index = Path(folder, "index")
            self.git("read-tree", start, index=index)
            for commit, places in taken.items():
                self._take(commit, list(places), index)
            for name, text in new.items():
                blob = self.git("hash-object", "-w", "--stdin", given=text).strip()
                self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", index=index)
            return self.git("write-tree", index=index).strip()

    def _take(self, commit: str, places: list[str], index: Path) -> None:
        gone = self.git("ls-files", "-z", "--", *places, index=index)
        self.git("update-index", "-z", "--force-remove", "--stdin", given=gone, index=index)
        found = self.git("ls-tree", "-r", "-z", commit, "--", *places) if commit else ""
        self.git("update-index", "-z", "--index-info", given=found, index=index)

    def merge(self, tree: str, other: str, message: str) -> None:
        """Make HEAD, and the folder, a merge whose tree is known. git refuses to write over what is in no
        commit."""
        self.git("merge", "--quiet", "--ff-only", self._commit_of(tree, "HEAD", other, message=message))

    def _commit_of(self, tree: str, *parents: str, message: str = "apart") -> str:
        after = [word for parent in parents for word in ("-p", parent)]
        return self.git("commit-tree", tree, *after, "-m", message).strip()

    def _run(
        self, words: tuple[str, ...], given: str | None = None, index: Path | None = None
    ) -> "subprocess.CompletedProcess[str]":
        environment = {**self._author, **os.environ, **({"GIT_INDEX_FILE": str(index)} if index else {})}
        try:
            return subprocess.run(
                ("git", "-C", str(self.folder), *words),
                env=environment,
                input=given,
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        except FileNotFoundError:
            raise GitError("git is missing. Debian: apt-get install git") from None
