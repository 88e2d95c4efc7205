"""Real documents: the places a reader would look up."""

import json
import re
import shutil

import pytest

from benchmarks.metadata import judge
from corpus.places import page_at
from ingest.pipeline import load_source, read_document
from ingest.readers import READERS

pytestmark = pytest.mark.corpus

PLACES = [
    ("eu-ai-act-2024-1689", "greater than 10²⁵", "Art. 51(2)", 83),
    ("nist-ai-rmf-1-0", "MAP 5.1: Likelihood and magnitude", "MAP 5.1", 32),
    ("seoul-declaration-2024", "3. We recognise the importance of interop", "¶3", 3),
    ("seoul-declaration-2024", "4. We support existing and ongoing", "¶4", 3),
    ("seoul-declaration-2024", "5. We call for enhanced international", "¶5", 3),
    ("korea-ai-basic-act-bill-2024", "제31조(인공지능 투명성 확보 의무)", "제31조제1항", 35),
    ("spri-global-aisi-2024-07", "[표 3] 英 AI안전연구소 주요 목표", "표 3", None),
    ("spri-global-aisi-2024-07", "사이버 공격 평가", "표 4", None),
    ("spri-global-aisi-2024-07", "레드티밍 |", "표 6", None),
]


@pytest.mark.parametrize(("slug", "words", "address", "page"), PLACES)
def test_a_passage_knows_its_address_and_page(shared_documents, slug, words, address, page):
    _, passages = shared_documents[slug]
    found = [p for p in passages if words in p.text]
    assert (address, page) in [(p.locator.address, p.locator.page) for p in found]


def test_the_sentence_on_10_to_the_25_stands_on_page_83(shared_documents):
    document, _ = shared_documents["eu-ai-act-2024-1689"]
    sentence = re.search(
        r"2\. A general-purpose AI model shall be presumed[^.]+10²⁵\.", document.text
    )
    assert page_at(document.places, sentence.start()) == 83


def test_paragraph_4_of_the_seoul_declaration_begins_a_block_of_its_own(shared_documents):
    document, _ = shared_documents["seoul-declaration-2024"]
    paragraphs = document.text.split("\n\n")
    assert sum(p.startswith("4. We ") for p in paragraphs) == 1


def test_the_tables_of_the_korean_report_are_counted(shared_documents):
    _, passages = shared_documents["spri-global-aisi-2024-07"]
    addresses = {p.locator.address for p in passages}
    assert {f"표 {n}" for n in range(1, 8)} <= addresses


def test_the_korean_seoul_declaration_inside_the_report_keeps_its_numbers(shared_documents):
    _, passages = shared_documents["spri-global-aisi-2024-07"]
    assert any(p.locator.address == "¶4" and p.text.startswith("4. 우리는") for p in passages)


def test_the_paris_statement_reads_as_sentences(shared_documents):
    document, _ = shared_documents["paris-ai-action-summit-statement-2025"]
    paragraphs = [p for p in document.text.split("\n\n") if re.match(r"\d\. ", p)]
    assert [p[0] for p in paragraphs] == list("123456")
    assert all(len(p) > 150 and p.endswith((".", ":")) for p in paragraphs)


@pytest.mark.parametrize(
    ("slug", "word"),
    [
        ("nist-ai-600-1-genai-profile", "state-of-the-art"),
        ("nist-sp-800-218a-ssdf-genai-2024", "human-in-the-loop"),
    ],
)
def test_a_compound_that_a_line_breaks_keeps_all_its_hyphens(shared_documents, slug, word):
    text = shared_documents[slug][0].text
    assert word in text and word.replace("-the-", "the-") not in text


def test_web_addresses_keep_their_hyphens(shared_documents):
    document, _ = shared_documents["seoul-declaration-2024"]
    assert "seoul-declaration-for-safe-innovative-and-inclusive" in document.text


def test_every_shared_document_is_read_with_its_catalogue_entry(shared_documents):
    assert len(shared_documents) >= 32
    for stem, (document, passages) in shared_documents.items():
        assert document.info.slug == stem
        assert document.info.publisher
        assert document.info.date
        assert passages


def test_every_shared_passage_is_verbatim_and_on_its_page(shared_documents):
    for document, passages in shared_documents.values():
        assert len({p.id for p in passages}) == len(passages)
        for passage in passages:
            place = passage.locator
            assert passage.text == document.text[place.char_start : place.char_end]
            if not (place.address or "").startswith("footnote"):
                assert place.page == page_at(document.places, place.char_start)


def test_no_running_header_is_left_in_the_european_act(shared_documents):
    document, _ = shared_documents["eu-ai-act-2024-1689"]
    own_address = document.text.count("ELI: http://data.europa.eu/eli/reg/2024/1689/oj")
    assert own_address < 12  # as amended acts cite it, not once a page
    assert not re.search(r"\bOJ L, 12\.7\.2024|\n\n\d{1,3}/144\n", document.text)


def test_the_white_paper_keeps_its_headings_and_every_footnote(shared_corpus):
    path = shared_corpus / "raw" / "uk-ai-regulation-white-paper-2023.html"
    blocks = READERS[".html"](path.read_bytes(), path).blocks
    assert sum(block.kind == "heading" for block in blocks) == 80
    labels = [block.label for block in blocks if block.kind == "footnote"]
    assert sorted(map(int, labels)) == list(range(1, 180))
    assert not any("[footnote" in block.text or "↩" in block.text for block in blocks)


def test_the_korean_report_keeps_its_footnotes_and_its_rows_read_alone(shared_corpus):
    path = shared_corpus / "raw" / "spri-global-aisi-2024-07.md"
    blocks = READERS[".md"](path.read_bytes(), path).blocks
    assert sum(block.kind == "footnote" for block in blocks) == 22
    (row,) = [b for b in blocks if b.kind == "row" and "레드티밍 테스트 프로토콜" in b.text]
    assert row.header.startswith("주요 기능 | AISI 대응팀 | 추진 일정 및 목표 › 1. 안전성 평가")


def test_nothing_wrong_is_found_about_the_shared_documents(shared_corpus, tmp_path):
    """Titles apart, which three PDFs print in pieces."""
    for entry in json.loads((shared_corpus / "catalog.json").read_text("utf-8")):
        (path,) = (shared_corpus / "raw").glob(f"{entry['slug']}.*")
        shutil.copy(path, tmp_path)
        info = read_document(load_source(tmp_path / path.name))[0].info
        wrong = [field for field, verdict in judge(info, entry).items() if verdict == "wrong"]
        assert wrong in ([], ["title"]), path.stem
        assert info.status != "in force" or info.instrument
