"""A site's git repository, through the commands of git, which does all merging."""

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
"""The author of commits where git has no name configured, as on a server."""
_OLDEST = (2, 38)  # the first whose merge-tree merges


class GitError(Exception):
    """git is missing, too old, or failed. The message is for the person who typed the command."""


class Repository:
    """A repository in a folder. Every method raises GitError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._author: Mapping[str, str] = {}

    def git(self, *words: str, stdin: str | None = None, index: Path | None = None) -> str:
        """Run a git command, and return what it prints."""
        process = self._run(words, stdin, index)
        if process.returncode:
            raise GitError(f"git {words[0]} stopped with {process.returncode}: {process.stderr.strip()}")
        return process.stdout

    def require(self) -> None:
        """Check that this is a repository, and git new enough."""
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
        """The commit that a name stands for; empty if there is none."""
        return self._run(("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")).stdout.strip()

    def merge_base(self, other: str) -> str:
        """The last commit that HEAD and another have in common; empty if there is none."""
        return self._run(("merge-base", "HEAD", other)).stdout.strip()

    def text(self, commit: str, name: str) -> str:
        """The text of a file in a commit; empty if there is none."""
        return self._run(("show", f"{commit}:{name}")).stdout

    def names(self, *words: str) -> list[str]:
        """The names that a command prints, separated by NUL (`-z`)."""
        return [name for name in self.git(*words).split("\0") if name]

    def merged(self, base: str, other: str, excluded: Collection[str]) -> tuple[str, list[str]]:
        """The tree of a merge of HEAD and another commit, whose common ancestor is `base`, and the files that
        git could not merge. The working tree stays as it is. The paths `excluded` are left out of all three:
        if the project moves a folder, git would move the owner's files in it as well."""
        ancestor = self._commit_of(self.tree(base, {"": excluded}, {}))
        ours, theirs = (
            self._commit_of(self.tree(commit, {"": excluded}, {}), ancestor) for commit in ("HEAD", other)
        )
        merge = self._run(("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs))
        if merge.returncode not in (0, 1):
            raise GitError(f"git merge-tree stopped with {merge.returncode}: {merge.stderr.strip()}")
        tree, *files = [name for name in merge.stdout.split("\0") if name]
        return tree, sorted(set(files))

    def tree(self, start: str, replaced: Mapping[str, Collection[str]], new: Mapping[str, str]) -> str:
        """A tree like that of `start`, with some paths replaced by those of other commits, and with the texts
        of `new`. `replaced`: paths by commit; those of the empty name are removed."""
        with tempfile.TemporaryDirectory() as folder:
            index = Path(folder, "index")
            self.git("read-tree", start, index=index)
            for commit, paths in replaced.items():
                self._replace(commit, list(paths), index)
            for name, text in new.items():
                blob = self.git("hash-object", "-w", "--stdin", stdin=text).strip()
                self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", index=index)
            return self.git("write-tree", index=index).strip()

    def _replace(self, commit: str, paths: list[str], index: Path) -> None:
        removed = self.git("ls-files", "-z", "--", *paths, index=index)
        self.git("update-index", "-z", "--force-remove", "--stdin", stdin=removed, index=index)
        added = self.git("ls-tree", "-r", "-z", commit, "--", *paths) if commit else ""
        self.git("update-index", "-z", "--index-info", stdin=added, index=index)

    def merge(self, tree: str, other: str, message: str) -> None:
        """Commit a merge with this tree, and check it out. git refuses to overwrite uncommitted files."""
        self.git("merge", "--quiet", "--ff-only", self._commit_of(tree, "HEAD", other, message=message))

    def _commit_of(self, tree: str, *parents: str, message: str = "apart") -> str:
        options = [word for parent in parents for word in ("-p", parent)]
        return self.git("commit-tree", tree, *options, "-m", message).strip()

    def _run(
        self, words: tuple[str, ...], stdin: str | None = None, index: Path | None = None
    ) -> "subprocess.CompletedProcess[str]":
        environment = {**self._author, **os.environ, **({"GIT_INDEX_FILE": str(index)} if index else {})}
        try:
            return subprocess.run(
                ("git", "-C", str(self.folder), *words),
                env=environment,
                input=stdin,
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        except FileNotFoundError:
            raise GitError("git is missing. Debian: apt-get install git") from None
