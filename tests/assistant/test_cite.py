import numpy as np
import pytest

from assistant.cite import choose_evidence, find_candidates
from corpus.types import DocumentInfo, Hit, Locator, Passage, Places


def hit(text, rank=1, slug="act", address=None, is_digest=False, start=0):
    place = Locator(None, ("Duties",), address, start, start + len(text))
    passage = Passage(f"{slug}-{rank}", slug, rank, text, "Act › Duties", place)
    return Hit(rank, 1.0, 0.9, passage, DocumentInfo(slug, "Act", is_digest=is_digest))


def likes(*words):
    """Scores a text by the first of the words that it holds."""

    def similarity(texts):
        scores = [
            next((0.95 - 0.01 * n for n, w in enumerate(words) if w in t), 0.5) for t in texts
        ]
        return np.array(scores, dtype=np.float32)

    return similarity


def quotes(hits, similarity, **options):
    candidates = find_candidates(hits, similarity, **options)
    return [c.quote for c in choose_evidence(candidates, lambda slug: Places())]


def test_the_sentence_that_answers_is_quoted_and_the_others_are_not():
    text = "Makers shall register. Makers shall test for 40 hours. The weather is not covered."
    assert quotes([hit(text)], likes("40 hours")) == ["Makers shall test for 40 hours."]


def test_a_quote_knows_where_in_the_document_it_stands():
    text = "Makers shall register. Makers shall test for 40 hours."
    candidates = find_candidates([hit(text, start=100)], likes("40 hours"))
    citation = choose_evidence(candidates, lambda slug: Places((0, 110)))[0]
    assert citation.locator.char_start == 100 + text.index("Makers shall test")
    assert citation.locator.page == 2
    assert citation.hit.passage.locator.char_start == 100


def test_the_sentence_that_opens_a_list_takes_the_list_with_it():
    text = "The institute does the following:\n\n1. risk analysis\n\n2. policy research"
    assert quotes([hit(text)], likes("following")) == [text]


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


def test_a_provision_that_the_question_names_goes_first():
    hits = [
        hit("Makers shall register here.", address="Art. 2"),
        hit("A fine of two million.", 2, address="Art. 3"),
    ]
    found = quotes(hits, likes("register", "fine"), addresses=("Art. 3",))
    assert found[0] == "A fine of two million."


def test_a_digests_label_is_not_quoted_because_the_citation_shows_it():
    text = "Article 3: A maker pays a fine of two million."
    assert quotes([hit(text, is_digest=True)], likes("fine")) == [
        "A maker pays a fine of two million."
    ]


@pytest.mark.parametrize("hits", [[], [hit("Short.")]])
def test_nothing_quotable_gives_no_evidence(hits):
    assert quotes(hits, likes("x")) == []
