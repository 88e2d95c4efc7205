"""The translation of a source, from its button to its mark, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation import Turn
from assistant.desk import Desk
from assistant.interface.present.sources import sources_html
from assistant.interface.session import Session
from assistant.interface.translating import translate_source
from assistant.settings import Settings
from assistant.translate import Translation
from corpus.types import Answer, Citation, DocumentInfo, Hit, Locator, Passage, Timings

QUOTE = "Makers shall test every robot for at least 40 hours before sale."
KOREAN = "제조자는 판매 전에 모든 로봇을 <b>최소</b> 40시간 시험해야 한다."


def turn(answer_language: str = "ko") -> Turn:
    locator = Locator(None, (), None, 0, len(QUOTE))
    info = DocumentInfo("act", "Robot Safety Act", language="en")
    hit = Hit(1, 1.0, None, Passage("p", "act", 0, QUOTE, "", locator), info)
    citation = Citation(1, QUOTE, locator, hit)
    answer = Answer(
        "q", answer_language, "answered", QUOTE, (), (citation,), (), "extractive", Timings(())
    )
    return Turn(1, "q", found=(citation,), answer=answer)


@pytest.mark.parametrize(
    ("language", "translations", "offered"),
    [("ko", {}, True), ("ko", None, False), ("en", {}, False), ("fr", {}, False)],
)
def test_a_translation_is_offered_where_a_quote_is_in_another_language_and_something_translates(
    language: str, translations: dict | None, offered: bool
) -> None:
    page = sources_html([turn(language)], "ko", translations)
    assert ("기계 번역 보기" in page) is offered


def test_a_translation_is_marked_and_nobodys_markup() -> None:
    made = {(QUOTE, "ko"): Translation(KOREAN, "api:m", "ko")}
    page = sources_html([turn()], "ko", made)
    assert "api:m 기계 번역" in page
    assert "&lt;b&gt;최소" in page
    assert QUOTE in page


def test_a_withheld_translation_says_why() -> None:
    made = {(QUOTE, "ko"): Translation("", "api:m", "ko", "number")}
    assert "숫자가 원문과 다릅니다" in sources_html([turn()], "ko", made)


class Model:
    """Translates, and counts how often."""

    label = "api:m"

    def __init__(self) -> None:
        self.asked = 0

    def complete(self, messages, max_tokens, *, grammar="", cancel=None, timeout_s=20.0):
        self.asked += 1
        return KOREAN.replace("<b>", "").replace("</b>", "")

    def write(self, question, language, evidence, *, cancel=None):
        return iter(())


def test_the_button_shows_the_translation_and_asks_the_engine_once(tmp_path: Path) -> None:
    model = Model()
    settings = Settings(library=tmp_path, api_base_url="http://127.0.0.1:9/v1", api_model="m")
    desk = Desk(settings, engines={"api": model})
    session = Session(turns=[turn()])
    pages = [
        sources_html(session.turns, "ko", session.translations)
        for _ in translate_source(session, desk, 1, 1)
    ]
    assert "번역하고 있습니다" in pages[0]
    assert "40시간" in pages[-1]
    assert list(translate_source(session, desk, 1, 1)) == []
    assert model.asked == 1
    desk.close()
