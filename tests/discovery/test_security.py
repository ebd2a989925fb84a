import pytest

from plugins.discovery import security

GOOD = {"Contact": ["mailto:a@b.example", "https://b.example/"], "Expires": "2027-12-31T23:59:59Z"}
CONTACT = {"Contact": "mailto:a@b.example"}


def said(fields):
    assert all(
        p.where == "pelicanconf.py" and p.line == 0 for p in security.problems(fields, "pelicanconf.py")
    )
    return [(p.what, p.hint) for p in security.problems(fields, "pelicanconf.py")]


def test_a_good_one():
    fields = {
        **GOOD,
        "Preferred-Languages": "fr, en",
        "Canonical": "https://b.example/.well-known/security.txt",
    }
    assert said(fields) == []
    assert security.text(fields) == (
        "Contact: mailto:a@b.example\nContact: https://b.example/\nExpires: 2027-12-31T23:59:59Z\n"
        "Preferred-Languages: fr, en\nCanonical: https://b.example/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("fields", "what", "hint"),
    [
        (
            "mailto:a",
            "SECURITY is not a table of fields",
            'Write SECURITY = {"Contact": ["mailto:…"], "Expires": "2027-12-31T23:59:59Z"}.',
        ),
        (
            {"Expires": GOOD["Expires"]},
            "SECURITY: field “Contact” is missing",
            "Add “Contact”: mailto:securite@blog.example.",
        ),
        (CONTACT, "SECURITY: field “Expires” is missing", "Add “Expires”: 2027-12-31T23:59:59Z."),
        ({**GOOD, "Contcat": "x"}, "SECURITY: unknown field “Contcat”", "Did you mean “Contact”?"),
        (
            {**GOOD, "Contact": "a@b.example"},
            "SECURITY: Contact: “a@b.example” is not an address",
            "Begin it with https://, mailto:, tel:.",
        ),
        (
            {**GOOD, "Policy": "http://b.example/"},
            "SECURITY: Policy: “http://b.example/” is not an address",
            "Begin it with https://, mailto:, tel:.",
        ),
        (
            {**CONTACT, "Expires": "2027-12-31"},
            "SECURITY: Expires: “2027-12-31” is not a moment",
            "Write it like 2027-12-31T23:59:59Z.",
        ),
        (
            {**CONTACT, "Expires": "2027-02-30T00:00:00Z"},
            "SECURITY: Expires: “2027-02-30T00:00:00Z” is not a moment",
            "Write it like 2027-12-31T23:59:59Z.",
        ),
        (
            {**CONTACT, "Expires": [GOOD["Expires"]] * 2},
            "SECURITY: “Expires” stands 2 times",
            "Keep one (RFC 9116 §2.5).",
        ),
        (
            {**GOOD, "Hiring": "https://a\nContact: x"},
            "SECURITY: Hiring “'https://a\\nContact: x'” is not one line of text",
            "Write it on one line.",
        ),
    ],
)
def test_what_is_wrong(fields, what, hint):
    assert said(fields) == [(what, hint)]
