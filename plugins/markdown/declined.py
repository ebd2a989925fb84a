"""What is not everyday Markdown is left to Python-Markdown, the whole document with it."""


class Declined(Exception):
    """This document holds something that we do not read exactly as Python-Markdown does, or may not."""
