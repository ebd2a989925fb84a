"""A number and its noun, for a terminal. What readers see is in the catalogues of words."""


def counted(number: int, one: str, several: str = "") -> str:
    """`1 comment waits`, `2 comments wait`. `several`: where it takes more than an `s`."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
