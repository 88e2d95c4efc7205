import pytest

from assistant.settings import Settings
from eval.claims import LabelledClaim
from eval.golden import GoldPlace
from eval.reports.markdown import as_markdown
from eval.verification_suite import (
    judge_all,
    product_judge,
    run_verification,
    summarise_verification,
)
from index.ingestion import ingest_paths
from tests.libraries import ARTICLES, open_test_library, write_documents

HOURS = (GoldPlace("robots", None, ("40 hours",)),)
ELSEWHERE = (GoldPlace("not-here", None, ("soup",)),)


def claim(number, text, label, change=None, split="dev", evidence=HOURS):
    parent = None if label == "supported" else f"s-{split}"
    return LabelledClaim(number, text, "en", evidence, "en", label, change, split, parent)


CLAIMS = (
    claim("s-dev", "Makers test a robot for forty hours.", "supported"),
    claim("n-dev", "Makers test a robot for 14 hours.", "contradicted", "number"),
    claim("d-dev", "Makers test a robot after the sale.", "contradicted", "scope"),
    claim("x-dev", "Robots are painted red.", "not found", "near"),
    claim("s-test", "A robot undergoes 40 hours of tests.", "supported", split="test"),
    claim("n-test", "A robot undergoes 4 hours of tests.", "contradicted", "number", "test"),
    claim("away", "Soup is hot.", "supported", evidence=ELSEWHERE),
)


@pytest.fixture
def library(tmp_path):
    library = open_test_library(tmp_path / "library")
    ingest_paths(library, [write_documents(tmp_path / "docs", robots=ARTICLES)])
    yield library
    library.close()


def outcome_of(library, judge):
    return summarise_verification(judge_all(library, CLAIMS, judge))


def test_a_claim_is_judged_by_its_evidence_and_one_about_another_library_is_left_out(library):
    seen = []

    def judge(asked, evidence):
        seen.append((asked.id, [(c.n, c.hit.info.slug) for c in evidence]))
        assert all("40 hours" in c.quote for c in evidence)
        return "supported"

    judge_all(library, CLAIMS, judge)
    assert seen == [(c.id, [(1, "robots")]) for c in CLAIMS if c.id != "away"]


def test_a_judge_who_is_always_right_passes_every_gate(library):
    outcome = outcome_of(library, lambda asked, _: asked.label)
    assert outcome.passed
    assert outcome.metrics["three-way balanced accuracy/all"].mean == 1.0
    assert outcome.metrics["caught/number, test"].n == 1
    assert "three-way" in as_markdown(outcome)


def test_a_judge_who_lets_everything_through_scores_a_half_and_fails(library):
    outcome = outcome_of(library, lambda *_: "supported")
    assert outcome.metrics["balanced accuracy/all"].mean == 0.5
    assert outcome.metrics["caught/number, all"].mean == 0.0
    assert not outcome.passed


def test_a_judge_blind_to_one_change_loses_only_there(library):
    def judge(asked, _):
        return "supported" if asked.change == "number" else asked.label

    metrics = outcome_of(library, judge).metrics
    assert metrics["caught/number, all"].mean == 0.0
    assert metrics["balanced accuracy/number, all"].mean == 0.5
    assert metrics["caught/scope, all"].mean == 1.0
    assert metrics["balanced accuracy/scope, dev"].n == 2
    assert metrics["told apart/supported, test"].mean == 1.0


def test_a_judge_with_two_verdicts_is_not_scored_on_three(library):
    def judge(asked, _):
        return "supported" if asked.label == "supported" else "unsupported"

    outcome = outcome_of(library, judge)
    assert outcome.metrics["balanced accuracy/all"].mean == 1.0
    assert "three-way balanced accuracy/all" not in outcome.metrics


def test_samples_say_what_went_wrong(library):
    outcome = outcome_of(library, lambda *_: "not found")
    wrong = [row["id"] for row in outcome.samples if not row["right"]]
    assert wrong == ["s-dev", "s-test"]


def test_the_product_stops_a_changed_number(library):
    judged = judge_all(library, CLAIMS, product_judge(library))
    assert {j.claim.id: j.is_right for j in judged if j.claim.change == "number"} == {
        "n-dev": True,
        "n-test": True,
    }


def test_a_library_without_the_documents_of_the_shipped_claims_passes_no_gate(library):
    outcome = run_verification(library, Settings(library=library.folder))
    assert outcome.samples == ()
    assert not outcome.passed
