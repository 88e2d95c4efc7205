import pytest

from corpus.links import is_at, is_web_address


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://www.oecd.org/ai?x=1&y=2#top", True),
        ("http://oecd.org:8080", True),
        ("https://xn--80ak6aa92e.example/", True),
        ("https://оecd.org/", False),  # the first letter is Cyrillic
        ("https://oecd.org@collect.example/", False),
        ('https://oecd.org/"onclick="alert(1)', False),
        ("https://oecd.org/a b", False),
        ("https://oecd.org/\u202e", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//oecd.org/", False),
        ("", False),
    ],
)
def test_only_plain_addresses_may_become_links(address, plain):
    assert is_web_address(address) is plain


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("https://oecd.org/other", True),
        ("https://www.oecd.org/", True),
        ("https://oecd.org.collect.example/", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_an_address_is_known_by_its_host(address, there):
    assert is_at(address, ["https://www.oecd.org/ai", "https://nist.gov"]) is there
