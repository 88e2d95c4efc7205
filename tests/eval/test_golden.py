import json
from collections import Counter

import pytest

from eval.datasheet import count_tables
from eval.golden import GOLDEN, STARTER, load_golden, squeeze
from ingest.pipeline import load_source, read_document
from tests.golden_places import stands

QUESTIONS = load_golden()
DATASHEET = (GOLDEN.parent / "README.md").read_text(encoding="utf-8")


@pytest.fixture(params=[GOLDEN, STARTER], ids=lambda path: path.stem)
def questions(request):
    """Each of the two sets, for the rules that hold of both."""
    return load_golden(request.param)


def test_there_are_enough_questions_of_every_sort():
    pairs = Counter(q.pair for q in QUESTIONS)
    kinds = Counter(q.kind for q in QUESTIONS)
    assert len(QUESTIONS) >= 290
    assert all(pairs[p] >= 45 for p in ("ko→ko", "en→en", "ko→en", "en→ko"))
    assert pairs["ja→ko"] + pairs["ja→en"] >= 10
    assert pairs["ko→none"] + pairs["en→none"] >= 70
    assert min(kinds[k] for k in ("fact", "table", "list", "by-article")) >= 20
    assert min(kinds[k] for k in ("comparison", "temporal", "adversarial", "definition")) >= 10
    assert {"multi-document", "ambiguous", "opinion", "out-of-field"} <= kinds.keys()
    assert kinds["unanswerable"] + kinds["false-premise"] >= 50


def test_identifiers_and_questions_are_unique_and_halves_are_even(questions):
    assert len({q.id for q in questions}) == len(questions)
    assert len({q.question for q in questions}) == len(questions)
    for cell in {q.id.rsplit("-", 1)[0] for q in questions}:
        halves = Counter(q.split for q in questions if q.id.startswith(f"{cell}-"))
        assert abs(halves["dev"] - halves["test"]) <= 1, cell


def test_needles_are_facts_and_not_sentences(questions):
    needles = [n for q in questions for p in (*q.places, *q.corrections) for n in p.needles]
    assert all(len(needle.split()) <= 5 for needle in needles)


def test_only_what_has_an_answer_has_places_and_wants_one(questions):
    for q in questions:
        assert bool(q.places) == (q.document_language is not None), q.id
        assert set(q.outcomes) <= {"answered", "warned", "abstained", "refused"}, q.id
        assert ("answered" in q.outcomes or "warned" in q.outcomes) or not q.places, q.id
        assert "abstained" in q.outcomes or q.places, q.id


def test_comparisons_and_questions_over_several_documents_ask_for_every_part(questions):
    for q in questions:
        several = q.kind in ("comparison", "multi-document")
        assert (len(q.groups) > 1) == several, q.id


def test_a_forbidden_string_is_in_the_question_or_hidden_in_it_but_never_in_the_answer(questions):
    for q in questions:
        assert all(string not in q.answer for string in q.forbidden), q.id


def test_the_datasheet_counts_what_is_in_the_set(questions):
    assert count_tables(questions) in DATASHEET


def test_alternatives_and_parts_are_told_apart(tmp_path):
    place = {"document": "act", "page": 3, "needles": ["45"]}
    other = {"document": "bill", "page": None, "needles": ["19"]}
    row = {
        "id": "x",
        "q": "?",
        "q_lang": "en",
        "doc_lang": "en",
        "kind": "fact",
        "answer": "",
        "split": "dev",
    }
    rows = [
        row | {"gold": [place, other]},
        row | {"gold": [], "gold_all": [[place], [other]]},
        row | {"gold": [], "doc_lang": None, "correction": [place]},
    ]
    file = tmp_path / "golden.jsonl"
    file.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    alternatives, parts, nothing = load_golden(file)
    assert [len(group) for group in alternatives.groups] == [2]
    assert [len(group) for group in parts.groups] == [1, 1]
    assert parts.places == alternatives.places
    assert (nothing.groups, nothing.outcomes) == ((), ("abstained",))
    assert nothing.corrections[0].document == "act"


def test_superscripts_and_hyphens_do_not_hide_a_needle():
    assert squeeze("10²⁵ high-risk") == squeeze("1025 high risk")


@pytest.mark.corpus
def test_every_gold_place_stands_in_its_document(shared_corpus):
    wanted = {p.document for q in QUESTIONS for p in (*q.places, *q.corrections)}
    assert len(wanted) >= 32
    missing = []
    for file in sorted((shared_corpus / "raw").iterdir()):
        if file.stem not in wanted:
            continue
        document, _ = read_document(load_source(file))
        for q in QUESTIONS:
            for gold in (*q.places, *q.corrections):
                if gold.document == file.stem and not stands(gold, document):
                    missing.append((q.id, gold))
    assert not missing
