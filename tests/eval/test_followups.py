from collections import Counter
from dataclasses import replace

import pytest

from corpus.places import page_at
from eval.followups import STANDALONE, is_right, load_followups, replay, run_followups
from eval.golden import squeeze
from ingest.pipeline import load_source, read_document
from tests.libraries import KOREAN, open_test_library, write_documents

CASES = load_followups()


def test_there_are_enough_cases_of_every_form_and_language():
    forms = Counter(case.form for case in CASES)
    assert len(CASES) >= 80
    assert forms[STANDALONE] >= 25
    assert all(
        forms[f] >= 10 for f in ("substitution", "pronoun", "provision", "ellipsis", "detail")
    )
    assert {case.language for case in CASES} == {"ko", "en", "ja"}
    assert sum(case.crosses for case in CASES) >= 15


def test_identifiers_are_unique_and_every_follow_up_says_what_it_needs():
    assert len({case.id for case in CASES}) == len(CASES)
    assert all(bool(case.needs) == (case.form != STANDALONE) for case in CASES)
    assert all(case.history for case in CASES)


def test_needles_are_facts_and_not_sentences():
    needles = [n for case in CASES for place in case.places for n in place.needles]
    assert all(len(needle.split()) <= 5 for needle in needles)


@pytest.mark.parametrize(
    ("searched", "right"),
    [
        ("영국 AI안전연구소의 첫 소장은 누구?", True),
        ("영국  AI 안전연구소의 첫 소장은 누구?", True),
        ("일본과 영국 AI안전연구소의 첫 소장은 누구?", False),
        ("영국은?", False),
        ("Who was first director of 영국 AI안전연구소의 첫 소장은 누구?", False),
    ],
)
def test_a_follow_up_is_right_when_it_says_all_and_only_what_is_meant(searched, right):
    case = next(c for c in CASES if c.question == "영국은?" and len(c.history) == 1)
    assert is_right(case, searched) is right


def test_a_question_that_stands_alone_is_right_only_untouched():
    case = next(c for c in CASES if c.form == STANDALONE)
    assert is_right(case, case.question)
    assert not is_right(case, case.question + "?")


def test_a_conversation_is_replayed_turn_by_turn():
    case = next(c for c in CASES if len(c.history) == 2 and c.question == "그럼 미국은?")
    assert replay(case) == "미국 AI안전연구소의 첫 소장은 누구?"
    assert replay(replace(case, history=(case.history[0],))) == replay(case)


def test_most_follow_ups_are_understood_and_what_stands_alone_stays():
    right = [is_right(case, replay(case)) for case in CASES if case.form != STANDALONE]
    assert sum(right) / len(right) > 0.85
    assert all(is_right(case, replay(case)) for case in CASES if case.form == STANDALONE)


def test_the_suite_scores_by_form_language_and_split(tmp_path):
    from assistant.settings import Settings
    from index.ingestion import ingest_paths

    library = open_test_library(tmp_path / "library")
    ingest_paths(library, [write_documents(tmp_path / "documents", institute=KOREAN)])
    outcome = run_followups(library, Settings())
    library.close()
    assert outcome.passed
    assert {"accuracy/follow-ups", "accuracy/standalone", "accuracy/ja", "accuracy/pronoun"} <= set(
        outcome.metrics
    )
    assert len(outcome.samples) == len(CASES)


@pytest.mark.corpus
def test_every_gold_place_stands_in_its_document(shared_corpus):
    places = [(case.id, place) for case in CASES for place in case.places]
    wanted = {place.document for _, place in places}
    missing = []
    for file in sorted((shared_corpus / "raw").iterdir()):
        if file.stem not in wanted:
            continue
        document, _ = read_document(load_source(file))
        text = squeeze(document.text)
        for identifier, place in places:
            if place.document == file.stem and not all(squeeze(n) in text for n in place.needles):
                missing.append((identifier, place))
            if place.document == file.stem and place.page:
                assert page_at(document.places, len(document.text) - 1) >= place.page
    assert missing == []
