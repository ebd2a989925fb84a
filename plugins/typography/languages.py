"""Which languages have rules here."""


def is_french(code: str) -> bool:
    """Whether a language tag (RFC 5646) is French, of any country."""
    return _language(code) == "fr"


def is_english(code: str) -> bool:
    return _language(code) == "en"


def _language(code: str) -> str:
    return code.strip().lower().replace("_", "-").split("-")[0]
