"""What the readers make of a Hangul document, whether it is HWPX or HWP 5."""

from pathlib import Path

import pytest

from corpus.places import locate
from ingest.blocks import Block
from ingest.hangul import useful_title
from ingest.numerals import NumberCounter, NumberLevel, write_number
from ingest.readers import READERS
from ingest.structure import place_blocks
from tests.documents.hangul import Box, Equation, Hidden, Note, Number, Run, Table, hwp, hwpx, p
from tests.ingest.reading import read

FORMATS = {".hwpx": hwpx, ".hwp": hwp}
LONG = "정원기계를 쓰는 모든 사람은 기계를 켜기 전에 둘레에 사람이 없는지를 눈으로 살펴야 한다. "


@pytest.fixture(params=FORMATS)
def blocks(request):
    """Reads paragraphs after they went through one of the formats."""

    def read_back(*paragraphs):
        path = Path(f"doc{request.param}")
        data = FORMATS[request.param](list(paragraphs))
        return list(READERS[request.param](data, path).blocks)

    return read_back


def shown(blocks):
    return [(b.kind, b.text) for b in blocks]


def table(*rows, **more):
    return p(Table([list(row) for row in rows], **more))


def test_outline_paragraphs_are_headings_with_the_number_the_reader_sees(blocks):
    found = blocks(
        p("배경", head="outline 1"),
        p("현황", head="outline 2"),
        p("보급", head="outline 3"),
        p("사고", head="outline 3"),
        p("문제", head="outline 2"),
        p("대책", head="outline 1"),
        p("목표", head="outline 2"),
    )
    assert [(b.level, b.text) for b in found] == [
        (1, "I. 배경"), (2, "1. 현황"), (3, "가) 보급"), (3, "나) 사고"), (2, "2. 문제"),
        (1, "II. 대책"), (2, "1. 목표"),
    ]  # fmt: skip


def test_an_outline_paragraph_that_is_a_sentence_stays_quotable(blocks):
    found = blocks(p("배경", head="outline 1"), p(LONG, head="outline 2"))
    assert found[1] == Block("paragraph", f"1. {LONG.strip()}")


def test_articles_paragraphs_and_points_are_numbered_as_in_a_law(blocks):
    found = blocks(
        p("(목적) 이 규정은 정원을 지킨다.", head="number 2 1"),
        p("첫째 항이다.", head="number 2 2"),
        p("첫째 호이다.", head="number 2 3"),
        p("첫째 목이다.", head="number 2 4"),
        p("둘째 호이다.", head="number 2 3"),
        p("둘째 항이다.", head="number 2 2"),
        p("(정의) 뜻은 이렇다.", head="number 2 1"),
    )
    assert shown(found) == [
        ("paragraph", "제1조(목적) 이 규정은 정원을 지킨다."),
        ("paragraph", "① 첫째 항이다."),
        ("paragraph", "1. 첫째 호이다."),
        ("paragraph", "가. 첫째 목이다."),
        ("paragraph", "2. 둘째 호이다."),
        ("paragraph", "② 둘째 항이다."),
        ("paragraph", "제2조(정의) 뜻은 이렇다."),
    ]
    assert [placed.address for placed in place_blocks(found)][:4] == [
        "제1조", "제1조제1항", "제1조제1항제1호", "제1조제1항제1호가목",
    ]  # fmt: skip


def test_a_number_may_show_the_levels_above_it_and_begin_anywhere(blocks):
    found = blocks(
        p("첫째", head="number 3 1"), p("그 아래", head="number 3 2"), p("둘째", head="number 3 1")
    )
    assert [b.text for b in found] == ["3 첫째", "3.1. 그 아래", "4 둘째"]


def test_an_empty_numbered_paragraph_uses_its_number_up(blocks):
    found = blocks(
        p("하나", head="number 2 1"), p("", head="number 2 1"), p("셋", head="number 2 1")
    )
    assert [b.text for b in found] == ["제1조 하나", "제3조 셋"]


def test_chapters_are_headings_and_articles_are_not(blocks):
    found = blocks(p("제1장 총칙"), p("제2절 시험", look="bold"), p("제1조(목적)", look="bold"))
    assert [(b.kind, b.level) for b in found] == [("heading", 1), ("heading", 2), ("paragraph", 0)]


def test_numbered_paragraphs_are_no_headings_however_they_look(blocks):
    found = blocks(p("시험", head="number 2 2", look="large"), p(LONG))
    assert shown(found)[0] == ("paragraph", "① 시험")


