"""Documents inside, at the edge of and outside the Markdown that we read ourselves; two readers of them."""

from hypothesis import strategies as st

from plugins.articles.reading import SourceParser
from tests.examples import pelicanconf


def settings(**changes):
    """As Pelican hands them on when all plugins are there."""
    names = [*pelicanconf.MARKDOWN["extensions"], "plugins.typography.extension"]
    configs = {
        **pelicanconf.MARKDOWN["extension_configs"],
        "plugins.typography.extension": {"lang": "fr"},
    }
    extensions = [*names, "markdown.extensions.footnotes"]
    return {**pelicanconf.MARKDOWN, "extensions": extensions, "extension_configs": configs, **changes}


_READING = SourceParser(settings(), ["summary"])


def ours(text):
    """None where it is declined."""
    return _READING.everyday(text)


def theirs(text):
    return _READING.thoroughly(text)


# fmt: off
WORDS = [
    *("mot", "Mot", "l'eau", "l’été", "d'1", "a_b_c", "2*3*4", "NATO", "É", "1er", "XIXe", "10 000", "5 km"),
    *("etc...", "M. X", "n° 5", "😀", "e\u0301", "x\u00a0:", "\u00a0", "\u202f", "C#", "mot !", "Non ?"),
    *("--", "---", "« a »", '"b"', '« "c" »', "–", "…", "a.fr", "www.a.fr", "http://a.fr/x_y_z", "a@b.fr"),
    *("http://a.fr/?a=1&b=*c*", "www.b.fr/é", "*https://a.fr*", "_http://a.fr/_", "(http://a.fr/(b))..."),
]
SIGNS = [
    *" \n.,;:!?'\"()«»-+=|~%°/\\{}<>&#[]*_`A9",
    *("\t", "\x02", "\x03", "\x0b", "\x85", "\u2003", "\u00ad", "\u2028", "\ue000"),
]
EMPHASIS = [
    *("*a*", "**a**", "_a_", "__a__", "l'*eau*", "*l'eau*,", "**a** :", "(*a*)", "*a*-*b*", "***a***"),
    *("****a****", "* b", "a *", "_", "*a\nb*", "*[a](b)*", "**`a`**", "5 * 3", "*a  \nb*"),
]
ODD_EMPHASIS = ["*", "**", "***", "__", "*a **b** c*", "**a*", "_a*", "*****a*****", "*[[a](b)](c)*"]
LINKS = [
    *("[a](b)", "[a](http://x.fr/?a=1&b=2)", "[a]({filename}/x.md)", "[a]({static}y.png)", "[a](b(c)d)"),
    *('[a](b "t")', '[a](b "l\'un et l\'autre")', "[*a*](b)", "[a.fr](http://a.fr)", "[`a`](b)"),
    *("[**a** b](c)", "[a [b] c](d)", "[[a](b)](c)", "[a\nb](c)", "[a  \nb](c)", "[…]", "![a](b.png)"),
    *('![l\'a](b.png "t & u")', "[![a](b)](c)", "<http://a.fr/b_c_d>", "<https://a.fr/?x=1&y=2>"),
    *("<https://a.fr/(b)>", "[<http://a.fr>](b)"),
]
ODD_LINKS = [
    *("[a](b 't')", "[a](<b c>)", "[a]( b )", "[a]()", "[](b)", "[a] (b)", "[a][b]", "[^1]", "[TOC]", "[ ]"),
    *("![a [b](c)](d)", "<a@b.fr>", "<ftp://a.fr>", "](", "[a](b_c_d*e*)", "[a](b){.c}", "[a]: b", "]:"),
    *('[a](b"c)', '[a](b "c" "d")', '[a](b "(c)")', "[a](b\nc)", "[a](b[c])", "[*a](b)*", "*[a](b", "!["),
    *("[a](b 'c\"d')", "[a](b.", "[a]({b})", "[a](`b`)", "[a](b\\)c)", "[![a](b c)](d)"),
]
CODE = ["`a`", "`a*b*`", "`a & b`", "`a\\`", "` a `", "`a\nb`", "`[a](b)`", "`{x}`"]
OTHERS = [
    *("``a`b``", "` `", "`<b>`", "<b>", "</b>", "<br>", "<!-- c -->", "<3", "< a", "a<b", "&amp;", "&#233;"),
    *("& b;", "&b;", "{.a}", "{: #a}", "{", "`a`{.b}", "<https://a.fr/\n>", "<http://a.fr/'>"),
]
BREAKS = ["  \n", "   \n", "    \n", "\\\n", "\n", "\n ", "\n  ", "\n    "]
OPENINGS = ["", "", "", "# ", "## ", "### ", "- ", "* ", "1. ", "2019. ", "> ", "> - ", " - ", "  - "]
ODD_OPENINGS = [
    *("#### ", "##### ", "#", "+ ", "1) ", "-", "*", ">", "> > ", "> ## ", ": ", "    ", "  ", "- - "),
    *("| ", "*[a]: ", "[a]: ", "*[", "[^1]: ", "# # ", "> 1. ", ">     ", "*[a] : ", "- # "),
    *("- > ", "-     ", "    - ", "      - ", ">   - ", "\t", "\t- ", "\t\t", "-\t", "[^1]:\t", ">\t"),
]
RULES = [
    *("---", "***", "___", "- - -", "* * *", "===", "--", "-", "=", "--- | ---", "|-|", "****", "-- --"),
    *("...", ""),
]
FENCES = [
    *("```\na\n```", "```python\nx = 1 # é\n\ny\n```", "~~~\n<b> & ```\n~~~", "``` sh \n\ta\n``` "),
    *("``` {.sh}\na\n```", "```py\na", '```.py hl_lines="1"\na\n```', "```", " ```\na\n```"),
    *("```nonsense\n- a\n```", "````\n```\n````"),
]
GAPS = ["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n    \n", "\n\n\n\n", "\n>\n", "\n> \n", "  \n"]
# fmt: on

