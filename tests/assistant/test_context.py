"""What the local model reads of the evidence."""

from __future__ import annotations

import pytest

from assistant.engines.context import LONG_CHARS, compress, fit
from assistant.engines.prompt import Quoted
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage


def quote(n: int, text: str, language: str = "en") -> Citation:
    locator = Locator(None, ("Part I", "Duties"), None, 0, len(text))
    info = DocumentInfo("act", "Robot Safety Act", language=language)
    return Citation(
        n, text, locator, Hit(n, 1.0, None, Passage(f"p{n}", "act", n, text, "", locator), info)
    )


FILLER = "The committee met again in the town hall and noted the annual report with thanks."


def test_a_quote_is_read_with_its_document_and_heading() -> None:
    assert compress("Who?", "en", (quote(1, "It was founded in 2023."),)) == (
        Quoted(1, "Robot Safety Act › Duties", "It was founded in 2023."),
    )


def test_what_another_quote_says_already_is_left_out() -> None:
    long = "Makers shall test every robot for at least 40 hours before sale, at their own cost."
    short = "Makers shall test every robot for at least 40 hours before sale"
    kept = compress("How long?", "en", (quote(1, long), quote(2, short), quote(3, FILLER)))
    assert [q.n for q in kept] == [1, 3]


def test_a_long_quote_keeps_its_beginning_and_what_the_question_is_about() -> None:
    text = " ".join(["The Act has duties.", *[FILLER] * 4, "Records are kept for 7 years."])
    assert len(text) > LONG_CHARS
    (read,) = compress("How long are records kept?", "en", (quote(1, text),))
    assert read.text == "The Act has duties. … Records are kept for 7 years."


def test_a_long_list_keeps_the_items_that_the_question_is_about() -> None:
    items = [f"{n}. 위원회는 로봇 산업의 진흥에 관한 계획을 해마다 세운다." for n in range(1, 12)]
    items[6] = "7. 예산은 120억 원 이내로 한다."
    text = "\n".join(["위원회의 업무는 다음과 같다.", *items])
    (read,) = compress("예산은 얼마인가?", "ko", (quote(1, text, "ko"),))
    assert "120억" in read.text
    assert len(read.text) < 80


def test_a_long_quote_stays_whole_where_no_part_shares_a_word_with_the_question() -> None:
    text = " ".join([FILLER] * 6)
    (read,) = compress("로봇은 누가 시험하나?", "ko", (quote(1, text),))
    assert read.text == text


@pytest.mark.parametrize(("room", "numbers"), [(100, [1, 2, 3]), (25, [1, 2]), (10, [1]), (9, [])])
def test_quotes_that_do_not_fit_are_left_out_from_the_end(room: int, numbers: list[int]) -> None:
    quotes = [Quoted(n, "", "x") for n in (1, 2, 3)]
    assert [q.n for q in fit(quotes, room, lambda some: 10 * len(some))] == numbers