def test_larger_and_bold_lines_are_headings_where_there_is_no_outline(blocks):
    found = blocks(
        p("정원기계 안전 계획", look="title"),
        p("Ⅰ. 추진 배경", look="large"),
        p("1. 그동안의 일", look="bold"),
        p(LONG),
        p("굵어도 문장이면 제목이 아니다.", look="bold"),
        p("Ⅱ. 앞으로"),
        p(LONG),
    )
    assert [(b.level, b.text) for b in found if b.kind == "heading"] == [
        (1, "정원기계 안전 계획"), (2, "Ⅰ. 추진 배경"), (5, "1. 그동안의 일"), (2, "Ⅱ. 앞으로"),
    ]  # fmt: skip


def test_a_line_of_a_table_of_contents_is_no_heading(blocks):
    found = blocks(p("Ⅰ. 추진 배경\t3", look="large"), p("Ⅱ. 앞으로 ········ 5"), p(LONG))
    assert {b.kind for b in found} == {"paragraph"}


@pytest.mark.parametrize("glyph", ["○", "-", "※", "□", "■"])
def test_a_bullet_makes_an_item_without_it(blocks, glyph):
    assert blocks(p(f"{glyph} 시험장을 세 곳 연다."))[0] == Block("item", "시험장을 세 곳 연다.")


def test_automatic_bullets_make_items(blocks):
    assert blocks(p("시험장", head="bullet")) == [Block("item", "시험장")]


def test_squares_at_the_head_of_headings_stay_and_others_make_items(blocks):
    found = blocks(p("□ 안전 기준", look="bold"), p("○ 시험 기준", look="bold"), p(LONG))
    assert shown(found)[:2] == [("heading", "□ 안전 기준"), ("item", "시험 기준")]


def test_rows_know_their_header(blocks):
    found = blocks(table(["구분", "수량"], ["갈퀴", "3"], ["삽", ""]))
    assert found == [
        Block("row", "갈퀴 | 3", header="구분 | 수량"),
        Block("row", "삽 |", header="구분 | 수량"),
    ]


def test_a_page_of_text_above_a_table_is_not_repeated_in_full(blocks):
    found = blocks(table(["긴 " * 5000, "수량"], ["갈퀴", "3"], ["삽", "4"]))
    assert {len(b.header) for b in found} == {1000}


def test_a_merged_cell_is_read_once(blocks):
    found = blocks(
        table(["구분", "수량"], [(1, 2, "연장"), "갈퀴 3"], ["삽 4"], [(2, 1, "합계 7")])
    )
    assert [b.text for b in found] == ["연장 | 갈퀴 3", "삽 4", "합계 7"]


def test_two_header_rows_tied_by_merged_cells_become_one(blocks):
    found = blocks(
        table([(1, 2, "구분"), (2, 1, "수량")], ["2025년", "2026년"], ["갈퀴", "3", "5"])
    )
    assert found == [Block("row", "갈퀴 | 3 | 5", header="구분 | 수량 2025년 | 수량 2026년")]


def test_marked_header_rows_head_the_table(blocks):
    found = blocks(table(["도구", "수"], ["이름", "개"], ["갈퀴", "3"], header_rows=2))
    assert found == [Block("row", "갈퀴 | 3", header="도구 이름 | 수 개")]


def test_a_table_of_one_cell_is_a_box_of_paragraphs(blocks):
    found = blocks(table([[p("○ 첫째 글"), p("둘째 글이다."), table(["가", "나"], ["1", "2"])]]))
    assert found == [
        Block("item", "첫째 글"),
        Block("paragraph", "둘째 글이다."),
        Block("row", "1 | 2", header="가 | 나"),
    ]


def test_cells_that_only_decorate_do_not_count(blocks):
    assert blocks(table(["", "", ""], ["", "정원기계 안전 계획", ""], ["", "", ""])) == [
        Block("paragraph", "정원기계 안전 계획")
    ]


def test_a_number_beside_a_title_in_a_row_of_its_own_is_a_heading(blocks):
    found = blocks(table(["Ⅰ", "", "추진 배경"]), table(["1", "현황"]), p(LONG))
    assert [(b.kind, b.level, b.text) for b in found[:2]] == [
        ("heading", 2, "Ⅰ 추진 배경"), ("heading", 3, "1 현황"),
    ]  # fmt: skip


def test_another_single_row_is_a_paragraph_and_columns_of_text_are_paragraphs(blocks):
    assert shown(blocks(table(["담당", "정원과"]))) == [("paragraph", "담당 | 정원과")]
    assert shown(blocks(table([[p("하나"), p("둘")], "셋"]))) == [
        ("paragraph", "하나"), ("paragraph", "둘"), ("paragraph", "셋"),
    ]  # fmt: skip


