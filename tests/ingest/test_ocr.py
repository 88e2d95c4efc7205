"""Scanned pages: recognised where Tesseract is, named where it is not, never dropped silently."""

import difflib
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from fpdf import FPDF

from corpus.errors import RejectedDocument
from corpus.places import locate
from ingest import ocr
from ingest.ocr_lines import Word, compose_lines, ink_covered, join_rows, reading_confidence
from ingest.readers.pdf import read_pdf
from tests.documents.printing import SENTENCE, print_pages
from tests.documents.scanning import bind, draw_noise, draw_page, font_for
from tests.ingest.reading import read

PATH = Path("scan.pdf")
ENGLISH = (
    "The board inspects every bridge once a year and keeps",
    "a record of each crack that it finds. Owners answer",
    "within 30 days and say what they will repair first.",
    "Section 4 applies to towns with more than 500 people.",
)
KOREAN = (
    "정원기계를 만드는 사람은 안전을 위하여 모든 기계를",
    "판매하기 전에 시험하여야 한다. 시험 기록은 7년 동안",
    "보관하며 정부가 요청하면 지체 없이 제출하여야 한다.",
    "제3조에 따른 검사는 OECD 지침과 AI 기준을 따른다.",
)
JAPANESE = (
    "庭の機械を作る者は、安全のため、すべての機械を販売する",
    "前に試験しなければならない。試験の記録は七年間保存し、",
    "政府の求めがあれば、遅れることなく提出するものとする。",
    "第三条による検査は毎年一回行い、その結果を公表する。",
)
LINES = {"en": ENGLISH, "ko": KOREAN, "ja": JAPANESE}
CODES = {"en": "eng", "ko": "kor", "ja": "jpn"}

needs_engine = pytest.mark.ocr


def need(*languages: str) -> None:
    """Skip where pages of these languages cannot be drawn or recognised."""
    if not all(find_spec(name) for name in ("pytesseract", "pypdfium2")):
        pytest.skip("the extra ocr is not installed")
    known = ocr._languages(shutil.which("tesseract"))
    if missing := {CODES[language] for language in languages} - known:
        pytest.skip(f"Tesseract or its data is not installed: {', '.join(sorted(missing))}")
    if not all(font_for(language) for language in languages):
        pytest.skip("no font of this system can write the page")


def alike(lines, text: str) -> float:
    """How like the lines a text is, white space aside, in [0, 1]."""
    wanted, found = ("".join("".join(part).split()) for part in (lines, text))
    return difflib.SequenceMatcher(None, wanted, found, autojunk=False).ratio()


def text_of(data: bytes) -> str:
    return "\n".join(block.text for block in read_pdf(data, PATH).blocks)


