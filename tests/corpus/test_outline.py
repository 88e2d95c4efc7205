"""Outlines: headings, the provisions below them, and every character in one place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.outline import draw_outline
from corpus.types import Anchor, Document, DocumentInfo, Places

TEXT = (
    "Preamble.\n\n"
    "Chapter I Scope\n\n"
    "Article 1 Purpose\n\n1. This Act protects gardens.\n\n2. It was adopted in March.\n\n"
    "Article 2 Makers\n\nMakers shall test every rake.\n\n"
    "Annex\n\n(1) Rakes.\n\n(2) Hoes.\n\n"
)


def document(*anchors: tuple[str, tuple[str, ...], str | None], text: str = TEXT) -> Document:
    placed = tuple(Anchor(text.index(at), heading, address) for at, heading, address in anchors)
    return Document(DocumentInfo("garden", "Garden Act"), text, Places(anchors=placed), "0", "a.md")


ACT = document(
    ("Preamble", (), None),
    ("Chapter I", ("Chapter I Scope",), None),
    ("Article 1", ("Chapter I Scope", "Article 1 Purpose"), "Art. 1"),
    ("1. This", ("Chapter I Scope", "Article 1 Purpose"), "Art. 1(1)"),
    ("2. It", ("Chapter I Scope", "Article 1 Purpose"), "Art. 1(2)"),
    ("Article 2", ("Chapter I Scope", "Article 2 Makers"), "Art. 2"),
    ("Annex", ("Annex",), None),
    ("(1) Rakes", ("Annex",), "Recital 1"),
    ("(2) Hoes", ("Annex",), "Recital 2"),
)


def lines(of: Document) -> list[tuple[int, str, str]]:
    return [(branch.depth, branch.address, branch.title) for branch in draw_outline(of)]


def test_an_article_with_a_heading_is_one_line_and_its_paragraphs_none() -> None:
    assert lines(ACT) == [
        (0, "", "Preamble."),
        (0, "", "Chapter I Scope"),
        (1, "Art. 1", "Article 1 Purpose"),
        (1, "Art. 2", "Article 2 Makers"),
        (0, "", "Annex"),
        (1, "Recital 1", "(1) Rakes."),
        (1, "Recital 2", "(2) Hoes."),
    ]


def test_korean_articles_below_a_chapter_are_named_by_how_they_begin() -> None:
    text = (
        "제1장 총칙\n\n제1조(목적) 이 법은 정원을 보호한다.\n\n제2조의2(정의) ① 갈퀴를 말한다.\n\n"
    )
    chapter = ("제1장 총칙",)
    act = document(
        ("제1장", chapter, None),
        ("제1조", chapter, "제1조"),
        ("제2조의2", chapter, "제2조의2제1항"),
        text=text,
    )
    assert [(depth, address) for depth, address, _ in lines(act)] == [
        (0, ""),
        (1, "제1조"),
        (1, "제2조의2"),
    ]


def test_a_footnote_between_two_halves_of_a_recital_does_not_cut_it() -> None:
    text = "(1) Gardens matter, and\n\nOJ L 1, p. 2.\n\nthey need care.\n\n"
    act = document(
        ("(1)", ("Act",), "Recital 1"),
        ("OJ", ("Act",), "footnote 1"),
        ("they", ("Act",), "Recital 1"),
        text=text,
    )
    (only,) = draw_outline(act)
    assert (only.address, text[only.char_start : only.char_end]) == ("Recital 1", text)


def test_a_document_without_headings_is_one_line_that_says_how_it_begins() -> None:
    (only,) = draw_outline(document(text="A letter about rakes.\n\nYours.\n"))
    assert (only.title, only.is_excerpt) == ("A letter about rakes.", True)


def test_children_are_named_by_their_parent() -> None:
    outline = draw_outline(ACT)
    assert [outline[at].address for at in outline[1].children] == ["Art. 1", "Art. 2"]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 9),
            st.lists(st.sampled_from("ABC"), max_size=3),
            st.sampled_from([None, "Art. 1", "Art. 1(2)", "Art. 2", "제1조제2항", "footnote 3"]),
        ),
        max_size=12,
    )
)
def test_every_character_belongs_to_exactly_one_line(steps) -> None:
    anchors, at = [], 0
    for length, heading, address in steps:
        anchors.append(Anchor(at, tuple(heading), address))
        at += length
    text = "x" * (at or 1)
    made = Document(DocumentInfo("d", "D"), text, Places(anchors=tuple(anchors)), "0", "a.md")
    outline = draw_outline(made)
    assert "".join(text[b.char_start : b.char_end] for b in outline) == text
    below = [at for branch in outline for at in branch.children]
    outermost = [branch.at for branch in outline if branch.depth == 0]
    assert sorted([*below, *outermost]) == list(range(len(outline)))