EVERYDAY = [*WORDS, *EMPHASIS, *LINKS, *CODE, "a  \nb", "  \n", "\n", "<3", "&", ">"]
ODD = [*ODD_EMPHASIS, *ODD_LINKS, *OTHERS]


def _joined(most, *choices):
    parts = st.one_of(*map(st.sampled_from, choices))
    spaced = st.tuples(parts, st.sampled_from(["", " ", " "])).map("".join)
    return st.lists(spaced, max_size=most).map("".join)


def _lines(openings, texts):
    """Of one opening or of several."""
    line = st.tuples(st.sampled_from(openings), texts).map("".join)
    alike = st.tuples(st.sampled_from(openings), st.lists(texts, min_size=1, max_size=4))
    return st.one_of(
        line,
        alike.map(lambda block: "\n".join(block[0] + text for text in block[1])),
        st.lists(line, min_size=1, max_size=4).map("\n".join),
    )


QUIET = _joined(8, EVERYDAY)
WILD = _joined(12, WORDS, [" ", "mot"], EMPHASIS, LINKS, ODD, CODE + BREAKS, SIGNS)
QUIET_BLOCKS = st.one_of(
    st.tuples(st.sampled_from(OPENINGS), QUIET).map("".join),
    _lines(OPENINGS, QUIET),
    st.sampled_from(RULES[:5] + FENCES[:4]),
)
WILD_BLOCKS = st.one_of(
    _lines(OPENINGS + ODD_OPENINGS, st.one_of(QUIET, WILD)), st.sampled_from(RULES + FENCES)
)
QUIET_BODIES = st.lists(QUIET_BLOCKS, min_size=1, max_size=5).map("\n\n".join)
WILD_BODIES = st.lists(
    st.tuples(st.one_of(QUIET_BLOCKS, WILD_BLOCKS), st.sampled_from(GAPS)), max_size=4
).map(lambda blocks: "".join(part for block in blocks for part in block))
HEADERS = st.sampled_from(
    [
        *("", "", "", "Title: Un titre\nDate: 2020-12\n\n", "Lang: en\n\n", "Lang: fr-CA\n\n", "T:\n\n"),
        *(
            "Title: a\n    b\nTitle: c\n\n",
            "---\nTitle: a\n---\n",
            "Title: a\nmot\n",
            " Title: a\n \n",
            "...\n",
        ),
        *("Été: a\n\n", "Lang: de\nLang: fr\n\n", "Title : a\n\n", "Summary: *a* !\n\n"),
    ]
)
DOCUMENTS = st.tuples(HEADERS, st.one_of(QUIET_BODIES, WILD_BODIES)).map("".join)
"""About one in three is read by us."""
