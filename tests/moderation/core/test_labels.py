"""What a moderator reads in French of the rules."""

import pytest

from plugins.moderation.core.labels import reason
from plugins.moderation.core.policy import Ticket
from plugins.moderation.core.reasons import Reason

FRENCH = {
    "3 liens (+25)": Reason("links", 3, 25),
    "mot~: «~casino~» (+50)": Reason("word", "casino", 50),
    "motif~: «~ca[sz]ino~» (+50)": Reason("pattern", "ca[sz]ino", 50),
    "le champ caché est rempli (+100)": Reason("honeypot", None, 100),
    "envoyé sans aperçu (+10)": Reason("ticket", "missing", 10),
    "son aperçu n’est pas d’ici (+40)": Reason("ticket", "forged", 40),
    "1,5~s après l’aperçu (+40)": Reason("quick", 1.5, 40),
    "50~h après l’aperçu": Reason("old", 180_000.0, 0),
    "le même texte est déjà là (+60)": Reason("duplicate", None, 60),
    "un commentaire publié porte ce nom (−20)": Reason("known", None, -20),  # U+2212
    "filtre de l’ancien système~: «~dcFilterWords viagra~»": Reason("old filter", "dcFilterWords viagra"),
    "au hasard": Reason("", "au hasard"),
    "5 (+1)": Reason("a rule of another version", 5, 1),
}


@pytest.mark.parametrize("french", FRENCH)
def test_a_reason_in_french(french):
    assert reason(FRENCH[french], "fr") == french.replace("~", "\u00a0")


@pytest.mark.parametrize("ticket", set(Ticket) - {Ticket.GOOD})
def test_every_state_of_a_ticket_has_its_words(ticket):
    assert reason(Reason("ticket", ticket.value, 40), "fr") != f"{ticket} (+40)"
