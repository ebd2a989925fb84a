"""`format=flowed` (RFC 3676 §4): lines that a mail program broke are joined again. Pure."""

from collections.abc import Iterator

_SIGNATURE = "-- "


def joined(text: str, delete_space: bool) -> str:
    """Paragraphs as they were typed; quoted ones keep their `>`. `delete_space`: the `DelSp` parameter."""
    return "\n".join(_lines(text, delete_space))


def _lines(text: str, delete_space: bool) -> Iterator[str]:
    begun: str | None = None
    depth = 0
    for line in text.split("\n"):
        bare = line.lstrip(">")
        this_depth, content = len(line) - len(bare), bare.removeprefix(" ")  # §4.4: space-stuffing
        if begun is not None and (this_depth != depth or content == _SIGNATURE):
            yield _quoted(depth, begun)
            begun = None
        whole = (begun or "") + content
        if content.endswith(" ") and content != _SIGNATURE:
            begun, depth = whole[:-1] if delete_space else whole, this_depth
        else:
            yield _quoted(this_depth, whole)
            begun = None
    if begun is not None:
        yield _quoted(depth, begun)


def _quoted(depth: int, content: str) -> str:
    return f"{'>' * depth} {content}" if depth else content
