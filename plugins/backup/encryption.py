"""The programs that encrypt a backup for the owner's key, and those that read it again. Pure."""

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
    """`program`: age or gpg, or empty for none. `command`: what encrypts or decrypts stdin to stdout."""

    program: str
    command: tuple[str, ...]

    @property
    def ending(self) -> str:
        """How the name of the backup file ends."""
        return f".{self.program}" if self.program else ""

    @property
    def missing(self) -> str:
        """What to say where there is no such program."""
        return HELP[self.program]

    @property
    def unreadable(self) -> str:
        """What to do where it cannot decrypt."""
        return _UNREADABLE[self.program]


PLAIN = Cipher("", ())


def encrypting(age: str, gpg: str) -> Cipher:
    """`age`: a recipient (`age1…`, or an SSH key); `gpg`: a key's id or address. Both: ValueError."""
    if age and gpg:
        raise ValueError("AGE= and GPG=: write one of them.")
    if age:
        return Cipher("age", ("age", "--encrypt", "--recipient", age))
    if gpg:
        # Whoever names a key trusts it; gpg alone would ask, and there is nobody to ask at night.
        named = ("--trust-model", "always", "--recipient", gpg)
        return Cipher("gpg", ("gpg", "--batch", "--quiet", *named, "--encrypt"))
    return PLAIN


def decrypting(name: str, key: str) -> Cipher:
    """By the ending of the file's name; `key`: the file that holds age's."""
    if name.endswith(".age"):
        return Cipher("age", ("age", "--decrypt", *(("--identity", key) if key else ())))
    if name.endswith(".gpg"):
        return Cipher("gpg", ("gpg", "--quiet", "--decrypt"))
    return PLAIN
