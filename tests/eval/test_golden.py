from collections import Counter

import pytest

from corpus.places import page_at
from eval.golden import load_golden, squeeze
from ingest.pipeline import load_source, read_document

QUESTIONS = load_golden()
WINDOW = 800


def test_there_are_enough_questions_of_every_sort():
    pairs = Counter(q.pair for q in QUESTIONS)
    assert len(QUESTIONS) >= 60
    assert all(pairs[p] >= 15 for p in ("ko→ko", "en→en", "ko→en", "en→ko"))
    assert pairs["ko→none"] + pairs["en→none"] >= 12
    assert {"fact", "table", "list", "by-article"} <= {q.kind for q in QUESTIONS}


def test_identifiers_are_unique_and_halves_are_even():
    assert len({q.id for q in QUESTIONS}) == len(QUESTIONS)
    halves = Counter(q.split for q in QUESTIONS)
    assert abs(halves["dev"] - halves["test"]) <= 2


def test_needles_are_facts_and_not_sentences():
    needles = [n for q in QUESTIONS for p in q.places for n in p.needles]
    assert all(len(needle.split()) <= 5 for needle in needles)


def test_superscripts_and_hyphens_do_not_hide_a_needle():
    assert squeeze("10²⁵ high-risk") == squeeze("1025 high risk")


@pytest.mark.corpus
def test_every_gold_place_stands_in_its_document(shared_corpus):
    wanted = {p.document for q in QUESTIONS for p in q.places}
    missing = []
    for file in sorted((shared_corpus / "raw").iterdir()):
        if file.stem not in wanted:
            continue
        document, _ = read_document(load_source(file))
        for q in QUESTIONS:
            for gold in q.places:
                if gold.document == file.stem and not stands(gold, document):
                    missing.append((q.id, gold))
    assert not missing


def stands(gold, document):
    text = document.text
    if gold.page is not None and document.places.page_starts:
        start = document.places.page_starts[gold.page - 1]
        following = document.places.page_starts[gold.page : gold.page + 1]
        text = text[max(0, start - WINDOW) : (following[0] if following else len(text)) + WINDOW]
        assert page_at(document.places, start) is not None
    squeezed = squeeze(text)
    first = squeeze(gold.needles[0])
    at = squeezed.find(first)
    while at >= 0:
        near = squeezed[max(0, at - WINDOW) : at + WINDOW]
        if all(squeeze(needle) in near for needle in gold.needles):
            return True
        at = squeezed.find(first, at + 1)
    return False
