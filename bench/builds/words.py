"""The words that the articles and comments of the corpus are made of."""


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


CATEGORIES = ["Carnets", "Cuisine", "Lectures", "Technique", "Voyages"]
TAGS = _each(
    "amitié archives automne bibliothèque bretagne café cinéma code courrier échecs école été "
    "famille forêt histoire hiver jardin lumière mémoire mer montagne musique paris photo "
    "poésie politique réseau théâtre train vélo"
)

DETERMINERS = _each("le la un une ce cette mon ma notre leur chaque son sa")
NOUNS = _each(
    "maison jardin livre matin soir ville village rivière montagne lettre ami amie enfant "
    "voisin train gare café table fenêtre lumière ombre pluie neige vent saison année "
    "semaine histoire mémoire chanson phrase mot page cahier bibliothèque école travail "
    "voyage chemin route pont marché boulangerie cuisine recette soupe pain fromage "
    "ordinateur réseau serveur logiciel clavier écran programme fichier archive photo film "
    "musique concert théâtre question réponse idée projet problème solution détail silence"
)
ADJECTIVES = _each(
    "petit grand vieux jeune beau rare simple étrange clair sombre calme rapide lent "
    "ancien nouveau fragile solide léger lourd discret précieux ordinaire familier lointain "
    "tranquille curieux utile inutile patient sincère"
)
VERBS = _each(
    "regarde traverse raconte retrouve oublie garde cherche écrit relit prépare répare "
    "découvre imagine dessine explique partage propose accepte refuse attend écoute invente "
    "choisit compare décrit remplace annonce promet protège"
)
ADVERBS = _each("souvent parfois lentement doucement vraiment presque toujours encore déjà enfin")
LINKS = _each("dans sur sous avec sans contre devant derrière après avant pendant vers chez malgré")
# The empty ones: most sentences begin without.
CONNECTIVES = [
    *("Pourtant,", "D'ailleurs,", "Ce jour-là,", "En réalité,", "Il faut dire que", "À vrai dire,"),
    *("Depuis quelques semaines,", "C'est ainsi que", "Au fond,"),
    *[""] * 5,
]
FIRST_NAMES = _each(
    "Anne Bruno Claire David Élise Fabien Gaëlle Hugo Inès Jérôme Karine Luc Maëlle Nadia "
    "Olivier Pauline Quentin Rémi Sophie Thomas Ursule Valérie William Xavier Yves Zoé"
)
HOSTS = ["exemple.fr", "www.exemple.org", "blog.exemple.net", "archives.exemple.com"]
CODE = {
    "python": 'def saluer(nom):\n    """Dire bonjour."""\n    return f"Bonjour, {nom} !"\n\n'
    'for nom in ["Zoé", "Luc"]:\n    print(saluer(nom))\n',
    "sh": 'set -eu\nfor f in content/*.md; do\n    wc -w "$f" | sort -n\ndone\n',
    "html": '<p class="note">Un <em>exemple</em> &amp; rien de plus.</p>\n',
}
HTMLISH = [
    *("<b>important</b>", "<script>alert('bonjour')</script>", "a < b && b > c"),
    *('<a href="http://spam.example/">ici</a>', "&eacute;", "<3"),
]
