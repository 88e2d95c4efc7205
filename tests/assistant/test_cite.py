import numpy as np
import pytest

from assistant.cite import choose_evidence, find_candidates
from corpus.types import DocumentInfo, Hit, Locator, Passage, Places


def hit(text, rank=1, slug="act", start=0, score=1.0):
    place = Locator(None, ("Duties",), None, start, start + len(text))
    passage = Passage(f"{slug}-{rank}", slug, rank, text, "Act › Duties", place)
    return Hit(rank, score, 0.9, passage, DocumentInfo(slug, "Act"))


def likes(*words):
    """Scores a text by the first of the words that it holds."""

    def similarity(texts, languages):
        scores = [
            next((0.95 - 0.01 * n for n, w in enumerate(words) if w in t), 0.5) for t in texts
        ]
        return np.array(scores, dtype=np.float32)

    return similarity


def quotes(hits, similarity, question="What applies?"):
    candidates = find_candidates(hits, question, "en", similarity)
    return [c.quote for c in choose_evidence(candidates, lambda slug: Places())]


def test_the_sentence_that_answers_is_quoted_and_the_others_are_not():
    text = "Makers shall register. Makers shall test for 40 hours. The weather is not covered."
    assert quotes([hit(text)], likes("40 hours")) == ["Makers shall test for 40 hours."]


def test_a_quote_knows_where_in_the_document_it_stands():
    text = "Makers shall register. Makers shall test for 40 hours."
    candidates = find_candidates([hit(text, start=100)], "How long?", "en", likes("40 hours"))
    citation = choose_evidence(candidates, lambda slug: Places((0, 110)))[0]
    assert citation.locator.char_start == 100 + text.index("Makers shall test")
    assert citation.locator.page == 2
    assert citation.hit.passage.locator.char_start == 100


def test_quotes_of_one_passage_stay_in_the_order_of_the_text():
    text = "First we say what is tested. Then we say who tests it."
    assert quotes([hit(text)], likes("who tests", "what is tested")) == [
        "First we say what is tested.",
        "Then we say who tests it.",
    ]


def test_the_same_sentence_in_two_documents_is_quoted_once():
    text = "Makers shall test for 40 hours."
    found = quotes([hit(text), hit(text, rank=2, slug="copy")], likes("40 hours"))
    assert found == [text]


def test_a_much_better_passage_goes_before_a_slightly_nearer_sentence():
    hits = [hit("Makers shall register here.", score=50.0), hit("A fine of two million.", 2)]
    assert quotes(hits, likes("fine", "register")) == ["Makers shall register here."]


def test_a_sentence_that_adds_little_is_left_out():
    text = "Makers shall test. The weather is not covered. The sea is not covered either."
    assert quotes([hit(text)], likes("test")) == ["Makers shall test."]


@pytest.mark.parametrize("hits", [[], [hit("Short.")]])
def test_nothing_quotable_gives_no_evidence(hits):
    assert quotes(hits, likes("x")) == []


@pytest.mark.parametrize(("behind", "heard"), [(3.0, True), (20.0, False)])
def test_a_second_document_is_heard_where_it_is_not_far_behind(behind, heard):
    first = hit("A note on how long makers test. A note on how long robots are tested.")
    other = hit("Roses are watered for 40 hours.", 2, "other", score=1.0 - behind)
    found = quotes([first, other], likes("how long makers", "how long robots", "40 hours"))
    assert ("Roses are watered for 40 hours." in found) is heard
