from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.folding import fold
from assistant.verification.numerals import read_numerals
from assistant.verification.quantities import read_quantities

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_english(n):
    """The number below a billion as an English writer spells it."""
    for scale, name in ((10**6, "million"), (10**3, "thousand")):
        if n >= scale:
            rest = f" {in_english(n % scale)}" if n % scale else ""
            return f"{in_english(n // scale)} {name}{rest}"
    if n >= 100:
        rest = f" and {in_english(n % 100)}" if n % 100 else ""
        return f"{ONES[n // 100]} hundred{rest}"
    if n >= 20:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    return ONES[n]


def in_east_asian(n, digits, small, large):
    """The number below 10¹² in Chinese-style numerals."""
    groups = [(n // 10**8, large[1]), (n // 10**4 % 10**4, large[0]), (n % 10**4, "")]
    text = ""
    for group, scale in groups:
        part = ""
        for power, name in ((3, small[2]), (2, small[1]), (1, small[0]), (0, "")):
            digit = group // 10**power % 10
            if digit:
                part += (digits[digit] if digit > 1 or not name else "") + name
        text += part + scale if part else ""
    return text


def in_scaled_digits(n):
    """1억 2,345만 6,789."""
    parts = [(n // 10**8, "억"), (n // 10**4 % 10**4, "만"), (n % 10**4, "")]
    return " ".join(f"{value:,}{scale}" for value, scale in parts if value)


def values(text):
    return [numeral.value for numeral in read_numerals(fold(text))]


def quantity(text):
    found = read_quantities(fold(text))
    assert len(found) == 1, found
    return found[0]


@given(st.integers(2, 10**9 - 1))
def test_a_number_spelled_in_english_has_its_value(n):
    assert values(f"There were {in_english(n)} machines.") == [n]


@given(st.integers(11, 10**12 - 1))
def test_a_number_spelled_in_korean_has_its_value(n):
    spelled = in_east_asian(n, "영일이삼사오육칠팔구", "십백천", "만억")
    if len(spelled) > 1:
        assert values(f"모두 {spelled} 명이다.") == [n]


@given(st.integers(11, 10**12 - 1))
def test_a_number_spelled_in_japanese_has_its_value(n):
    spelled = in_east_asian(n, "〇一二三四五六七八九", "十百千", "万億")
    assert values(f"合計で{spelled}人である。") == [n]


@given(st.integers(10**4, 10**12 - 1))
def test_digits_with_korean_scales_have_their_value(n):
    assert values(f"예산은 {in_scaled_digits(n)} 원이다.") == [n]


@given(st.integers(0, 10**15), st.sampled_from(["{:,}", "{}"]))
def test_digits_have_their_value_with_and_without_separators(n, form):
    assert values(f"It cost {form.format(n)} crowns.") == [n]


@given(st.decimals(0, 999, places=2))
def test_a_decimal_scaled_in_words_and_in_full_is_one_value(n):
    assert values(f"{n} million") == [n * 10**6] == values(f"{n * 10**6:f}")


@given(st.integers(11, 99))
def test_a_native_korean_count_has_its_value(n):
    tens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
    ones = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]
    spelled = "스무" if n == 20 else tens[n // 10] + ones[n % 10]
    assert values(f"사과 {spelled} 개") == [n]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for found in read_quantities(fold(text)):
        assert 0 <= found.start < found.end <= len(fold(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3천만원", 30_000_000),
        ("30 million won", 30_000_000),
        ("5,000만", 50_000_000),
        ("1.5억", 150_000_000),
        ("£1.5bn", 1_500_000_000),
        ("EUR 35 000 000", 35_000_000),
        ("up to EUR 1 500 000.", 1_500_000),
        ("10^25", 10**25),
        ("10²⁵", 10**25),
        ("10의 25승", 10**25),
        ("10 to the power of 25", 10**25),
        ("two dozen", 24),
        ("two-thirds of them", Decimal("66.67")),
        ("3분의 2", Decimal("66.67")),
        ("절반", 50),
        ("제2차", 2),
        ("the second", 2),
        ("둘로 나뉜다", 2),
        ("五百件", 500),
    ],
)
def test_a_number_has_its_value_however_it_is_written(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["GPT-4", "ISO42001", "세계", "이 회의", "a third country", "AI"])
def test_what_only_looks_like_a_number_is_none(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("over 100 organisations", 100, "organisation", "over"),
        ("약 100개 기관", 100, "organisation", "about"),
        ("up to forty-five members", 45, "person", "most"),
        ("45명 이내의 위원", 45, "person", "most"),
        ("at least 72 hours", 72, "hour", "least"),
        ("3일 이상", 72, "hour", "least"),
        ("two years", 24, "month", None),
        ("24개월", 24, "month", None),
        ("28 participating countries", 28, "country", None),
        ("28개국", 28, "country", None),
        ("28か国", 28, "country", None),
        ("greater than 10^25 FLOPs", 10**25, "flop", "over"),
        ("1025 FLOPs", 10**25, "flop", None),
        ("7 %", 7, "percent", None),
        ("7퍼센트 미만", 7, "percent", "under"),
        ("€5 million", 5_000_000, "euro", None),
        ("500만 유로", 5_000_000, "euro", None),
        ("약 100여 명", 100, "person", "about"),
    ],
)
def test_a_quantity_says_what_it_counts_and_how_it_bounds_it(text, value, unit, bound):
    found = quantity(text)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("24 months after entry into force", "after"),
        ("시행 후 24개월이 지난 날", "after"),
        ("30 days before the election", "before"),
        ("선거 30일 전", "before"),
        ("for 30 days", None),
    ],
)
def test_a_span_of_time_says_whether_it_runs_before_or_after(text, relation):
    assert quantity(text).relation == relation


def test_the_first_number_of_a_range_counts_what_the_second_does():
    assert [(q.value, q.unit) for q in read_quantities("10-20 members")] == [
        (10, "person"),
        (20, "person"),
    ]
