"""The exception for documents that are left to Python-Markdown."""


class Declined(Exception):
    """The document contains something that we may not read exactly as Python-Markdown does."""
