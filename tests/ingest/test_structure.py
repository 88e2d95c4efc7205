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
