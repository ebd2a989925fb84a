"""French-looking sentences, drawn from one random stream. Pure: the same stream gives the same text."""

import random
import re
import unicodedata

from bench.builds.words import (
    ADJECTIVES,
    ADVERBS,
    CONNECTIVES,
    DETERMINERS,
    HOSTS,
    LINKS,
    NOUNS,
    VERBS,
)

_JOINS = [", et ", ", mais ", ", car ", " tandis que ", " : "]
_ENDS = [".", ".", ".", ".", " !", " ?", "..."]


def slugify(text: str) -> str:
    """Lower-case letters and digits of ASCII, with hyphens between."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


class Prose:
    """Sentences, titles and addresses."""

    def __init__(self, stream: random.Random) -> None:
        self.stream = stream
        self.pick = stream.choice

    def sentence(self) -> str:
        text = self._clause()
        if self.stream.random() < 0.5:
            text += self.pick(_JOINS) + self._clause()
        if self.stream.random() < 0.08:
            text += f', comme disait l\'autre : "{self._clause()}"'
        start = self.pick(CONNECTIVES)
        text = f"{start} {text}" if start else text
        return text[0].upper() + text[1:] + self.pick(_ENDS)

    def _clause(self) -> str:
        words = [self._group(), self.pick(VERBS)]
        if self.stream.random() < 0.3:
            words.append(self.pick(ADVERBS))
        words.append(self._group())
        if self.stream.random() < 0.5:
            words += [self.pick(LINKS), self._group()]
        return " ".join(words)

    def _group(self) -> str:
        noun = f"{self.pick(DETERMINERS)} {self.pick(NOUNS)}"
        return f"{noun} {self.pick(ADJECTIVES)}" if self.stream.random() < 0.4 else noun

    def words(self, count: int) -> str:
        """So many words of sentences; the last may be cut."""
        text: list[str] = []
        have = 0
        while have < count:
            sentence = self.sentence()
            text.append(sentence)
            have += len(sentence.split())
        return " ".join(" ".join(text).split()[:count])

    def title(self, fewest: int, most: int) -> str:
        return self.words(self.stream.randint(fewest, most)).rstrip(" .!?,:")

    def url(self) -> str:
        path = "/".join(slugify(self.pick(NOUNS)) for _ in range(self.stream.randint(1, 3)))
        query = f"?id={self.stream.randint(1, 999)}&lang=fr" if self.stream.random() < 0.2 else ""
        return f"https://{self.pick(HOSTS)}/{path}{query}"

    def marked_up(self) -> str:
        """A sentence with one or two pieces of inline Markdown."""
        words = self.sentence().split()
        for _ in range(self.stream.randint(1, 2)):
            place = self.stream.randrange(len(words) - 1)
            words[place] = self._marked(words[place])
        return " ".join(words)

    def _marked(self, word: str) -> str:
        kind = self.stream.random()
        if kind < 0.35:
            return f"*{word}*"
        if kind < 0.6:
            return f"**{word}**"
        if kind < 0.9:
            return f"[{word}]({self.url()})"
        return f"`{slugify(word) or 'x'}`"
