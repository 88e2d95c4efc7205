"""What a title and a first page may tell, and what they may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block
from ingest.found import find_date, find_kind, find_version, is_draft


def first_page(*lines: str) -> list[Block]:
    return [Block("paragraph", line, page=1) for line in lines]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("REGULATION (EU) 2030/17 OF THE GARDEN COUNCIL of 3 June 2030", "2030-06-03"),
        ("Regulation (EU) No 7/2030 of the Council of 3 June 2030 laying down rules", "2030-06-03"),
        ("Published 21 May 2031", "2031-05-21"),
        ("Issued: May 1, 2031", "2031-05-01"),
        ("Adopted on 1st May 2031.", "2031-05-01"),
        ("Resolution adopted by the Garden Assembly on 21 March 2031", "2031-03-21"),
        ("STATEMENT BY THE CHAIR ON 2 NOVEMBER 2031", "2031-11-02"),
        ("Presented to Parliament by the Minister on 29 March 2031.", "2031-03-29"),
        ("의안번호 12 제안연월일 : 2031. 12.", "2031-12"),
        ("의결일: 2031. 11. 26.", "2031-11-26"),
        ("[시행 2032. 1. 1.] [법률 제123호, 2031. 1. 21., 제정]", "2031-01-21"),
    ],
)
def test_a_line_that_is_the_documents_own_date_tells_it(line, date):
    assert find_date("A title", first_page("Garden Ministry", line)) == date


@pytest.mark.parametrize(
    "line",
    [
        "3 June 2030", "June 2030", "Updated 13 February 2031", "Brussels, 7 February 2031",
        "Statement on the accord of 5 May 2030",
        "Statement of the Council on the treaty of 5 May 2030",
        "Having regard to Regulation (EU) 2030/17 of the Council of 3 June 2030",
        "The summit met on 1-2 November 2031.", "Published 45 May 2031", "공청회 2031. 9. 24.",
        "A law that was adopted on 3 June 2030 is discussed", "제정 2031",
        "Decision on the resolution adopted by the Assembly on 1 May 2030",
    ],
)  # fmt: skip
def test_any_other_date_tells_nothing(line):
    assert find_date("A title", first_page(line)) is None


def test_only_the_first_page_tells_and_the_signature():
    later = Block("paragraph", "Published 21 May 2031", page=2)
    assert find_date("A title", [*first_page("Words."), later]) is None
    signed = [Block("paragraph", "Words.")] * 30 + [
        Block("paragraph", "THE WHITE HOUSE, May 2, 2031.")
    ]
    assert find_date("A title", signed) == "2031-05-02"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Robot Safety Act", "law"), ("National Garden Act of 2030", "law"),
        ("Framework Act on Gardens", "law"), ("Regulation (EU) 2030/17 laying down rules", "law"),
        ("Executive Order on Gardens", "executive order"), ("The Town Declaration", "declaration"),
        ("Garden Risk Management Framework (GRF 1.0)", "framework"),
        ("Guidelines for safe gardens", "guideline"),
        ("First Draft Garden Code of Practice", "code of practice"),
        ("Town Process Code of Conduct for Makers", "code of conduct"),
        ("Garden Safety Report 2031", "report"), ("Report on the Robot Safety Act", "report"),
        ("Garden White Paper", "white paper"), ("Resolution on gardens", "resolution"),
        ("정원 기계의 안전에 관한 법률", "law"), ("정원안전법", "law"),
        ("정원기계 기본법안(대안)", "law"),
        ("마을 선언", "declaration"), ("정원 가이드라인", "guideline"),
        ("정원 안전 보고서", "report"),
        ("庭の機械に関する法律", "law"), ("庭の行動規範", "code of conduct"),
        ("庭ガイドライン", "guideline"),
    ],
)  # fmt: skip
def test_a_titles_own_noun_is_its_kind(title, kind):
    assert find_kind(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "FACT SHEET: Town Issues Executive Order on Gardens",
        "A friendly approach to garden regulation",
        "Why we need a Garden Act", "Robot Safety Act: questions and answers",
        "Introduction to the Robot Act",
        "Garden Framework: Plant Profile", "Comments on the Town Declaration",
        "Robot Safety Act explained",
        "Proposal for a Regulation of the Council", "Garden Playbook", "정원을 가꾸는 방법",
        "정원법 해설",
        "기계 사용에 관한 해법", "庭を作る方法", "In order", "Tax law", "",
    ],
)  # fmt: skip
def test_a_title_about_an_instrument_has_no_kind(title):
    assert find_kind(title) is None


@pytest.mark.parametrize(
    ("title", "draft"),
    [
        ("First Draft Garden Code", True), ("Garden Code (draft)", True),
        ("Garden Code – final draft", True),
        ("정원 기본법안(대안)", True), ("정원에 관한 법률안", True), ("정원 지침(초안)", True),
        ("庭の法律案", True),
        ("Garden Code", False), ("Comments on the draft Garden Code", False),
        ("How to draft codes", False),
        ("정원에 관한 법률", False), ("정원 방안", False), ("대안 정원", False),
    ],
)  # fmt: skip
def test_only_a_title_that_calls_itself_a_draft_is_one(title, draft):
    assert is_draft(title) is draft


@pytest.mark.parametrize(
    ("title", "version"),
    [
        ("Garden Guidelines Ver1.0", "1.0"), ("Garden Guidelines version 2.1", "2.1"),
        ("First Draft Garden Code", "first draft"), ("정원 기본법안(대안)", "대안"),
        ("Garden Guidelines 2031", None), ("Garden Code", None),
    ],
)  # fmt: skip
def test_a_title_may_name_its_version(title, version):
    assert find_version(title) == version


def ask_everything(title: str, lines: list[str]) -> None:
    find_date(title, first_page(*lines))
    find_kind(title)
    is_draft(title)
    find_version(title)


@given(st.text(), st.lists(st.text(), max_size=4))
def test_no_title_and_no_page_breaks_the_rules(title, lines):
    ask_everything(title, lines)


@pytest.mark.parametrize(
    "unit",
    [
        "Statement by a ",
        "Act ",
        "(",
        "draft ",
        "에 관한 ",
        "Published ",
        "of ",
        "1. ",
        ",",
        "법률 ",
    ],
)
def test_a_title_or_line_without_end_is_asked_like_any_other(unit):
    ask_everything(unit * 20_000, [unit * 20_000])
