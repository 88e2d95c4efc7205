"""Which documents are an instrument of the catalogue, and which only speak of one."""

import pytest

from corpus.catalog import load_catalog
from corpus.matching import match_instrument, related
from corpus.types import DocumentInfo

RMF = "Artificial Intelligence Risk Management Framework"
ACT = "인공지능 발전과 신뢰 기반 조성 등에 관한 기본법"


def match(title: str, url: str | None = None):
    found = match_instrument([title], url, load_catalog())
    return (found.instrument.slug, found.same_version) if found else None


@pytest.mark.parametrize("entry", load_catalog(), ids=lambda entry: entry.slug)
def test_every_name_of_an_instrument_is_its_own_alone(entry):
    for name in (*entry.titles.values(), *entry.aliases):
        assert match(name) == (entry.slug, True)
        assert match(f"About {name}") is None
        assert match(f"{name}: what it means") is None


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (f"{RMF} (AI RMF 1.0)", ("nist-ai-rmf", True)),
        (f"{RMF} (AI RMF 2.0)", ("nist-ai-rmf", False)),
        (RMF, ("nist-ai-rmf", False)),
        ("regulation (eu) 2024/1689", ("eu-ai-act", True)),
        (ACT, ("korea-ai-basic-act", True)),
        (f"{ACT}안(대안)", ("korea-ai-basic-act", False)),
        (f"{ACT} 시행령", None),
        (f"{ACT} 일부개정법률안", None),
        (f"{RMF}: Generative Artificial Intelligence Profile", ("nist-ai-600-1", True)),
        (f"{RMF}: Critical Infrastructure Profile", None),
        ("AI RMF Playbook", None),
        ("Regulation (EU) 2024/1690", None),
        ("Hiroshima Process International Guiding Principles", None),
        ("First Draft General-Purpose AI Code of Practice", ("eu-gpai-code-of-practice", False)),
        ("AI Guidelines for Business Ver1.0 (English provisional translation, main part)",
         ("japan-ai-guidelines-for-business", True)),
        ("AI Guidelines for Business Ver1.0 (a summary)", None),
        ("Executive Order 14110", ("us-eo-14110", True)),
        ("The rescission of Executive Order 14110", None),
        ("The EU AI Act explained", None),
        ("", None),
    ],
)  # fmt: skip
def test_only_a_title_that_is_the_instruments_own_counts(title, found):
    assert match(title) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://eur-lex.europa.eu/eli/reg/2024/1689/oj/", ("eu-ai-act", True)),
        ("https://spri.kr/", None),
        ("https://likms.assembly.go.kr/bill/", None),
        ("https://www.gov.uk/government/publications/seoul-declaration-for-safe-innovative-and-"
         "inclusive-ai-ai-seoul-summit-2024", None),
        ("https://[", None),
    ],
)  # fmt: skip
def test_an_address_counts_only_where_one_instrument_stands(url, found):
    assert match("Some page", url) == found
    assert match("Some page (draft)", url) is None


def info(slug: str, language: str = "en", **more):
    return DocumentInfo(slug, slug, language=language, instrument="garden-act", **more)


def test_versions_translations_and_digests_of_one_instrument_are_named_and_not_merged():
    act = info("act", date="2024", status="in force")
    others = [
        info("digest", is_digest=True),
        info("bill", version="first draft", status="draft"),
        info("act-ko", "ko", date="2024", status="in force"),
        info("second-copy", date="2024", status="in force"),
        info("amended", date="2025"),
        DocumentInfo("elsewhere", "elsewhere", instrument="other-act"),
        DocumentInfo("unlinked", "unlinked"),
    ]
    found = {other.slug: relation for other, relation in related(act, [act, *others])}
    assert found == {
        "digest": "digest", "bill": "version", "act-ko": "translation", "second-copy": "copy",
        "amended": "version",
    }  # fmt: skip
    assert related(others[0], [act])[0][1] == "original"
    assert related(others[-1], [act, *others]) == []
