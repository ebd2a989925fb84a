"""The error for a recording that cannot be published."""


class RecordingError(Exception):
    """What is wrong with the file of a sound or a film."""

    def __init__(self, what: str = "is damaged") -> None:
        super().__init__(what)
        self.what = what