def test_a_table_inside_a_cell_is_readable(blocks):
    inner = table(["가", "나"], ["1", "2"])
    found = blocks(table(["구분", "내용"], ["갈퀴", [p("안쪽 표"), inner]]))
    assert [b.text for b in found] == ["갈퀴 | 안쪽 표 가, 나; 1, 2"]


def test_captions_keep_their_automatic_numbers(blocks):
    caption = [p("표 ", Number("TABLE", 1), " 도구 목록")]
    found = blocks(table(["구분", "수량"], ["갈퀴", "3"], caption=caption))
    assert [b.text for b in found] == ["표 1 도구 목록", "갈퀴 | 3"]
    assert [placed.address for placed in place_blocks(found)] == ["표 1", "표 1"]


def test_notes_stand_behind_what_calls_them(blocks):
    found = blocks(
        p("첫 글", Note("각주이다.", 1), "의 뒤와", Note("미주이다.", 1, "endNote"), " 끝"),
        p("둘이 나란히", Note("둘째 각주", 2), Note("셋째 각주", 3)),
        table(["구분", "수량"], [[p("삽", Note("창고 포함", 4))], "4"]),
    )
    assert found == [
        Block("paragraph", "첫 글¹의 뒤와¹ 끝"),
        Block("footnote", "각주이다.", label="1"),
        Block("footnote", "미주이다.", label="1"),
        Block("paragraph", "둘이 나란히²,³"),
        Block("footnote", "둘째 각주", label="2"),
        Block("footnote", "셋째 각주", label="3"),
        Block("row", "삽⁴ | 4", header="구분 | 수량"),
        Block("footnote", "창고 포함", label="4"),
    ]


def test_notes_in_a_table_or_box_inside_a_cell_are_not_lost(blocks):
    inner = table(["가", [p("나", Note("속 각주", 1))]], ["1", "2"])
    found = blocks(
        table(["구분", "내용"], ["갈퀴", [inner, p(Box([p("상자", Note("상자 각주", 2))]))]])
    )
    assert [(b.kind, b.text) for b in found] == [
        ("row", "갈퀴 | 가, 나¹; 1, 2 상자²"), ("footnote", "속 각주"), ("footnote", "상자 각주"),
    ]  # fmt: skip


def test_exponents_do_not_melt_into_the_number_before_them(blocks):
    assert blocks(p("10", Run("25", "raised"), "번의 셈"))[0].text == "10²⁵번의 셈"


@pytest.mark.parametrize("kind", ["header", "footer", "hiddenComment", "memo"])
def test_what_stands_outside_the_text_is_left_out(blocks, kind):
    assert shown(blocks(p("앞", Hidden(kind, "숨은 글"), "뒤"))) == [("paragraph", "앞뒤")]


def test_page_numbers_are_left_out(blocks):
    assert blocks(p("쪽", Number("PAGE", 7)))[0].text == "쪽"


def test_text_boxes_equations_and_breaks_are_read(blocks):
    found = blocks(
        p("글상자:", Box([p("상자 속 글")])), p("식은 ", Equation("a over b")), p("앞\n뒤\t끝")
    )
    assert [b.text for b in found] == ["글상자:", "상자 속 글", "식은 a over b", "앞 뒤 끝"]


def test_characters_outside_the_basic_plane_are_whole(blocks):
    assert blocks(p("나무 🌳 한 그루", Run("과 𠀀", "bold")))[0].text == "나무 🌳 한 그루과 𠀀"


