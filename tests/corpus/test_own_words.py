"""The digests are in our own words: no run of words is the original's."""

import re
from functools import cache

import pytest

from corpus.catalog import DIGESTS
from ingest.readers.markdown import parse_markdown

ENGLISH_RUN_WORDS = 12
KOREAN_RUN_CHARS = 25
# Titles and enumerations of names cannot be put in other words.
NAMES = (
    "Seizing the opportunities of safe, secure and trustworthy artificial intelligence systems "
    "for sustainable development",
    "Hiroshima Process International Code of Conduct for Organizations Developing Advanced AI "
    "Systems",
    "Seoul Statement of Intent toward International Cooperation on AI Safety Science",
    "National Artificial Intelligence Initiative Act of 2020",
    "Meta, Microsoft, Mistral AI, Naver, OpenAI, Samsung Electronics, Technology Innovation "
    "Institute",
    "Australia, Canada, the European Union, France, Germany, Italy, Japan, the Republic of Korea",
)
KOREAN_NAMES = (
    "지속가능발전을위한안전하고보안성있고신뢰성있는시스템의기회",
    "호주캐나다유럽연합프랑스독일이탈리아일본대한민국싱가포르",
)

pytestmark = pytest.mark.corpus


def english(text: str) -> list[str]:
    for name in NAMES:
        text = re.sub(re.escape(name), " ◆ ", text, flags=re.IGNORECASE)
    return re.findall(r"[a-z0-9]+|◆", text.lower())


def runs(text: str, language: str) -> set[str]:
    text = re.sub(r"https?://\S+", " ◆ " if language == "en" else "", text)
    if language == "en":
        words = english(text)
        size = ENGLISH_RUN_WORDS
        windows = (words[at : at + size] for at in range(len(words) - size + 1))
        return {" ".join(window) for window in windows if "◆" not in window}
    # English names stand in the Korean digests as they are.
    squeezed = re.sub(r"[\W_a-zA-Z]+", "", text)
    for name in KOREAN_NAMES:
        squeezed = squeezed.replace(name, "◆")
    size = KOREAN_RUN_CHARS
    pieces = (squeezed[at : at + size] for at in range(len(squeezed) - size + 1))
    return {piece for piece in pieces if "◆" not in piece}


@pytest.fixture(scope="module")
def originals(shared_documents):
    @cache
    def collect(language: str) -> frozenset[str]:
        return frozenset().union(*(runs(d.text, language) for d, _ in shared_documents.values()))

    return collect


@pytest.mark.parametrize("path", sorted(DIGESTS.iterdir()), ids=lambda path: path.name)
def test_a_digest_shares_no_long_run_with_the_originals(path, originals):
    language = path.name.split(".")[-2]
    blocks = parse_markdown(path.read_text(encoding="utf-8")).blocks
    own = set().union(*(runs(block.text, language) for block in blocks))
    assert sorted(own & originals(language)) == []
