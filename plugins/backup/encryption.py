"""The commands that encrypt and decrypt a backup with the owner's key. Pure."""

from dataclasses import dataclass

HELP = {
    "age": "age is missing. Debian: apt-get install age",
    "gpg": "gpg is missing. Debian: apt-get install gpg",
}
_UNREADABLE = {
    "age": "Name the file with your key: KEY=key.txt (from `age-keygen -o key.txt`).",
    "gpg": "The secret key must be in the keyring of this user: gpg --list-secret-keys",
}


@dataclass(frozen=True, slots=True)
class Cipher:
    """`program`: age or gpg, or "" for none. `command`: encrypts or decrypts stdin to stdout."""

    program: str
    command: tuple[str, ...]

    @property
    def ending(self) -> str:
        """The extension of an encrypted file."""
        return f".{self.program}" if self.program else ""

    @property
    def missing(self) -> str:
        """The message if the program is not installed."""
        return HELP[self.program]

    @property
    def unreadable(self) -> str:
        """A hint if the file cannot be decrypted."""
        return _UNREADABLE[self.program]


PLAIN = Cipher("", ())


def encrypting(age: str, gpg: str) -> Cipher:
    """The cipher for a recipient of age (`age1…`, or an SSH key), or for a key's id or address of gpg. Raises
    ValueError if both are given."""
    if age and gpg:
        raise ValueError("AGE= and GPG=: write one of them.")
    if age:
        return Cipher("age", ("age", "--encrypt", "--recipient", age))
    if gpg:
        # The user trusts the key by naming it; otherwise gpg would ask, which nobody could answer at night.
        named = ("--trust-model", "always", "--recipient", gpg)
        return Cipher("gpg", ("gpg", "--batch", "--quiet", *named, "--encrypt"))
    return PLAIN


def decrypting(name: str, key: str) -> Cipher:
    """The cipher for a file, by its extension. `key`: the file with age's key."""
    if name.endswith(".age"):
        return Cipher("age", ("age", "--decrypt", *(("--identity", key) if key else ())))
    if name.endswith(".gpg"):
        return Cipher("gpg", ("gpg", "--quiet", "--decrypt"))
    return PLAIN
