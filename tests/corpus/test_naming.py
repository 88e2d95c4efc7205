"""Which instruments and bodies a text names."""

import pytest

from corpus.catalog import load_catalog
from corpus.naming import find_named, is_named


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("What does EO 14110 require?", ["us-eo-14110"]),
        ("EO 14110은 무엇인가", ["us-eo-14110"]),
        ("행정명령 제 14110 호의 보고 의무", ["us-eo-14110"]),
        ("大統領令第14110号とは", ["us-eo-14110"]),
        ("Executive Order 141100", []),
        ("EU AI법 제118조", ["eu-ai-act"]),
        ("EU AI法第118条", ["eu-ai-act"]),
        ("the EU's AI Act and Korea's AI Basic Act", ["eu-ai-act", "korea-ai-basic-act"]),
        ("인공지능 기본법안 제31조", ["korea-ai-basic-act"]),
        ("memo M-24-10", ["us-omb-m-24-10"]),
        ("MAP 5.1 of the AI RMF", ["nist-ai-rmf"]),
        ("오늘 날씨", []),
        ("", []),
    ],
)
def test_names_count_in_any_language_spacing_and_case(text, instruments):
    assert [entry.slug for entry in find_named(text).instruments] == instruments


@pytest.mark.parametrize(
    ("text", "is_eu"),
    [
        ("AI Act Article 118", True),
        ("Does the AI Act ban it?", True),
        ("Article 73 AI Act: if somebody dies", True),
        ("Colorado AI Act", False),
        ("Taiwan's AI Act", False),
        ("콜로라도주 AI법", False),
    ],
)
def test_a_loose_name_is_another_laws_where_a_proper_name_stands_before_it(text, is_eu):
    assert [e.slug for e in find_named(text).instruments] == (["eu-ai-act"] if is_eu else [])


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("the UK's AI Safety Institute", ["uk-ai-safety-institute"]),
        ("영국의 AI 안전연구소가", ["uk-ai-safety-institute"]),
        ("米国AI安全研究所の予算", ["us-ai-safety-institute"]),
        ("U.S. Artificial Intelligence Safety Institute", ["us-ai-safety-institute"]),
        ("AI Security Institute", []),
        ("일본 AI안전연구소", []),
    ],
)
def test_a_body_is_found_by_the_name_that_it_no_longer_bears(text, bodies):
    assert [body.slug for body in find_named(text).bodies] == bodies


@pytest.mark.parametrize("entry", load_catalog(), ids=lambda entry: entry.slug)
def test_every_name_names_its_instrument(entry):
    for name in [name for names in entry.names.values() for name in names]:
        assert entry in find_named(f"Was sagt {name} dazu?").instruments


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Robot Safety Act", "What does the Robot Safety Act say?", True),
        ("Robot Safety Act", "What do robots say?", False),
        ("로봇 안전법", "로봇안전법 제3조", True),
        ("Report", "the report", False),
        ("보고서", "보고서는?", False),
    ],
)
def test_a_title_of_a_single_word_names_nothing(name, text, named):
    assert is_named(name, text) is named
