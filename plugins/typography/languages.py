"""Which languages these rules are for."""


def is_french(code: str) -> bool:
    """Whether a language tag (RFC 5646) is French, of any country."""
    return code.strip().lower().replace("_", "-").split("-")[0] == "fr"
