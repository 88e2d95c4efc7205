import pytest

from corpus.places import common_address
from ingest.blocks import Block
from ingest.readers.markdown import parse_markdown
from ingest.structure import place_blocks
from tests.documents import FOLDER
from tests.ingest.reading import addresses, read

ADDRESSES = [
    ("regulation.md", "(1) Gardens are shared", "Recital 1"),
    ("regulation.md", "(2) Small growers", "Recital 2"),
    ("regulation.md", "1. This Regulation", "Art. 1(1)"),
    ("regulation.md", "2. It covers", "Art. 1(2)"),
    ("regulation.md", "(a) mowers", "Art. 1(2)(a)"),
    ("regulation.md", "(b) pruning", "Art. 1(2)(b)"),
    ("regulation.md", "(i) arms", "Art. 1(2)(b)(i)"),
    ("regulation.md", "(ii) arms", "Art. 1(2)(b)(ii)"),
    ("regulation.md", "1. A maker shall test", "Art. 2(1)"),
    ("regulation.md", "2. A maker shall keep", "Art. 2(2)"),
    ("regulation.md", "Machines that need", "Annex I"),
    ("korean-act.md", "제1조(목적)", "제1조"),
    ("korean-act.md", "제2조(정의) ①", "제2조제1항"),
    ("korean-act.md", "1. “정원기계”", "제2조제1항제1호"),
    ("korean-act.md", "2. “제작자”", "제2조제1항제2호"),
    ("korean-act.md", "② 그 밖의", "제2조제2항"),
    ("korean-act.md", "제2조의2(책무)", "제2조의2"),
    ("framework.md", "GOVERN 1.1", "GOVERN 1.1"),
    ("framework.md", "MAP 5.1", "MAP 5.1"),
    ("framework.md", "MEASURE 2.3", "MEASURE 2.3"),
    ("order.md", "Parks are for everyone", "Sec. 1"),
    ("order.md", "The parks office shall", "Sec. 4.1"),
    ("order.md", "(a) try", "Sec. 4.1(a)"),
    ("order.md", "(b) publish", "Sec. 4.1(b)"),
    ("order.md", "The office shall report", "Sec. 4.2"),
    ("report.md", "Some words", None),
    ("report.md", "[Table 1]", "Table 1"),
    ("report.md", "Ashford", "Table 1"),
    ("report.md", "Birch Hill", "Table 1"),
    ("report.md", "The towns agree", None),
]


def blocks_of(name: str):
    return parse_markdown((FOLDER / name).read_text(encoding="utf-8")).blocks


@pytest.mark.parametrize(("name", "words", "address"), ADDRESSES)
def test_every_provision_has_the_address_a_lawyer_would_cite(name, words, address):
    found = addresses(blocks_of(name))
    assert next(a for text, a in found.items() if text.startswith(words)) == address


def test_numbered_paragraphs_of_a_declaration_are_counted():
    blocks = [Block("paragraph", f"{n}. Words of paragraph {n}.") for n in (1, 2, 3)]
    assert list(addresses(blocks).values()) == ["¶1", "¶2", "¶3"]


def test_footnotes_of_a_web_page_are_no_numbered_paragraphs():
    blocks = [Block("paragraph", "1. See the annual report. ↩"), Block("paragraph", "Words.")]
    assert list(addresses(blocks).values()) == [None, None]


def test_a_year_or_a_stray_number_is_no_paragraph_number():
    blocks = [Block("paragraph", t) for t in ("1. One", "19. Not two", "2. Two", "7) Not three")]
    assert list(addresses(blocks).values()) == ["¶1", None, "¶2", None]


def test_numbered_lists_in_markdown_are_numbered_paragraphs():
    found = addresses(blocks_of("declaration.md"))
    assert [a for text, a in found.items() if text[0].isdigit()] == ["¶1", "¶2", "¶3"]
    assert found["every switch is red."] == "¶2"


def test_items_belong_to_the_numbered_paragraph_above_them():
    blocks = [
        Block("paragraph", "1. We agree that:"),
        Block("item", "switches are red;"),
        Block("paragraph", "2. We meet again."),
    ]
    assert addresses(blocks)["switches are red;"] == "¶1"


def test_a_point_h_is_followed_by_point_i_and_not_by_roman_one():
    points = [Block("paragraph", f"({c}) point {c}") for c in "abcdefghij"]
    blocks = [Block("heading", "Article 3 Points", 3), *points]
    found = addresses(blocks)
    assert found["(i) point i"] == "Art. 3(i)"
    assert found["(j) point j"] == "Art. 3(j)"


