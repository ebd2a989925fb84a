"""English texts have English quotation marks and dashes."""

import pytest

from plugins.typography import english
from plugins.typography.titles import title


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ('<p>She said "it\'s \'fine\'".</p>', "<p>She said “it’s ‘fine’”.</p>"),
        ("<p>one -- two --- three</p>", "<p>one – two — three</p>"),
        ("<p>and so on...</p>", "<p>and so on…</p>"),
        ("<p>the '90s, rock 'n' roll, 'tis</p>", "<p>the ’90s, rock ’n’ roll, ’tis</p>"),
        ('<p><code>"x" --</code> <a title="it\'s">"y"</a></p>',
         '<p><code>"x" --</code> <a title="it\'s">“y”</a></p>'),
        ("<pre>'a' -- b</pre>", "<pre>'a' -- b</pre>"),
        ("<p>nothing</p>", "<p>nothing</p>"),
    ],
)  # fmt: skip
def test_signs(typed, becomes):
    assert english.finish(typed) == becomes == english.finish(becomes)


def test_a_title_is_text():
    assert title("\"A < B\" & 'C' -- it's", "en-GB") == "“A < B” & ‘C’ – it’s"


@pytest.mark.parametrize(("lang", "text"), [("de", '"Ja"'), ("fr", "«\u00a0Ja\u00a0»"), ("en", "“Ja”")])
def test_each_language_has_its_own(lang, text):
    assert title('"Ja"', lang) == text
