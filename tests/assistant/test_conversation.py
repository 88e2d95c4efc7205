"""What a conversation remembers, and that nothing acts in its exports."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.conversation import Conversation, Memory, Turn
from assistant.interface.present.record import as_json, as_markdown, exported, inert
from corpus.types import (
    Answer,
    Citation,
    DocumentInfo,
    Hit,
    Locator,
    Passage,
    Sentence,
    Timings,
)

TODAY = date(2026, 1, 2)
EVIL = (
    "<img src=x onerror=alert(1)> [click](javascript:alert(1)) ![x](https://evil.example/p.png) "
    "**bold** `code` https://evil.example www.evil.example me@evil.example $x$ | a | ~~b~~\n"
    "# heading\n\n- item\n\n<script>alert(1)</script> \u202e"
)


def citation(n: int, title: str, quote: str, source_url: str | None = None) -> Citation:
    place = Locator(3, ("Part II",), "Art. 5(1)", 0, len(quote))
    info = DocumentInfo("doc", title, publisher=EVIL, date="2024-05-21", source_url=source_url)
    return Citation(
        n, quote, place, Hit(1, 1.0, None, Passage("p", "doc", 0, quote, "", place), info)
    )


def answer(question: str, *citations: Citation, text: str = "It is so.") -> Answer:
    sentence = Sentence(text, tuple(c.n for c in citations), "supported", 1.0)
    return Answer(
        question, "en", "answered", text, (sentence,), citations, (EVIL,), "extractive", Timings()
    )


def turn(number: int, question: str, **changes: object) -> Turn:
    return replace(Turn(number, question), **changes)


def test_it_remembers_what_fits_and_nothing_before():
    turns = tuple(turn(n, f"question {n}") for n in range(1, 6))
    memory = Conversation(turns).remember(25, count_tokens=lambda text: 10)
    assert memory == Memory(("question 4", "question 5"))


def test_it_remembers_what_was_meant_and_what_the_last_answer_cited():
    first = turn(1, "일본은?", understood_as="일본의 예산은?")
    last = turn(
        2, "q", answer=answer("q", citation(1, "An Act", "words"), citation(2, "An Act", "w"))
    )
    assert Conversation((first, last)).remember(600) == Memory(("일본의 예산은?", "q"), ("An Act",))


@given(st.lists(st.text(max_size=80), max_size=8), st.integers(0, 60))
def test_memory_never_exceeds_its_tokens(questions, tokens):
    turns = tuple(
        turn(n, q, answer=answer(q, citation(1, q, q))) for n, q in enumerate(questions, 1)
    )
    memory = Conversation(turns).remember(tokens, count_tokens=len)
    assert sum(map(len, (*memory.questions, *memory.titles))) <= tokens


def rendered(markdown: str) -> tuple[str, list[str]]:
    """HTML of a page as the most permissive reader shows it, and where its links lead."""
    reader = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(
        ["table", "strikethrough"]
    )
    tokens = reader.parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    links = [str(t.attrs["href"]) for t in inline if t.type == "link_open"]
    return reader.render(markdown), links


def test_hostile_words_are_only_words_in_markdown():
    hostile = answer(EVIL, citation(1, EVIL, EVIL, "https://example.org/a?x=[y](z)"), text=EVIL)
    conversation = Conversation(
        (
            turn(1, EVIL, understood_as=EVIL, answer=hostile),
            turn(2, EVIL, written=EVIL, ending="stopped"),
            turn(3, EVIL, ending="failed", problem=EVIL),
        )
    )
    page = as_markdown(conversation, "en", TODAY)
    html, links = rendered(page)
    assert links == ["https://example.org/a?x=%5By%5D(z)"]
    for element in ("<img", "<script", "<strong", "<code", "<table", "<s>", "<li"):
        assert element not in html
    assert "\u202e" not in page
    # What some readers make links of without being asked to.
    assert "https://evil" not in page
    assert "www.evil" not in page
    assert "me@evil" not in page


@given(st.text(max_size=200))
def test_inert_text_shows_as_itself_and_opens_nothing(text):
    html, links = rendered(inert(text))
    assert links == []
    assert html.count("<") == html.count("<p>") * 2
    shown = html.removeprefix("<p>").removesuffix("</p>\n")
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, char)
    assert shown == plain


def test_markdown_names_each_source_with_its_place_and_quote():
    quote = "Makers shall test every robot."
    said = answer("Who tests?", citation(1, "Robot Act", quote, "https://example.org/act"))
    page = as_markdown(Conversation((turn(1, "Who tests?", answer=said),)), "en", TODAY)
    for part in ("1\\. Who tests?", "It is so. \\[1\\]", "Robot Act", "2024-05-21", "p. 3",
                 "Art. 5(1)", "<https://example.org/act>", f"> {quote}", "2026-01-02"):  # fmt: skip
        assert part in page


def test_a_source_that_is_no_web_address_is_no_link():
    said = answer("q", citation(1, "T", "words", "javascript:alert(1)"))
    _, links = rendered(as_markdown(Conversation((turn(1, "q", answer=said),)), "ko", TODAY))
    assert links == []


def test_json_has_the_shapes_of_the_command_line():
    said = answer("q", citation(1, "T", "words"))
    turns = (turn(1, "q", answer=said), turn(2, "r", written="half", ending="stopped"))
    saved = json.loads(json.dumps(as_json(Conversation(turns), TODAY)))
    assert saved["exported"] == "2026-01-02"
    first, second = saved["turns"]
    assert first["citations"][0]["quote"] == "words"
    assert first["citations"][0]["locator"]["address"] == "Art. 5(1)"
    assert (second["status"], second["draft"]) == ("stopped", "half")


@pytest.mark.parametrize(
    ("suffix", "kind"), [("md", "text/markdown"), ("json", "application/json")]
)
def test_a_file_has_a_name_a_type_and_a_text(suffix, kind):
    file = exported(Conversation((turn(1, "q"),)), "ko", suffix)
    assert file["name"].endswith(f".{suffix}")
    assert file["type"] == kind
    assert b"q" in b64decode(file["base64"])
