"""French comments of our own making, the same each time: sixty words, an address in three of ten."""

from random import Random

COUNT = 10_000
WORDS = 60
WITH_ADDRESS = 0.3
SEED = 20201219

_WORDS = [
    "le", "la", "les", "un", "une", "des", "ce", "cette", "mon", "votre", "leur", "et", "ou", "mais", "donc",
    "car", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "que", "qui", "dont", "où", "si", "comme",
    "quand", "très", "plus", "moins", "bien", "encore", "toujours", "jamais", "déjà", "aussi", "même", "à",
    "de", "en", "dans", "par", "pour", "sur", "avec", "sans", "sous", "chez", "article", "commentaire",
    "blog", "avis", "lecture", "page", "question", "réponse", "chose", "monde", "gens", "emploi", "chômage",
    "année", "matin", "été", "journal", "télé", "loi", "député", "ministre", "liberté", "santé", "école",
    "impôt", "enquête", "preuve", "est", "sont", "était", "serait", "fait", "dit", "voit", "croit", "lit",
    "écrit", "pense", "trouve", "cherche", "oublie", "répond", "c'est", "j'ai", "qu'il", "d'une",
    "l'article", "aujourd'hui", "n'est", "s'il", "quelqu'un", "peut-être", "là-bas", "vrai", "faux",
    "triste", "clair",
]  # fmt: skip
_ENDS = (".", ".", ".", ",", ",", " !", " ?", "…", " :", ";")
_HOSTS = (
    "www.lemonde.fr", "fr.wikipedia.org", "exemple.fr", "blog.exemple.org", "www.liberation.fr", "youtu.be",
    "twitter.com", "forum.exemple.net", "élysée.fr", "www.legifrance.gouv.fr",
)  # fmt: skip
_PATHS = (
    "", "/", "/article/2020/12/18/titre_{}.html", "/wiki/Paris_(Texas)", "/wiki/L'Équipe",
    "/watch?v=x{}&t=12s", "/viewtopic.php?f=2&t={}#p{}", "/a/b/c-d-e-{}",
    "/recherche?q=pôle+emploi", "/%C3%A9t%C3%A9/{}",
)  # fmt: skip
_FRAMES = ("{}", "({})", "« {} »", "<{}>", "{}.", "{},", "voir {} !", '"{}"')


def comments(count: int = COUNT) -> list[str]:
    """`count` comments; some of several lines."""
    random = Random(SEED)
    return [_comment(random) for _ in range(count)]


def _comment(random: Random) -> str:
    words = [_word(random) for _ in range(WORDS)]
    if random.random() < WITH_ADDRESS:
        words[random.randrange(WORDS)] = _address(random)
    for place in (20, 40):
        if random.random() < 0.3:
            words[place] += random.choice(["\n", "\n\n"])
    return " ".join(words).capitalize()


def _word(random: Random) -> str:
    return random.choice(_WORDS) + (random.choice(_ENDS) if random.random() < 0.12 else "")


def _address(random: Random) -> str:
    scheme = random.choice(["http://", "https://", "https://"])
    path = random.choice(_PATHS).replace("{}", str(random.randrange(10**6)))
    return random.choice(_FRAMES).format(f"{scheme}{random.choice(_HOSTS)}{path}")