def test_labels_are_the_addresses_of_a_digest():
    blocks = parse_markdown("# D\n\n**Article 5(1):** One.\n\n**¶4:** Two.").blocks
    assert list(addresses(blocks).values()) == ["Art. 5(1)", "¶4"]


def test_the_title_of_an_article_below_its_number_joins_it():
    placed = place_blocks(blocks_of("regulation.md"))
    headings = [p.block.text for p in placed if p.block.kind == "heading"]
    assert "Article 1 Subject matter" in headings
    assert "Article 2 Duties of makers" in headings


def test_headings_nest_and_close():
    placed = place_blocks(parse_markdown("# A\n\n## B\n\nx\n\n### C\n\n## D\n\ny").blocks)
    assert placed[2].heading == ("A", "B")
    assert placed[-1].heading == ("A", "D")


def test_a_sentence_that_a_converter_cut_is_whole_again():
    placed = place_blocks([Block("paragraph", "The office shall"), Block("paragraph", "report.")])
    assert [p.block.text for p in placed] == ["The office shall report."]


@pytest.mark.parametrize(
    ("several", "one"),
    [
        (["Art. 5(1)(a)", "Art. 5(1)(b)"], "Art. 5(1)"),
        (["Art. 5(1)", "Art. 5(2)"], "Art. 5"),
        (["제2조제1항제1호", "제2조제1항제2호"], "제2조제1항"),
        (["제2조의2제1항", "제2조의2제2항"], "제2조의2"),
        (["Sec. 4.1(a)", "Sec. 4.1(b)"], "Sec. 4.1"),
        ([None, "MAP 5.1"], "MAP 5.1"),
        (["¶2", "¶3"], None),
        ([None, None], None),
    ],
)
def test_a_passage_is_cited_by_the_narrowest_address_that_covers_it(several, one):
    assert common_address(several) == one


@pytest.mark.parametrize("name", ["regulation.md", "korean-act.md", "framework.md", "order.md"])
def test_no_passage_straddles_two_articles(name):
    _, passages = read((FOLDER / name).read_bytes(), name)
    units = {text: p.unit for p in place_blocks(blocks_of(name)) if (text := p.block.text)}
    for passage in passages:
        assert len({units[part] for part in passage.text.split("\n\n")}) == 1


def heading(text: str, level: int = 3) -> Block:
    return Block("heading", text, level)


def texts(*lines: str) -> list[Block]:
    return [Block("paragraph", line) for line in lines]


def test_a_paragraph_behind_a_list_belongs_to_what_holds_the_list():
    lines = texts("1. A maker shall:", "(a) test;", "(b) report.", "The office may ask for both.")
    found = addresses([heading("Article 1 Duties"), heading("Article 2 Tests"), *lines])
    assert found["(b) report."] == "Art. 2(1)(b)"
    assert found["The office may ask for bo"[:24]] == "Art. 2(1)"


def test_an_article_quoted_in_a_box_begins_no_article():
    blocks = [heading("Measure 1. Papers", 2), heading("Article 53"), *texts("Makers keep papers.")]
    blocks += [heading("Measure 2. Copies", 2), *texts("Makers keep copies.")]
    found = addresses([heading("Code", 1), *blocks, heading("Close", 1)])
    assert found["Makers keep papers."] != "Art. 53"
    assert found["Makers keep copies."] == "Measure 2"


def test_an_annex_titled_after_an_article_is_no_article():
    articles = [b for n in (1, 2, 3) for b in (heading(f"Article {n} Name"), *texts(f"Words {n}."))]
    annex = [heading("ANNEX I List under", 1), heading("Article 2"), *texts("1. First entry")]
    assert addresses([*articles, *annex])["1. First entry"].startswith("Annex I")


def test_the_sections_of_an_annex_are_told_apart_and_may_share_a_count():
    articles = [b for n in (1, 2) for b in (heading(f"Article {n} Name"), *texts(f"Words {n}."))]
    annex = [heading("ANNEX I Laws", 1), *texts("Section A. Old", "1. One law", "2. Two laws")]
    annex += texts("Section B. New", "3. Three laws")
    found = addresses([*articles, *annex])
    assert found["2. Two laws"] == "Annex I, Section A(2)"
    assert found["3. Three laws"] == "Annex I, Section B(3)"


def test_supplementary_provisions_are_not_taken_for_the_articles_of_the_act():
    lines = texts("제1조(목적) 목적이다.", "제2조(정의) 정의이다.")
    blocks = [*lines, heading("부 칙", 1), *texts("제1조(시행일) 공포한 날부터 시행한다.")]
    found = addresses(blocks)
    assert found["제1조(목적) 목적이다."] == "제1조"
    assert found["제1조(시행일) 공포한 날부터 시행한다."[:24]] == "부칙 제1조"


