"""Dates and quantities, each with what it counts."""

import pytest

from assistant.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 40 hours before sale", [("hour", 40)]),
        ("up to EUR 35 000 000 or 7 % of turnover", [("euro", 35_000_000), ("percent", 7)]),
        ("$100 million", [("dollar", 100_000_000)]),
        ("5,000만 캐나다달러", [("canadian dollar", 50_000_000)]),
        ("예산은 120억 원이고 직원은 45명이다", [("won", 12_000_000_000), ("person", 45)]),
        ("3천만원 이하의 과태료", [("won", 30_000_000)]),
        ("35カ国、100時間", [("country", 35), ("hour", 100)]),
        ("two years", [("year", 2)]),
        ("28 participating countries", [("country", 28)]),
        ("from 2 August 2026", [("date", 20260802)]),
        ("2026년 1월 24일부터", [("date", 20260124)]),
        ("2024年4月19日", [("date", 20240419)]),
    ],
)
def test_a_quantity_has_its_unit_and_value_in_each_language(text, found):
    assert [(q.unit, int(q.value)) for q in find_quantities(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Article 50 of Regulation 2024/1689",
        "제31조제2항",
        "Article 50 of the states",
        "twenty-eight countries",
        "2024년도",
        "3일본",
    ],
)
def test_numbers_of_provisions_and_what_is_only_half_read_are_no_quantities(text):
    assert find_quantities(text) == []
