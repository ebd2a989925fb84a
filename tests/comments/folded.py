"""What a reader of a comment must be given, said anew, without the renderer's code."""

from plugins.common.text import clean


def folded(text: str) -> str:
    """The cleaned text, white lines folded to one empty line, none at the ends (`docs/linking.md` §8)."""
    groups: list[list[str]] = [[]]
    for line in clean(text).split("\n"):
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return "\n\n".join("\n".join(group) for group in groups if group)