def test_a_korean_point_below_a_number_is_cited_with_its_letter():
    lines = texts(
        "제1조(목적) 목적이다.", "제2조(정의) 뜻은 다음과 같다.", "1. 기계란 다음을 말한다."
    )
    found = addresses([*lines, *texts("가. 깎는 기계", "나. 심는 기계", "2. 정원이란 뜰이다.")])
    assert found["나. 심는 기계"] == "제2조제1호나목"
    assert found["2. 정원이란 뜰이다."] == "제2조제2호"


def test_a_title_with_brackets_in_it_is_still_one_title():
    lines = texts("제1조(목적) 목적이다.", "제2조(「정원법」(이하 “법”)과의 관계) ① 법에 따른다.")
    assert list(addresses(lines).values()) == ["제1조", "제2조제1항"]


def test_articles_of_a_japanese_act_are_cited_in_japanese():
    lines = texts("第一条　この法律は庭に適用する。", "第二条　国は次の事務を行う。", "一　試験")
    lines += texts("２　国は報告する。")
    found = list(addresses(lines).values())
    assert found == ["第1条", "第2条", "第2条第1号", "第2条第2項"]


def test_a_section_of_a_us_order_and_its_title_are_parted():
    lines = texts("Section 1. Purpose. Parks matter.", "Sec. 2. Tests. (a) Machines are tested.")
    found = addresses([*lines, *texts("(b) Results are published. Sec. 3. End. It ends here.")])
    assert (
        found
        == {
            "Parks matter.": "Sec. 1",
            "(a) Machines are tested.": "Sec. 2(a)",
            "(b) Results are published.": "Sec. 2(b)",
            "It ends here.": "Sec. 3",
        }
        or found["(b) Results are publishe"] == "Sec. 2(b)"
    )


def test_the_items_a_code_announces_are_cited_by_its_own_word_for_them():
    lines = texts(
        "Makers shall follow the following actions:", "1 Test every machine.", "It helps."
    )
    lines += texts("2 Tell the office.", "3 Keep the papers.", "They are few.")
    found = addresses([heading("Code of Parks", 1), *lines])
    assert found["1 Test every machine."] == "Action 1"
    assert found["They are few."] == "Action 3"


LONG = "words that make this paragraph long enough to count as one of the body of a declaration."


def test_paragraphs_that_a_declaration_does_not_number_are_counted_in_brackets():
    lines = texts(f"First {LONG}", f"Second {LONG}", "Signed by:", "Ashford", "Birch Hill", "Cedar")
    found = addresses([heading("The Park Declaration", 1), *lines, *texts(f"Later, {LONG}")])
    assert list(found.values()) == ["[¶1]", "[¶2]", None, None, None, None, None]


def test_a_numbered_list_inside_a_report_is_not_how_the_report_is_cited():
    lines = texts(*(f"Plain paragraph {n}: {LONG}" for n in range(12)))
    lines[4:4] = texts("1. One risk", "2. Another risk")
    assert set(addresses([heading("Report on Parks", 1), *lines]).values()) == {None}


def test_numbered_notes_at_the_end_are_endnotes():
    blocks = [
        heading("Guide", 1),
        *texts("Words."),
        heading("Notes", 2),
        *texts("1. See.", "2. So."),
    ]
    assert list(addresses(blocks).values()) == [None, "endnote 1", "endnote 2"]


def test_a_footnote_is_cited_as_one_and_leaves_the_article_open():
    blocks = [heading("Article 1 A"), *texts("1. One¹."), Block("footnote", "A note.", label="1")]
    blocks += [*texts("2. Two."), heading("Article 2 B"), *texts("Three.")]
    assert list(addresses(blocks).values()) == ["Art. 1(1)", "footnote 1", "Art. 1(2)", "Art. 2"]


def test_numbered_headings_of_a_report_are_cited_by_section():
    blocks = [heading("2.1 Risks", 2), *texts("Words."), heading("Summary", 1), *texts("End.")]
    assert list(addresses(blocks).values()) == ["§2.1", None]


def test_a_row_is_cited_by_the_code_of_one_of_its_cells_and_never_by_the_row_above():
    rows = [f"PO.{n}.1: Task {n} | High" for n in range(1, 6)]
    rows += ["Group (PO.6) | PO.6.1: Task 6 | Low", "More on what was said | Low"]
    found = addresses([heading("Profile", 1), *(Block("row", row) for row in rows)])
    assert list(found.values())[-3:] == ["PO.5.1", "PO.6.1", None]
