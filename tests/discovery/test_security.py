import pytest

from plugins.common.site_settings import SettingLocation
from plugins.discovery import security

GOOD = {"Contact": ["mailto:a@b.example", "https://b.example/"], "Expires": "2027-12-31T23:59:59Z"}
CONTACT = {"Contact": "mailto:a@b.example"}


def said(fields):
    found = list(security.problems(fields, SettingLocation("site.toml", 3, "security")))
    assert {(p.where, p.line) for p in found} <= {("site.toml", 3)}
    return [(p.what, p.hint) for p in found]


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
            "security is not a table of fields",
            "Give it the fields Contact, Expires.",
        ),
        (
            {"Expires": GOOD["Expires"]},
            "security: field “Contact” is missing",
            "Add “Contact”: mailto:securite@blog.example.",
        ),
        (CONTACT, "security: field “Expires” is missing", "Add “Expires”: 2027-12-31T23:59:59Z."),
        ({**GOOD, "Contcat": "x"}, "security: unknown field “Contcat”", "Did you mean “Contact”?"),
        (
            {**GOOD, "Contact": "a@b.example"},
            "security: Contact: “a@b.example” is not an address",
            "Begin it with https://, mailto:, tel:.",
        ),
        (
            {**GOOD, "Policy": "http://b.example/"},
            "security: Policy: “http://b.example/” is not an address",
            "Begin it with https://, mailto:, tel:.",
        ),
        (
            {**CONTACT, "Expires": "2027-12-31"},
            "security: Expires: “2027-12-31” is not a moment",
            "Write it like 2027-12-31T23:59:59Z.",
        ),
        (
            {**CONTACT, "Expires": "٢٠٢٧-12-31T23:59:59Z"},
            "security: Expires: “٢٠٢٧-12-31T23:59:59Z” is not a moment",
            "Write it like 2027-12-31T23:59:59Z.",
        ),
        (
            {**CONTACT, "Expires": "2027-02-30T00:00:00Z"},
            "security: Expires: “2027-02-30T00:00:00Z” is not a moment",
            "Write it like 2027-12-31T23:59:59Z.",
        ),
        (
            {**CONTACT, "Expires": [GOOD["Expires"]] * 2},
            "security: “Expires” stands 2 times",
            "Keep one (RFC 9116 §2.5).",
        ),
        (
            {**GOOD, "Hiring": "https://a\nContact: x"},
            "security: Hiring “'https://a\\nContact: x'” is not one line of text",
            "Write it on one line.",
        ),
    ],
)
def test_a_wrong_field_is_reported(fields, what, hint):
    assert said(fields) == [(what, hint)]