@pytest.fixture
def no_tesseract(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")


@needs_engine
@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_a_scan_is_read_in_its_language(language):
    need(language)
    text = text_of(bind(draw_page(LINES[language] * 3, language)))
    assert alike(LINES[language] * 3, text) >= 0.9


@needs_engine
@pytest.mark.parametrize("language", ["ko", "ja"])
def test_words_are_not_torn_into_syllables(language):
    need(language)
    text = text_of(bind(draw_page(LINES[language] * 3, language)))
    wanted = {"ko": ("시험하여야", "제3조에"), "ja": ("試験の記録", "第三条")}
    assert all(word in text for word in wanted[language])


@needs_engine
def test_latin_names_in_a_korean_scan_stay():
    need("ko", "en")
    text = text_of(bind(draw_page(KOREAN * 3, "ko")))
    assert text.count("OECD") >= 2


@needs_engine
@pytest.mark.parametrize(("language", "angle"), [("en", 90), ("en", 180), ("ko", 270)])
def test_a_scan_that_lies_on_its_side_is_turned_first(language, angle):
    need(language)
    if "osd" not in ocr._languages(shutil.which("tesseract")):
        pytest.skip("Tesseract's data for orientation is not installed")
    page = draw_page(LINES[language] * 6, language).rotate(angle, expand=True)
    assert alike(LINES[language] * 6, text_of(bind(page))) >= 0.9


@needs_engine
def test_columns_are_read_one_after_the_other():
    need("en")
    lines = ("Owners answer the board", "within thirty days and", "say what is repaired.") * 4
    text = " ".join(text_of(bind(draw_page(lines, columns=2))).split())
    assert "answer the board within thirty days and say what" in text


@needs_engine
def test_korean_columns_are_read_one_after_the_other():
    need("ko")
    lines = (
        "정원기계를 만드는 사람은",
        "모든 기계를 판매하기 전에",
        "시험하고 기록을 보관한다.",
    ) * 5
    assert alike(lines * 2, text_of(bind(draw_page(lines, "ko", columns=2)))) >= 0.9


@needs_engine
def test_larger_type_on_a_scan_is_a_heading_and_its_text_one_paragraph():
    need("en")
    blocks = read_pdf(bind(draw_page(ENGLISH, title="Duties of owners")), PATH).blocks
    assert (blocks[0].kind, blocks[0].text) == ("heading", "Duties of owners")
    assert [b.kind for b in blocks].count("heading") == 1
    assert len(blocks) == 2


@needs_engine
def test_running_headers_and_page_numbers_of_a_scan_are_not_its_text():
    need("en")
    pages = [(ENGLISH * 5)[start : start + 16] for start in range(4)]
    scans = [draw_page(lines, number=n) for n, lines in enumerate(pages, 7)]
    reading = read_pdf(bind(*scans), PATH)
    text = " ".join(block.text for block in reading.blocks)
    assert alike(sum(pages, ()), text) >= 0.9
    assert "Ministry" not in text
    assert reading.page_labels == ("7", "8", "9", "10")


@needs_engine
def test_only_scanned_pages_are_marked_and_pages_keep_their_order():
    need("en")
    data = bind(SENTENCE * 2, draw_page(ENGLISH), "The third page is printed. " + SENTENCE)
    reading = read_pdf(data, PATH)
    assert reading.ocr_pages == (2,)
    document, _ = read(data, "mixed.pdf")
    places = []
    for words in ("The board reviews", "answer", "The third page"):
        at = document.text.index(words)
        places.append(locate(document.places, at, at + len(words)))
    assert [(place.page, place.ocr) for place in places] == [(1, False), (2, True), (3, False)]


@needs_engine
def test_a_scan_with_a_stamp_of_a_few_letters_is_still_a_scan():
    need("en")
    reading = read_pdf(bind(draw_page(ENGLISH * 3), stamp="Copy 17"), PATH)
    assert reading.ocr_pages == (1,)


@needs_engine
def test_a_short_printed_page_is_no_scan():
    need("en")
    reading = read_pdf(print_pages(SENTENCE, "Part two", SENTENCE), PATH)
    assert reading.ocr_pages == ()
    assert reading.warnings == ()


@needs_engine
def test_unreadable_pages_are_named_and_blank_ones_are_nobodys_loss():
    need("en")
    reading = read_pdf(bind(SENTENCE, "", draw_noise(), draw_page(ENGLISH)), PATH)
    assert reading.ocr_pages == (4,)
    assert [warning.split(":")[0] for warning in reading.warnings] == ["page(s) 3"]


@needs_engine
def test_one_failing_page_does_not_stop_the_others(monkeypatch):
    need("en")
    draw = ocr._draw

    def fail_on_two(data, number):
        if number == 2:
            raise MemoryError
        return draw(data, number)

    monkeypatch.setattr(ocr, "_draw", fail_on_two)
    found = ocr.recognise_pages(bind(*[draw_page(ENGLISH)] * 3), [1, 2, 3], PATH)
    assert list(found.pages) == [1, 3]
    assert "page(s) 2: text recognition failed (MemoryError)" in found.warnings


@needs_engine
def test_a_page_that_takes_too_long_is_named(monkeypatch):
    need("en")
    monkeypatch.setattr(ocr, "_PAGE_SECONDS", 0.05)
    found = ocr.recognise_pages(bind(draw_page(ENGLISH)), [1], PATH)
    assert not found.pages
    assert found.warnings[0].startswith("page(s) 1: not recognised within")


@needs_engine
def test_a_page_of_seventeen_metres_is_drawn_smaller():
    need("en")
    pdf = FPDF(unit="pt", format=(50_000, 50_000))
    pdf.add_page()
    pdf.set_font("Helvetica", size=2000)
    pdf.text(3000, 9000, "Huge")
    image = ocr._draw(bytes(pdf.output()), 1).image
    assert image.width * image.height <= 41_000_000


@needs_engine
def test_a_picture_of_gigabytes_is_refused(monkeypatch):
    need("en")
    monkeypatch.setattr(ocr, "_MOST_PICTURE_PIXELS", 1_000_000)
    found = ocr.recognise_pages(bind(draw_page(ENGLISH)), [1], PATH)
    assert found.warnings[0] == "page(s) 1: the picture on it is too large to be recognised"


@needs_engine
def test_tesseract_uses_one_thread_and_this_process_as_many_as_it_likes():
    need("en")
    import os

    assert ocr._tesseract().environ["OMP_THREAD_LIMIT"] == "1"
    assert ocr._tesseract().subprocess_args()["env"]["OMP_THREAD_LIMIT"] == "1"
    assert "OMP_THREAD_LIMIT" not in os.environ


@needs_engine
def test_a_language_without_data_is_named_with_its_package(monkeypatch):
    need("en")
    monkeypatch.setattr(ocr, "_languages", lambda _: frozenset({"eng", "osd"}))
    reading = read_pdf(bind(draw_page(ENGLISH)), PATH)
    assert reading.ocr_pages == (1,)
    assert reading.warnings == (
        "Korean and Japanese cannot be recognised on scanned pages: "
        "run apt-get install tesseract-ocr-kor tesseract-ocr-jpn",
    )


def test_without_tesseract_scanned_pages_are_named_with_what_to_install(no_tesseract):
    if font_for("en") is None:
        pytest.skip("no font of this system can write the page")
    page = draw_page(ENGLISH)
    reading = read_pdf(bind(SENTENCE, page, SENTENCE, page, page), PATH)
    (warning,) = reading.warnings
    assert warning.startswith("little or no text on page(s) 2, 4-5: to recognise it, run ")
    assert "apt-get install tesseract-ocr tesseract-ocr-kor tesseract-ocr-jpn" in warning
    assert reading.ocr_pages == ()
    assert "reviews every crossing" in reading.blocks[0].text


def test_a_scan_without_tesseract_is_rejected_with_what_to_install(no_tesseract):
    if font_for("en") is None:
        pytest.skip("no font of this system can write the page")
    with pytest.raises(RejectedDocument) as rejected:
        read_pdf(bind(draw_page(ENGLISH)), PATH)
    assert "no text on 1 page(s): it seems to be a scan" in str(rejected.value)
    assert "apt-get install tesseract-ocr tesseract-ocr-kor" in rejected.value.remedy


def test_the_missing_extra_names_its_command(monkeypatch, no_tesseract):
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    missing = ocr.missing_parts()
    assert missing == (
        "pip install 'policydesk[ocr]' and "
        "apt-get install tesseract-ocr tesseract-ocr-kor tesseract-ocr-jpn"
    )
    assert missing in ocr.advise()


@pytest.mark.parametrize(
    ("numbers", "written"),
    [([3], "3"), ([3, 7], "3, 7"), ([1, 2, 3, 5, 8, 9], "1-3, 5, 8-9"), ([], "")],
)
def test_page_numbers_are_written_as_people_do(numbers, written):
    assert ocr._ranges(numbers) == written


def word(
    text: str, line: int = 1, top: int = 0, height: int = 40, confidence: float = 95.0
) -> Word:
    return Word(text, confidence, (1, 1, line), 0, top, 20 * len(text), height)


def test_letters_of_any_height_give_one_font_size():
    tall, low, deep = word("Board", 1, 0, 36), word("seven", 2, 70, 25), word("Maple", 3, 120, 47)
    sizes = {line.size for line in compose_lines([tall, low, deep], 1, 300)}
    assert sizes == {12.0}


def test_a_speck_is_no_line_but_a_short_sure_one_is():
    words = [word("ン", 1, confidence=20.0), word("—", 2), word("(a)", 3), word("Owners", 4)]
    assert [line.text for line in compose_lines(words, 1, 300)] == ["(a)", "Owners"]


def test_pieces_of_a_line_are_joined_from_left_to_right():
    ends = [Word(w, 90, (2, 1, n), 300, 60 * n, 90, 40) for n, w in enumerate(("two", "four"))]
    starts = [Word(w, 90, (1, 1, n), 0, 60 * n, 90, 40) for n, w in enumerate(("one", "three"))]
    lines = compose_lines(join_rows([*starts, *ends]), 1, 300)
    assert [line.text for line in lines] == ["one two", "three four"]


def test_korean_read_syllable_by_syllable_gets_its_spaces_back():
    words = [word(c) for c in "제4조이법은인공지능의발전을위하여만든다"]
    (line,) = compose_lines(words, 1, 300)
    assert line.text.startswith("제4조 이 법은")
    assert "발전을 위하여" in line.text


def test_confidence_counts_characters_not_words():
    assert reading_confidence([word("a", confidence=0.0), word("bcd", confidence=80.0)]) == 60.0
    assert reading_confidence([]) == 0.0


def test_ink_outside_every_word_counts_as_unread():
    if font_for("en") is None:
        pytest.skip("no font of this system can write the page")
    page = ocr.PageImage(draw_page(ENGLISH), 200)
    assert ink_covered([], page) == 0.0
    assert ink_covered([Word("x", 90, (1, 1, 1), 0, 0, *page.image.size)], page) == 1.0


def test_nothing_is_installed_for_a_document_full_of_text(monkeypatch):
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    assert read_pdf(print_pages(SENTENCE), PATH).warnings == ()
