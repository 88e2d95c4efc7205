import tomllib

import pytest

from corpus.catalog import DATA
from corpus.types import DocumentInfo
from index.glossary import load_glossary
from index.proper_names import is_published_by, names_document, resolve


@pytest.mark.parametrize(
    ("publisher", "wanted"),
    [
        ("Ministry of Science and ICT", "과학기술정보통신부"),
        ("과학기술정보통신부", "MSIT"),
        ("National Institute of Standards and Technology (NIST)", "nist"),
        ("National Institute of Standards and Technology (NIST)", "국립표준기술연구소"),
        ("The White House", "백악관"),
        ("The White House", "미국 정부"),
        ("UK Government (DSIT)", "과학혁신기술부"),
        ("UK Government (DSIT)", "British government"),
        ("UK Government (Prime Minister's Office; FCDO; DSIT)", "총리실"),
        ("영국 정부(총리실, 외교·영연방·개발부, 과학혁신기술부)", "Prime Minister's Office"),
        ("Japan MIC and METI", "総務省"),
        ("G7 (Japanese Presidency)", "주요 7개국"),
        ("SPRI 소프트웨어정책연구소", "Software Policy and Research Institute"),
        ("Harbour Authority", "harbour auth"),
        ("대한민국 국회", "한국"),
    ],
)
def test_a_publisher_is_found_by_any_of_its_names(publisher, wanted):
    assert is_published_by(publisher, wanted)


@pytest.mark.parametrize(
    ("publisher", "wanted"),
    [
        (None, "NIST"),
        ("NIST", " "),
        ("Harbour Administration", "NIST"),
        ("Council of Australian Museums", "us"),
        ("Council of Europe", "European Union"),
        ("Government of North Korea", "Korea"),
        ("인도네시아 정부", "인도"),
        ("US AI Safety Institute", "UK AI Safety Institute"),
        ("UKAS", "UK"),
        ("Ministry of Economy, Trade and Industry", "과학기술정보통신부"),
    ],
)
def test_another_publisher_is_not_taken_for_it(publisher, wanted):
    assert not is_published_by(publisher, wanted)


def test_a_place_counts_in_a_title_and_a_body_only_as_publisher():
    seoul = DocumentInfo("a", "Seoul Declaration", publisher="UK Government")
    assert names_document(seoul, "Seoul")
    assert names_document(seoul, "United Kingdom")
    about = DocumentInfo("b", "What NIST does", publisher="Harbour Authority")
    assert not names_document(about, "National Institute of Standards and Technology")
    unsigned = DocumentInfo("c", "NIST AI 100-1")
    assert names_document(unsigned, "National Institute of Standards and Technology")


def test_an_acronym_is_a_name_only_as_it_is_written():
    assert resolve("US") == ("United States",)
    assert resolve("us") == ()


def test_the_bodies_of_countries_are_the_glossarys():
    preferred = {term.variants["en"][0] for term in load_glossary()}
    entries = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    for name, entry in entries.items():
        assert {name, *entry.get("bodies", ()), *entry.get("not", ())} <= preferred
