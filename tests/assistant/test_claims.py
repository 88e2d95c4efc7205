"""The verdicts on claims.tsv: what was changed in a claim is noticed, and nothing else is."""

import pytest

from assistant.verification import judge_claims
from index.embedders import embed_passages
from tests.documents.claims import labelled_claims
from tests.libraries import embedder

LABELLED = labelled_claims()


@pytest.fixture(scope="module")
def judgements():
    def embed(texts):
        return embed_passages(embedder(), texts)

    return judge_claims([row.claim for row in LABELLED], embed)


@pytest.mark.parametrize("place", range(len(LABELLED)), ids=lambda p: LABELLED[p].claim.text)
def test_a_claim_is_supported_or_not_as_a_careful_reader_would_say(judgements, place):
    row, judgement = LABELLED[place], judgements[place]
    assert (judgement.verdict == "supported") is (row.label == "supported"), judgement


def test_most_of_what_is_changed_is_told_from_what_is_not_there(judgements):
    unsupported = [
        (row.label, judgement.verdict)
        for row, judgement in zip(LABELLED, judgements, strict=True)
        if row.label != "supported"
    ]
    assert sum(label == verdict for label, verdict in unsupported) >= 0.8 * len(unsupported)


def test_every_refusal_says_what_differs_or_that_nothing_is_there(judgements):
    for row, judgement in zip(LABELLED, judgements, strict=True):
        if row.label == "contradicted" and row.change in ("number", "date", "name"):
            assert judgement.findings, row.claim.text
