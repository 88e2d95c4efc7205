import json
import threading
from dataclasses import replace

import pytest

from assistant.check import check_draft, check_sentences
from assistant.drafts import claims_something, read_draft_file, read_draft_text
from assistant.wire import check_json
from corpus.errors import Cancelled, RejectedDocument, UsageError
from index.ingestion import ingest_paths
from tests.documents.printing import print_lines
from tests.libraries import ARTICLES, KOREAN, open_test_library, write_documents

DRAFT = """# Robots

Makers must test every robot for at least 40 hours before they sell it.
Test records are kept for 9 years.

로봇안전연구소의 직원은 45명이다. 초대 소장은 누구인가?

## Outlook

The moon is made of cheese and orbits the village of Anhalt.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checks")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [write_documents(folder / "documents", act=ARTICLES, institute=KOREAN)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def checked(library):
    return check_draft(library, read_draft_text(DRAFT))


def test_each_sentence_is_supported_contradicted_or_not_found(checked):
    assert [(s.verdict, s.text[:20]) for s in checked.sentences] == [
        ("supported", "Makers must test eve"),
        ("contradicted", "Test records are kep"),
        ("supported", "로봇안전연구소의 직원은 45명이다."),
        ("not found", "The moon is made of "),
    ]


def test_headings_and_questions_are_skipped_and_counted(checked):
    assert checked.skipped == 3


def test_what_speaks_for_or_against_is_quoted_where_it_stands(library, checked):
    for sentence in checked.sentences[:3]:
        for citation in sentence.citations:
            text = library.document(citation.hit.info.slug).text
            place = citation.locator
            assert text[place.char_start : place.char_end] == citation.quote
    assert "7 years" in checked.sentences[1].citations[0].quote
    assert checked.sentences[1].citations[0].locator.address == "Art. 2"
    assert "9" in checked.sentences[1].reason


def test_what_only_a_heading_says_is_cited_from_the_heading(tmp_path):
    report = (
        "# Report on parks\n\n## The park of Ashford was opened in May 2019 by the mayor\n\n"
        "It has forty benches and two ponds, and dogs are kept on a lead there.\n"
    )
    opened = open_test_library(tmp_path / "library")
    ingest_paths(opened, [write_documents(tmp_path / "documents", parks=report)])
    checked = check_draft(opened, read_draft_text("The park of Ashford was opened in May 2019."))
    (sentence,) = checked.sentences
    assert sentence.verdict == "supported"
    (citation,) = sentence.citations
    assert citation.quote == "The park of Ashford was opened in May 2019 by the mayor"
    place = citation.locator
    assert opened.document("parks").text[place.char_start : place.char_end] == citation.quote
    opened.close()


def test_what_is_not_found_cites_nothing(checked):
    assert checked.sentences[3].citations == ()


def test_the_json_has_every_promised_field(checked):
    found = json.loads(json.dumps(check_json(checked)))
    assert set(found["sentences"][0]) >= {"text", "verdict", "score", "citations"}
    assert set(found["sentences"][0]["citations"][0]) >= {"n", "quote", "locator", "document"}
    assert found["summary"] == {"supported": 2, "contradicted": 1, "not_found": 1, "skipped": 3}


def test_a_draft_never_enters_the_library(library, checked):
    assert [record.info.slug for record in library.documents()] == ["act", "institute"]


def test_a_copy_of_the_draft_in_the_library_does_not_bear_it_out(tmp_path):
    folder = write_documents(tmp_path / "documents", act=ARTICLES, draft=DRAFT)
    opened = open_test_library(tmp_path / "library")
    ingest_paths(opened, [folder])
    checked = check_draft(opened, read_draft_file(folder / "draft.md"))
    opened.close()
    assert {c.hit.info.slug for s in checked.sentences for c in s.citations} == {"act"}


def test_progress_is_told_and_a_cancelled_check_stops(library):
    draft, steps, cancel = read_draft_text(DRAFT), [], threading.Event()
    check_draft(library, draft, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(n, 4) for n in range(5)]
    cancel.set()
    with pytest.raises(Cancelled):
        check_draft(library, draft, cancel=cancel)


def test_an_empty_library_cannot_check_anything(tmp_path):
    opened = open_test_library(tmp_path / "empty")
    with pytest.raises(UsageError, match="the library is empty"):
        check_draft(opened, read_draft_text(DRAFT))
    opened.close()


def test_a_draft_may_be_a_pdf(tmp_path):
    path = tmp_path / "draft.pdf"
    path.write_bytes(print_lines("Robots are tested for 40 hours. The fine is 2 million crowns."))
    assert [s.text for s in read_draft_file(path).sentences] == [
        "Robots are tested for 40 hours.",
        "The fine is 2 million crowns.",
    ]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("draft.pdf", b"%PDF-1.7 nothing follows", RejectedDocument),
        ("draft.docx", b"PK not a zip", RejectedDocument),
        ("draft.exe", b"MZ", RejectedDocument),
        ("draft.txt", b"", RejectedDocument),
    ],
)
def test_a_broken_draft_is_one_clear_line(tmp_path, name, data, error):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_draft_file(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(name)


def test_a_draft_that_is_not_there_or_empty_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read_draft_file(tmp_path / "gone.txt")
    with pytest.raises(UsageError, match="empty"):
        read_draft_text("  ")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The act was adopted in 2021.", True),
        ("제작자는 시험 기록을 보관한다.", True),
        ("직원은 45명이다.", True),
        ("Who adopted the act in 2021?", False),
        ("Thank you.", False),
        ("감사합니다.", False),
        ("이상과 같음.", False),
    ],
)
def test_only_what_states_something_is_checked(sentence, expected):
    assert claims_something(sentence) is expected


def test_a_sentence_stands_in_its_paragraph():
    draft = read_draft_text("# Robots\n\n- Makers test every robot for 40 hours. Who pays?\n")
    (sentence,) = draft.sentences
    paragraph = draft.paragraphs[sentence.paragraph]
    assert [p.kind for p in draft.paragraphs] == ["heading", "item"]
    assert paragraph.text[sentence.start :].startswith(sentence.text)
    assert sentence.text == "Makers test every robot for 40 hours."


def test_a_sentence_is_judged_among_others_as_it_is_alone(library, checked):
    draft = read_draft_text(DRAFT)
    for sentence, among in zip(draft.sentences, checked.sentences, strict=True):
        (alone,) = check_draft(library, replace(draft, sentences=(sentence,))).sentences
        assert (alone.verdict, alone.reason) == (among.verdict, among.reason)
        assert [c.quote for c in alone.citations] == [c.quote for c in among.citations]
        assert alone.score == pytest.approx(among.score, abs=1e-5)


def test_verdicts_come_one_by_one(library):
    found = check_sentences(library, read_draft_text(DRAFT))
    assert next(found).verdict == "supported"
    assert next(found).verdict == "contradicted"
