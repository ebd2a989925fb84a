"""Joins the lines that a mail program broke under `format=flowed` (RFC 3676 §4). Pure."""

from collections.abc import Iterator

_SIGNATURE = "-- "


def joined(text: str, delete_space: bool) -> str:
    """The paragraphs as they were typed; quoted ones keep their `>`. `delete_space`: the `DelSp`
    parameter."""
    return "\n".join(_lines(text, delete_space))


def _lines(text: str, delete_space: bool) -> Iterator[str]:
    unfinished: str | None = None
    depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        this_depth, content = len(line) - len(bare), bare.removeprefix(" ")  # §4.4: space-stuffing
        if unfinished is not None and (this_depth != depth or content == _SIGNATURE):
            yield _quoted(depth, unfinished)
            unfinished = None
        paragraph = (unfinished or "") + content
        if content.endswith(" ") and content != _SIGNATURE:
            unfinished, depth = paragraph[:-1] if delete_space else paragraph, this_depth
        else:
            yield _quoted(this_depth, paragraph)
            unfinished = None
    if unfinished is not None:
        yield _quoted(depth, unfinished)


def _quoted(depth: int, content: str) -> str:
    return f"{'>' * depth} {content}" if depth else content