def law():
    return [
        p("정원기계 안전법", look="title"),
        p("제1장 총칙", look="large"),
        p("제1조(목적) 이 법은 정원기계를 쓰는 사람의 안전을 지키는 것을 목적으로 한다."),
        p("제2조(정의) ① 이 법에서 쓰는 말의 뜻은 다음과 같다."),
        p("1. “정원기계”란 다음 각 목의 기계를 말한다."),
        p("가. 잔디를 깎는 기계"),
        p("나. 나무를 다듬는 기계"),
        p("2. “제작자”란 정원기계를 만드는 자를 말한다."),
        p("② 그 밖의 말은 대통령령으로 정한다."),
        p("제2장 제작자의 의무", look="large"),
        p("제3조의2(시험) 제작자는 기계를 팔기 전에 시험하여야 한다."),
        p("부칙", look="large"),
        p("제1조(시행일) 이 법은 공포한 날부터 시행한다."),
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_law_has_the_addresses_a_lawyer_would_cite(suffix):
    document, _ = read(FORMATS[suffix](law(), title="정원기계 안전법"), f"law{suffix}")
    assert (document.info.title, document.info.language) == ("정원기계 안전법", "ko")

    def place(words):
        start = document.text.index(words)
        return locate(document.places, start, start + len(words))

    assert place("제1조(목적)").address == "제1조"
    assert place("① 이 법에서").address == "제2조제1항"
    assert place("1. “정원기계”란").address == "제2조제1항제1호"
    assert place("2. “제작자”란").address == "제2조제1항제2호"
    assert place("② 그 밖의").address == "제2조제2항"
    assert place("제3조의2(시험)").address == "제3조의2"
    assert place("제3조의2(시험)").heading == ("제2장 제작자의 의무",)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_has_its_headings_and_its_table(suffix):
    report = [
        p(Table([["정원기계 안전 계획"]])),
        p("Ⅰ. 추진 배경", look="large"),
        p("1. 그동안의 일", look="bold"),
        p("□ 기계의 보급", look="bold"),
        p("○ 정원기계는 해마다 늘어 올해 삼천 대가 되었다."),
        p("- 시에서 산 기계가 절반이다."),
        p("□ 사고의 수", look="bold"),
        p("○ 사고는 해마다 줄었다."),
        p("□ 앞으로의 일", look="bold"),
        p("○ 시험장을 세 곳 연다."),
        p("<표 1> 시험 결과"),
        p(Table([["구분", "수량"], ["갈퀴", "3"], ["삽", "4"]])),
        p("Ⅱ. 추진 과제", look="large"),
        p("○ 시험 기준을 고친다."),
    ]
    _, passages = read(FORMATS[suffix](report), f"report{suffix}")
    [rows] = [passage for passage in passages if "갈퀴" in passage.text]
    assert rows.locator.address == "표 1"
    assert "구분 | 수량" in rows.context
    assert rows.locator.heading == ("Ⅰ. 추진 배경", "1. 그동안의 일", "□ 앞으로의 일")
    assert passages[-1].locator.heading == ("Ⅱ. 추진 과제",)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_hundred_thousand_paragraphs_take_seconds(suffix):
    path = Path(f"long{suffix}")
    data = FORMATS[suffix]([p(f"정원 {n * 7919 % 100_003}의 글이다.") for n in range(100_000)])
    assert len(READERS[suffix](data, path).blocks) == 100_000


@pytest.mark.parametrize(("name", "real"), [("law.hwp", ".hwpx"), ("law.hwpx", ".hwp")])
def test_a_file_is_read_by_what_it_is_and_not_by_its_name(name, real):
    document, _ = read(FORMATS[real](law()), name)
    assert "제2장" in document.text


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("DIGIT", {1: "1", 30: "30"}),
        ("CIRCLED_DIGIT", {1: "①", 20: "⑳", 21: "①"}),
        ("ROMAN_CAPITAL", {4: "IV", 12: "XII", 1999: "MCMXCIX", 4000: "4000"}),
        ("ROMAN_SMALL", {9: "ix"}),
        ("LATIN_CAPITAL", {26: "Z", 27: "A"}),
        ("HANGUL_SYLLABLE", {1: "가", 14: "하", 15: "거", 29: "고", 84: "히", 85: "가"}),
        ("CIRCLED_HANGUL_SYLLABLE", {2: "㉯"}),
        ("HANGUL_JAMO", {14: "ㅎ"}),
        ("HANGUL_PHONETIC", {1: "일", 10: "십", 11: "십일", 20: "이십", 99: "구십구", 100: "100"}),
        ("IDEOGRAPH", {3: "三", 21: "二十一"}),
        ("DECAGON_CIRCLE", {1: "갑", 10: "계"}),
        ("UNKNOWN", {3: "3"}),
        ("HANGUL_SYLLABLE", {0: "0"}),
    ],
)
def test_numbers_are_written_as_the_word_processor_writes_them(numeral, expected):
    assert {n: write_number(n, numeral) for n in expected} == expected


def test_a_level_that_no_paragraph_had_shows_its_first_number():
    levels = {1: NumberLevel("제^1장", start=5), 2: NumberLevel("^1-^2.", "HANGUL_SYLLABLE")}
    counter = NumberCounter({"1": levels})
    assert [counter.count("1", 2), counter.count("1", 2)] == ["5-가.", "5-나."]
    assert counter.count("1", 1) == "제6장"
    assert counter.count("1", 9) == counter.count("none", 1) == ""


@pytest.mark.parametrize(
    "title",
    ["", "보도자료", "문서1.hwp", "계획(안).hwpx", "무제", "Untitled 3", "붙임", "빈 문서 1"],
)
def test_a_title_that_says_nothing_is_no_title(title):
    assert useful_title(title) is None


def test_a_title_that_says_something_is_kept():
    assert useful_title(" 정원기계  안전 보고서 ") == "정원기계 안전 보고서"
