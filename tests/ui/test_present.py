"""What turns and documents look like as HTML, without a browser."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from assistant.conversation import Turn
from assistant.history import KeptConversation
from assistant.interface.present.conversation import answer_as_text, conversation_html
from assistant.interface.present.history import MOST_SHOWN, history_html
from assistant.interface.present.library import library_html
from assistant.interface.present.sources import marked_passage, sources_html
from assistant.interface.present.turns import suggestions_html
from assistant.interface.present.welcome import welcome_html
from assistant.interface.present.work import job_html
from assistant.interface.shelf import Holdings
from assistant.jobs import Job
from corpus.errors import EngineError
from corpus.types import (
    Answer,
    Citation,
    DocumentInfo,
    Filters,
    Hit,
    Locator,
    Narrowing,
    Passage,
    RemovedSentence,
    Sentence,
    Timings,
)
from index.records import DocumentRecord
from ingest.report import Duplicate, IngestProgress, IngestReport, IngestWarning, Rejection

EVIL = "<img src=x onerror=alert(1)>\"'&"
PASSAGE = f"Before {EVIL}. The quoted words. After."
START = PASSAGE.index("The quoted")


def citation(n: int = 1, **info: object) -> Citation:
    about = DocumentInfo(slug="doc", title=EVIL, publisher=EVIL, **info)
    whole = Locator(3, (EVIL, "Part II"), "Art. 5(1)", 100, 100 + len(PASSAGE))
    quote = "The quoted words."
    place = replace(whole, char_start=100 + START, char_end=100 + START + len(quote))
    hit = Hit(1, 1.0, 0.9, Passage("p", "doc", 0, PASSAGE, "", whole), about)
    return Citation(n, quote, place, hit)


def answer(**changes: object) -> Answer:
    made = Answer(
        question=EVIL,
        language="en",
        status="answered",
        text=f"{EVIL} [1]",
        sentences=(Sentence(f"{EVIL} and footnote [2]", (1,), "supported", 1.0),),
        citations=(citation(),),
        warnings=(EVIL,),
        engine="extractive",
        timings=Timings((("total_ms", 1234.0),)),
    )
    return replace(made, **changes)


def tags(text: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)
            found.extend(f"{tag}.{name}" for name, _ in attrs if name.startswith("on"))

    Reader().feed(text)
    return found


@pytest.mark.parametrize(
    "turn",
    [
        Turn(1, EVIL),
        Turn(1, EVIL, found=(citation(),), written=f"{EVIL} [1]"),
        Turn(1, EVIL, answer=answer()),
        Turn(1, EVIL, answer=answer(engine="local:x")),
        Turn(1, EVIL, answer=answer(status="abstained", text=EVIL, citations=(), sentences=())),
        Turn(1, EVIL, answer=answer(removed=(RemovedSentence(EVIL, EVIL),)), outdated=(EVIL,)),
        Turn(1, EVIL, written=EVIL, ending="stopped"),
        Turn(1, EVIL, ending="failed", problem=EVIL),
    ],
)
def test_nobodys_words_become_elements(turn: Turn) -> None:
    shown = conversation_html([turn], "ko") + sources_html([turn, turn], "en")
    assert not {"img", "script", "iframe"} & set(tags(shown))
    assert not [tag for tag in tags(shown) if ".on" in tag]
    assert "onerror=alert(1)&gt;" in shown


def test_what_narrowed_the_search_is_said_and_undone_only_once_answered() -> None:
    narrowing = Narrowing(Filters(names=("Seoul",)), (EVIL,), "q", 3)
    filters = Filters(
        publishers=(EVIL,), languages=("ko",), kinds=("law",), statuses=("draft",),
        documents=("a", "b"), after="2024", before="2025-06",
    )  # fmt: skip
    turn = Turn(7, "q", filters=filters, narrowing=narrowing, answer=answer(question="q"))
    english, korean = conversation_html([turn], "en"), conversation_html([turn], "ko")
    assert 'data-act="widely" data-turn="7"' in english
    assert "(documents: 3)" in english
    assert "Korean · Law · Draft · from 2024 · until 2025-06 · chosen documents: 2" in english
    assert "한국어 · 법령 · 초안 · 2024 이후 · 2025-06 이전 · 선택한 문서 2건" in korean
    assert "img" not in tags(english)
    assert "data-again" not in conversation_html([replace(turn, answer=None)], "en")
    assert "pd-narrowing" not in conversation_html([replace(turn, narrowing=Narrowing())], "en")


def test_only_the_answers_own_citations_become_links() -> None:
    shown = conversation_html([Turn(4, "q", answer=answer())], "en")
    assert shown.count('class="pd-mark"') == 1
    assert 'href="#t4-c1"' in shown
    assert "footnote (2)" in shown


def test_marks_in_a_draft_link_only_to_evidence() -> None:
    turn = Turn(1, "q", found=(citation(),), written="Said [1] and [7].")
    shown = conversation_html([turn], "en")
    assert shown.count('class="pd-mark"') == 1
    assert "and [7]." in shown


def test_a_card_names_the_place_and_marks_the_quote() -> None:
    turn = Turn(1, "q", found=(citation(status="rescinded", date="2023-10-30"),))
    shown = sources_html([turn], "ko")
    for part in ("<mark>The quoted words.</mark>", "3쪽", "Art. 5(1)", "Part II", "2023-10-30"):
        assert part in shown
    assert "철회됨" in shown


def test_a_digest_says_so_and_links_to_the_official_text() -> None:
    info = {"is_digest": True, "source_url": "https://example.org/?a=1&b=2"}
    shown = sources_html([Turn(1, "q", found=(citation(**info),))], "en")
    assert "policydesk digest" in shown
    assert 'href="https://example.org/?a=1&amp;b=2"' in shown
    assert 'rel="noopener noreferrer"' in shown


def scanned() -> Citation:
    made = citation()
    return replace(made, locator=replace(made.locator, page=83, page_label="13", ocr=True))


@pytest.mark.parametrize(
    ("language", "page", "badge"),
    [
        ("en", "p. 83 (printed 13)", "Recognised from a scan (OCR)"),
        ("ko", "83쪽(인쇄면 13쪽)", "스캔에서 문자 인식(OCR)한 글"),
    ],
)
def test_a_scan_and_a_printed_page_number_are_shown_and_copied(language, page, badge) -> None:
    card = sources_html([Turn(1, "q", found=(scanned(),))], language)
    text = answer_as_text(answer(citations=(scanned(),)), language)
    for shown in (card, text):
        assert page in shown
        assert badge in shown


def test_a_page_whose_printed_number_is_its_own_shows_it_once() -> None:
    made = citation()
    made = replace(made, locator=replace(made.locator, page_label="3"))
    shown = sources_html([Turn(1, "q", found=(made,))], "en")
    assert "<span>p. 3</span>" in shown
    assert "OCR" not in shown


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(url: str) -> None:
    shown = sources_html([Turn(1, "q", found=(citation(source_url=url),))], "en")
    assert url not in shown


def test_a_quote_that_is_not_at_its_place_is_found_or_shown_alone() -> None:
    moved = citation()
    moved = replace(moved, locator=replace(moved.locator, char_start=100))
    assert marked_passage(moved)[1] == "The quoted words."
    assert marked_passage(replace(moved, quote="Elsewhere.")) == ("", "Elsewhere.", "")


def test_a_long_passage_is_cut_around_its_quote_with_the_whole_at_hand() -> None:
    made = citation()
    text = "x" * 900 + made.quote + "y" * 900
    passage = replace(made.hit.passage, text=text, locator=replace(made.locator, char_start=0))
    made = replace(
        made,
        hit=replace(made.hit, passage=passage),
        locator=replace(made.locator, char_start=900),
    )
    shown = sources_html([Turn(1, "q", found=(made,))], "en")
    assert "…xxx" in shown
    assert "x" * 900 in shown
    assert "Show the whole passage" in shown


def test_an_abstention_is_a_notice_without_marks() -> None:
    gone = answer(status="abstained", text="Not here.", citations=(), sentences=(), warnings=())
    shown = conversation_html([Turn(1, "q", answer=gone)], "en")
    assert "pd-abstained" in shown
    assert "pd-mark" not in shown
    assert "pd-copy" not in shown


def test_the_copied_text_holds_quote_place_and_address() -> None:
    made = answer(citations=(citation(source_url="https://example.org"),))
    text = answer_as_text(made, "en")
    assert "“The quoted words.”" in text
    assert "p. 3, Art. 5(1)" in text
    assert "https://example.org" in text


def test_an_empty_library_says_what_to_do() -> None:
    assert "The library is empty" in welcome_html([], "en")
    assert "being prepared" in welcome_html([], "en", preparing=True)
    assert "자료실이 비어 있습니다" in library_html(Holdings([], {}, {}), "ko")


def test_the_library_counts_by_language() -> None:
    record = DocumentRecord(DocumentInfo("a", EVIL), "0", "a.md", "1", 3)
    shown = welcome_html([record], "en") + library_html(Holdings([record], {}, {}), "en")
    assert "1 documents (English 1)" in shown
    assert "img" not in tags(shown)


def test_a_running_job_says_file_passages_and_time_left() -> None:
    job = Job("upload")
    job.step(IngestProgress(1, 4, EVIL, 50, 100, 130.0))
    shown = job_html(job, "en")
    assert 'aria-valuenow="38"' in shown
    assert "2 of 4 · passage 50 of 100 · about 2 min left" in shown
    assert "img" not in tags(shown)


def test_a_running_job_shows_the_share_of_the_work_where_it_is_known() -> None:
    job = Job("upload")
    job.step(IngestProgress(1, 4, "a.pdf", 50, 100, 130.0, 0.9))
    assert 'aria-valuenow="90"' in job_html(job, "en")


def test_a_finished_job_names_what_is_missing_held_twice_and_unread() -> None:
    report = IngestReport(
        ("x",), (), 2, (), 9, 1.5, 1.0,
        warnings=(IngestWarning("folder/a.pdf", EVIL),),
        duplicates=(Duplicate("folder/b.pdf", "x"),),
        missing=("y",),
    )  # fmt: skip
    job = Job("upload")
    job.run(lambda _: report)
    english, korean = job_html(job, "en"), job_html(job, "ko")
    assert "1 with the same content · 1 without their file" in english
    assert "<li>b.pdf: it holds the same as x and was not added.</li>" in english
    assert "<li>y: its file is gone, but the document is still here." in english
    assert "같은 내용 1건 · 원본 없음 1건" in korean
    assert "onerror=alert(1)&gt;" in english
    assert "img" not in tags(english)


def test_a_download_counts_megabytes() -> None:
    job = Job("model")
    job.download(550_000_000, 1_100_000_000)
    assert "550 / 1,100MB" in job_html(job, "ko")


def test_a_finished_job_reports_each_reject_on_its_own_line() -> None:
    rejected = (Rejection("folder/a.pdf", "a.pdf: the file is empty. Add the document itself."),)
    job = Job("upload")
    job.run(lambda _: IngestReport(("x",), (), 2, rejected, 9, 1.5, 1.0))
    shown = job_html(job, "ko")
    assert "추가 1건 · 변경 없음 2건 · 추가하지 못함 1건" in shown
    assert "<li>a.pdf: 빈 파일입니다.</li>" in shown


def test_a_failed_job_is_one_line() -> None:
    job = Job("model")

    def fail(_: Job) -> None:
        raise EngineError("the local model needs 1,200 MB, 3 MB are free", "models", "Make room.")

    job.run(fail)
    assert "1,200MB가 필요하나 3MB만 남아 있습니다." in job_html(job, "ko")


def test_an_unforeseen_failure_shows_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    job = Job("upload")
    job.run(lambda _: 1 // 0)  # type: ignore[arg-type,return-value]
    assert job.outcome == "failed"
    assert "ZeroDivisionError" not in job_html(job, "en")
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    job = Job("upload")

    def work(running: Job) -> None:
        running.cancel.set()
        running.step(IngestProgress(0, 1, "a.pdf"))

    job.run(work)
    assert job.outcome == "cancelled"


def test_a_date_that_nobody_stated_is_marked_in_the_list():
    info = DocumentInfo("a", "Garden Act", date="2031-05-02", found=("date",))
    shown = library_html(Holdings([DocumentRecord(info, "0", "a.md", "1", 3)], {}, {}), "en")
    assert "2031-05-02 (found in the text)" in shown
    stated = DocumentRecord(replace(info, found=()), "0", "a.md", "1", 3)
    assert "found in the text" not in library_html(Holdings([stated], {}, {}), "en")


def test_what_must_be_known_first_stands_before_the_answer_and_only_there() -> None:
    first = f"The sources differ: 40 hours [1] ({EVIL})."
    made = answer(notices=(first,), warnings=(first, "Recognised from a scan."))
    shown = conversation_html([Turn(2, "q", answer=made)], "en")
    assert shown.index("The sources differ") < shown.index("footnote (2)")
    assert shown.index("footnote (2)") < shown.index("Recognised from a scan.")
    assert shown.split("pd-meta")[0].count("The sources differ") == 1
    assert shown.count('href="#t2-c1"') == 2


def test_a_card_shows_since_when_a_document_no_longer_applies_in_the_interfaces_language() -> None:
    info = {
        "instrument": "us-eo-14110",
        "status": "rescinded",
        "date": "2023-10-30",
        "found": ("status",),
    }
    turn = Turn(1, "q", found=(citation(**info),))
    assert "철회됨 2025-01-20" in sources_html([turn], "ko")
    assert "행정명령 제14148호로 폐지되었으며" in sources_html([turn], "ko")
    assert "was rescinded on 2025-01-20 by Executive Order 14148" in sources_html([turn], "en")


@pytest.mark.parametrize(
    ("engine", "verdict", "label"),
    [
        ("extractive", "supported", "word for word from the source"),
        ("local", "supported", "checked against its source"),
        ("local", "unchecked", "not checked yet"),
    ],
)
def test_each_sentence_says_what_verification_found_of_it(engine, verdict, label) -> None:
    said = answer(engine=engine, sentences=(Sentence("Robots are tested.", (1,), verdict, 1.0),))
    shown = conversation_html([Turn(1, "q", answer=said)], "en")
    assert f'data-verdict="{verdict}" title="{label}"' in shown
    assert f'<span class="pd-sr"> ({label}) </span>' in shown


def test_removed_sentences_are_folded_with_their_reason_and_never_copied() -> None:
    said = answer(removed=(RemovedSentence("Robots fly.", "nothing speaks of flying"),))
    shown = conversation_html([Turn(1, "q", answer=said)], "en")
    folded = shown[shown.index('<details class="pd-removed-sentences">') :].split("</details>")[0]
    assert "<del>Robots fly.</del>" in folded
    assert "nothing speaks of flying" in folded
    assert "Robots fly" not in answer_as_text(said, "en")


def test_only_the_last_turn_can_be_answered_again_and_none_while_it_is_open() -> None:
    shown = conversation_html([Turn(1, "q", answer=answer()), Turn(2, "r", ending="stopped")], "ko")
    assert 'data-act="again" data-turn="1"' not in shown
    assert 'data-act="again" data-turn="2"' in shown
    assert 'data-act="edit" data-turn="1"' in shown
    assert "data-act" not in conversation_html([Turn(1, "q")], "ko")


def test_a_conversation_of_earlier_names_documents_that_have_changed() -> None:
    shown = conversation_html([Turn(1, "q", answer=answer(), outdated=("Robot Act",))], "ko")
    assert "Robot Act" in shown.split('class="pd-answer"')[0]


def test_more_conversations_than_the_list_shows_are_counted() -> None:
    kept = [
        KeptConversation(f"{n:032x}", "2026-11-30T00:00:00+00:00", (Turn(1, EVIL),))
        for n in range(MOST_SHOWN + 3)
    ]
    shown = history_html(kept, "", "", "en")
    assert shown.count("<li>") == MOST_SHOWN
    assert "3 more are kept" in shown
    assert "<img" not in shown + suggestions_html([EVIL], "en")
