from collections import Counter
from itertools import product

import pytest

from corpus.catalog import DIGESTS
from eval.facts import states
from eval.golden import STARTER, load_golden
from eval.judging import as_ranked, holds
from ingest.pipeline import load_source, read_document
from tests.golden_places import stands

QUESTIONS = load_golden(STARTER)
AT_LEAST = {
    "by-article": 20,
    "list": 15,
    "comparison": 12,
    "multi-document": 10,
    "temporal": 12,
    "ambiguous": 10,
    "adversarial": 12,
    "unanswerable": 18,
    "false-premise": 12,
    "out-of-field": 6,
    "opinion": 4,
}
QUARTERS = ("ko→ko", "en→en", "ko→en", "en→ko")


@pytest.fixture(scope="module")
def digests():
    """Every shipped digest by slug, with its passages."""
    read = (read_document(load_source(file)) for file in sorted(DIGESTS.iterdir()))
    return {document.info.slug: (document, passages) for document, passages in read}


def passages_of(place, digests):
    """The passages that hold a place."""
    document, passages = digests[place.document]
    places = {place.document: document.places}
    return [p for p in passages if holds(place, as_ranked(p, places))]


def test_there_are_enough_questions_of_every_sort():
    pairs = Counter(q.pair for q in QUESTIONS)
    kinds = Counter(q.kind for q in QUESTIONS)
    assert len(QUESTIONS) >= 170
    assert all(pairs[pair] >= 35 for pair in QUARTERS)
    assert pairs["ja→en"] >= 4 and pairs["ja→ko"] >= 4
    assert pairs["ko→none"] >= 20 and pairs["en→none"] >= 20
    assert {kind: n for kind, n in AT_LEAST.items() if kinds[kind] < n} == {}


def test_both_halves_have_every_kind():
    for kind in {q.kind for q in QUESTIONS}:
        assert {q.split for q in QUESTIONS if q.kind == kind} == {"dev", "test"}, kind


def test_identifiers_say_the_languages_of_the_question_and_of_the_digests():
    for q in QUESTIONS:
        assert q.id.startswith(f"st-{q.language}-{q.document_language or 'none'}-"), q.id


def test_every_shipped_digest_is_asked_about(digests):
    assert {place.document for q in QUESTIONS for place in q.places} == digests.keys()


def test_every_place_is_one_passage_of_a_digest(digests):
    for q in QUESTIONS:
        for place in (*q.places, *q.corrections):
            assert stands(place, digests[place.document][0]), (q.id, place)
            assert len(passages_of(place, digests)) == 1, (q.id, place)


def test_places_that_answer_are_in_the_language_that_is_searched(digests):
    for q in QUESTIONS:
        for place in q.places:
            assert digests[place.document][0].info.language == q.document_language, q.id


def test_a_false_premise_is_refuted_in_both_languages(digests):
    for q in QUESTIONS:
        if q.kind == "false-premise":
            languages = {digests[place.document][0].info.language for place in q.corrections}
            assert languages == {"en", "ko"}, q.id


def test_the_answer_and_the_places_state_the_facts(digests):
    for q in QUESTIONS:
        assert bool(q.facts) == bool(q.groups), q.id
        assert states(q.answer, q.facts), q.id
        for places in product(*q.groups):
            texts = [p.text for place in places for p in passages_of(place, digests)]
            assert states("\n".join(texts), q.facts), q.id


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_same_line_of_the_digest_in_either_language_states_the_facts(digests, language):
    def line(place):
        document = digests[place.document][0]
        (passage,) = passages_of(place, digests)
        number = document.text.count("\n", 0, passage.locator.char_start)
        slug = f"{place.document.removesuffix(document.info.language)}{language}"
        return digests[slug][0].text.splitlines()[number]

    for q in QUESTIONS:
        for places in product(*q.groups):
            assert states("\n".join(map(line, places)), q.facts), q.id


def test_no_digest_says_what_a_trap_wants_said(digests):
    for q in QUESTIONS:
        for string in q.forbidden:
            assert not any(string in document.text for document, _ in digests.values()), q.id
