import json
import re
from collections import Counter

import pytest

from corpus.errors import UsageError
from corpus.types import Document, DocumentInfo, Locator, Passage, Places
from eval.claims import find_evidence, load_claims
from eval.golden import GoldPlace

CLAIMS = load_claims()
BY_ID = {claim.id: claim for claim in CLAIMS}
CHANGES = {
    "supported": {None},
    "contradicted": {"number", "date", "name", "negation", "scope"},
    "not found": {"near", "unrelated"},
}
LONGEST_RUN = {"en": 6, "ko": 4}
TEXT = "Alpha makes 12 robots.\nBeta makes 30.\nAlpha sells all.\n"


def cut(*slices, pages=(1, 1, 2)):
    return [
        Passage(str(n), "robots", n, TEXT[a:b], "", Locator(page, (), None, a, b))
        for n, ((a, b), page) in enumerate(zip(slices, pages, strict=True))
    ]


DOCUMENT = Document(DocumentInfo("robots", "Robots"), TEXT, Places((0, 38), (None, None)), "", "")
PASSAGES = cut((0, 23), (23, 38), (38, 55))


@pytest.mark.parametrize(
    ("field", "value", "at_least"),
    [
        ("label", "supported", 200),
        ("label", "contradicted", 200),
        ("label", "not found", 80),
        ("pair", "en→en", 85),
        ("pair", "ko→ko", 85),
        ("pair", "ko→en", 85),
        ("pair", "en→ko", 85),
        ("pair", "ja→en", 12),
        ("change", "number", 35),
        ("change", "date", 35),
        ("change", "name", 35),
        ("change", "negation", 25),
        ("change", "scope", 25),
    ],
)
def test_there_are_enough_claims_of_every_sort(field, value, at_least):
    assert sum(getattr(claim, field) == value for claim in CLAIMS) >= at_least


def test_no_label_makes_up_more_than_half():
    labels = Counter(claim.label for claim in CLAIMS)
    assert max(labels.values()) < len(CLAIMS) / 2


def test_identifiers_and_claims_are_unique():
    assert len(BY_ID) == len(CLAIMS)
    assert len({claim.text for claim in CLAIMS}) == len(CLAIMS)


def test_every_claim_is_one_sentence():
    assert all(re.fullmatch(r"[^\n]+[.。]", claim.text) for claim in CLAIMS)
    assert not [c.id for c in CLAIMS if re.search(r"[a-z가-힣]{2}\. [A-Z가-힣]|。.", c.text)]


def test_a_change_fits_its_label():
    assert all(claim.change in CHANGES[claim.label] for claim in CLAIMS)


def test_a_claim_is_made_from_a_supported_one_with_the_same_evidence():
    for claim in CLAIMS:
        if claim.parent is not None:
            parent = BY_ID[claim.parent]
            assert (parent.label, parent.evidence) == ("supported", claim.evidence), claim.id
        assert claim.parent or claim.label != "contradicted", claim.id


def test_claims_on_the_same_evidence_stay_in_the_same_half():
    halves = Counter((claim.evidence, claim.split) for claim in CLAIMS)
    assert not [e for e, split in halves if split == "dev" and (e, "test") in halves]


def test_halves_are_even_for_every_label_change_and_language_pair():
    cells = Counter((c.label, c.change, c.pair, c.split) for c in CLAIMS)
    for label, change, pair, _ in list(cells):
        dev, test = (cells[label, change, pair, split] for split in ("dev", "test"))
        assert abs(dev - test) <= 2, (label, change, pair)


def test_needles_are_facts_and_not_sentences():
    needles = [n for c in CLAIMS for p in c.evidence for n in p.needles]
    assert all(len(needle.split()) <= 5 for needle in needles)


def test_a_row_becomes_a_claim(tmp_path):
    row = {
        "id": "ko-en-001",
        "claim": "45명이다.",
        "claim_lang": "ko",
        "evidence": [{"document": "bill", "page": 3, "needles": ["forty-five"]}],
        "evidence_lang": "en",
        "label": "contradicted",
        "change": "number",
        "split": "dev",
        "of": "ko-en-000",
    }
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (claim,) = load_claims(file)
    assert claim.evidence == (GoldPlace("bill", 3, ("forty-five",)),)
    assert (claim.pair, claim.change, claim.parent) == ("ko→en", "number", "ko-en-000")


@pytest.mark.parametrize(
    ("page", "needles", "start", "end"),
    [
        (None, ("12 robots",), 0, 23),
        (None, ("alpha",), 0, 23),
        (2, ("alpha",), 38, 55),
        (1, ("12", "30"), 0, 38),
        (None, ("12", "sells"), 0, 55),
        (None, ("30", "sells"), 23, 55),
    ],
)
def test_evidence_is_the_shortest_run_of_passages_with_every_needle(page, needles, start, end):
    found = find_evidence(DOCUMENT, PASSAGES, GoldPlace("robots", page, needles))
    assert found.text == TEXT[start:end]
    assert (found.locator.char_start, found.locator.char_end) == (start, end)


@pytest.mark.parametrize(("page", "needles"), [(2, ("30",)), (None, ("99",)), (1, ("12", "sells"))])
def test_evidence_that_does_not_stand_there_is_an_error(page, needles):
    with pytest.raises(UsageError, match="robots: the evidence of a labelled claim"):
        find_evidence(DOCUMENT, PASSAGES, GoldPlace("robots", page, needles))


@pytest.mark.corpus
def test_every_evidence_stands_in_its_document_and_is_in_its_language(shared_documents):
    for claim in CLAIMS:
        for place in claim.evidence:
            document, passages = shared_documents[place.document]
            assert find_evidence(document, passages, place).text
            assert document.info.language == claim.evidence_language
    assert len({p.document for c in CLAIMS for p in c.evidence}) >= 20


@pytest.mark.corpus
def test_claims_are_in_our_own_words(shared_documents):
    copied = []
    for claim in CLAIMS:
        if claim.language != claim.evidence_language:
            continue
        for place in claim.evidence:
            source = words(find_evidence(*shared_documents[place.document], place).text)
            if longest_common_run(words(claim.text), source) > LONGEST_RUN[claim.language]:
                copied.append(claim.id)
    assert not copied


def words(text):
    return re.findall(r"\w+", text.lower())


def longest_common_run(left, right):
    longest, row = 0, [0] * (len(right) + 1)
    for word in left:
        pairs = zip(right, row, strict=False)
        row = [0, *(before + 1 if word == other else 0 for other, before in pairs)]
        longest = max(longest, *row)
    return longest
