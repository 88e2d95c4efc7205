import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import RejectedDocument
from ingest.blocks import Block
from ingest.passages import CUTTING, compose_text, cut_passages, estimate_tokens
from ingest.structure import place_blocks
from tests.documents import FOLDER
from tests.ingest.reading import read

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONGEST_S = 10.0

words = st.text(
    alphabet="abc DEF.!?,\n12)(-가나다.。日本①é\u0301\u200b\u202e👩‍👧•|", min_size=1, max_size=900
)
paragraphs = st.builds(Block, st.sampled_from(["paragraph", "item"]), words.map(str.strip))
numbered = st.builds(
    lambda n, text: Block("paragraph", f"{n}. {text.strip()}"), st.integers(1, 9), words
)
headings = st.builds(
    lambda text, level: Block("heading", text, level=level),
    st.sampled_from(["Article 1", "Article 2 Duties", "CHAPTER I", "Notes", "ANNEX I", "개요"]),
    st.integers(1, 4),
)
rows = st.builds(
    lambda text: Block("row", text.strip(), header="Town | Year"), words.filter(str.strip)
)
blocks = st.lists(st.one_of(paragraphs, numbered, headings, rows), min_size=1, max_size=12)


def paged(sequence: list[Block]) -> list[Block]:
    return [Block(b.kind, b.text, b.level, page=n // 3 + 1) for n, b in enumerate(sequence)]


def cut(sequence, language="en"):
    placed = place_blocks([b for b in sequence if b.text])
    text, places, starts = compose_text(placed)
    passages = cut_passages(placed, text, places, starts, slug="s", title="t", language=language)
    return placed, text, places.page_starts, passages


@QUICK
@given(blocks, st.sampled_from(["en", "ko", "ja"]))
def test_every_passage_is_the_slice_of_the_text_at_its_locator(sequence, language):
    _, text, _, passages = cut(sequence, language)
    for passage in passages:
        assert passage.text == text[passage.locator.char_start : passage.locator.char_end]


@QUICK
@given(blocks)
def test_passages_follow_one_another_without_overlap(sequence):
    _, _, _, passages = cut(sequence)
    ends = [0, *(p.locator.char_end for p in passages)]
    assert all(p.locator.char_start >= end for p, end in zip(passages, ends, strict=False))
    assert [p.ordinal for p in passages] == list(range(len(passages)))


@QUICK
@given(blocks)
def test_no_text_of_a_paragraph_is_lost(sequence):
    placed, _, _, passages = cut(sequence)
    kept = "".join("".join(p.text for p in passages).split())
    for item in placed:
        if item.block.kind != "heading":
            assert "".join(item.block.text.split()) in kept


@QUICK
@given(blocks)
def test_identifiers_are_unique_and_stable(sequence):
    first, second = cut(sequence)[3], cut(sequence)[3]
    assert [p.id for p in first] == [p.id for p in second]
    assert len({p.id for p in first}) == len(first)


@QUICK
@given(blocks)
def test_the_page_of_a_passage_holds_its_first_character(sequence):
    _, text, page_starts, passages = cut(paged(sequence))
    assert list(page_starts) == sorted(page_starts)
    for passage in passages:
        page, start = passage.locator.page, passage.locator.char_start
        following = page_starts[page] if page < len(page_starts) else len(text)
        assert page_starts[page - 1] <= start < following


@QUICK
@given(blocks)
def test_no_passage_is_larger_than_the_maximum(sequence):
    for passage in cut(sequence)[3]:
        separators = passage.text.count("\n\n")
        assert estimate_tokens(passage.text) <= CUTTING.maximum + separators


EMPTY_ARTICLE = [
    Block("heading", "CHAPTER I", level=1),
    Block("paragraph", "1"),
    Block("heading", "Article 1", level=1),
    Block("heading", "CHAPTER I", level=1),
    Block("paragraph", "1"),
]


@QUICK
@given(blocks)
@example(EMPTY_ARTICLE)
def test_no_passage_holds_two_articles(sequence):
    placed, _, _, passages = cut(sequence)
    starts = compose_text(placed)[2]
    units = list(zip(starts, (p.unit for p in placed), strict=True))
    for passage in passages:
        place = passage.locator
        assert len({unit for at, unit in units if place.char_start <= at < place.char_end}) <= 1


@QUICK
@given(st.text(max_size=3000), st.sampled_from([".txt", ".md", ".html"]))
def test_no_text_makes_reading_fail(text, suffix):
    try:
        document, passages = read(text.encode("utf-8", "surrogatepass"), f"any{suffix}")
    except RejectedDocument:
        return
    for passage in passages:
        place = passage.locator
        assert passage.text == document.text[place.char_start : place.char_end]
        assert passage.text.encode()


@QUICK
@given(st.binary(max_size=2000), st.sampled_from([".txt", ".md", ".html", ".pdf"]))
def test_no_bytes_make_reading_fail(data, suffix):
    try:
        read(data, f"any{suffix}")
    except RejectedDocument as error:
        assert error.remedy


MEGABYTE = {
    "latin in one line": "a" * 1_000_000,
    "words in one line": "words and " * 100_000,
    "hangul in one line": "가" * 300_000,
    "korean words": "정부는 " * 80_000,
    "emoji": "👩‍👩‍👧 " * 100_000,
    "combining": "e" + "\u0301" * 500_000,
    "right to left": "\u202eשלום " * 100_000,
    "zero width": "\u200b" * 900_000 + "x",
    "nul": "a\0b " * 200_000,
    "exclamations": "<! " * 100_000,
    "short lines": "a\n" * 150_000,
    "unclosed comments": "x <!--" * 50_000,
    "unclosed raised": "x <sup>" * 50_000,
    "unclosed scripts": "x <script>" * 30_000,
}


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("name", MEGABYTE)
def test_hostile_text_is_read_quickly(name, suffix):
    began = time.process_time()
    try:
        _, passages = read(MEGABYTE[name], f"hostile{suffix}")
    except RejectedDocument:
        passages = []
    assert time.process_time() - began < LONGEST_S
    assert all(estimate_tokens(p.text) <= CUTTING.maximum for p in passages)


def test_a_list_item_too_long_is_cut_and_a_short_list_kept_whole():
    items = "Makers shall:\n\n" + "\n".join(f"- do task number {n};" for n in range(20))
    assert len(read(items)[1]) == 1


def test_a_long_paragraph_is_cut_between_sentences():
    _, passages = read("The board reviews every crossing once a year in autumn. " * 60)
    assert len(passages) > 1
    assert all(p.text.startswith("The board") and p.text.endswith(".") for p in passages)


def test_the_context_names_title_headings_and_address_but_is_not_quoted():
    _, passages = read((FOLDER / "regulation.md").read_bytes(), "regulation.md")
    last = next(p for p in passages if p.text.startswith("1. A maker"))
    assert last.context == (
        "Regulation on Garden Machines › CHAPTER I › Article 2 Duties of makers › Art. 2(1)"
    )
    assert "CHAPTER" not in last.text


def test_the_same_words_twice_are_two_passages():
    _, passages = read("# A\n\nSame words.\n\n# B\n\nx\n\n# A\n\nSame words.")
    assert len({p.id for p in passages}) == 3


def test_the_identifier_changes_with_the_document():
    one, two = read("Same words here.", "one.md")[1], read("Same words here.", "two.md")[1]
    assert one[0].id != two[0].id
