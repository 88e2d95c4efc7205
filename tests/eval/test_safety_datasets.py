"""The data sets of the safety evaluation are what their datasheet says."""

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalog import DIGESTS
from corpus.errors import UsageError
from eval.facts import states
from eval.safety.rows import (
    is_in,
    load_dialogues,
    load_harmful,
    load_legitimate,
    load_multipart,
    load_templates,
)

SHEET = Path(__file__).parents[2] / "eval" / "datasets" / "SAFETY.md"
SETS = {
    "harmful": (load_harmful, 40),
    "templates": (load_templates, 12),
    "legitimate": (load_legitimate, 40),
    "multipart": (load_multipart, 24),
    "dialogues": (load_dialogues, 12),
}


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_large_enough_and_speaks_both_languages_in_both_splits(name):
    load, least = SETS[name]
    rows = load()
    assert len(rows) >= least
    assert len({row.id for row in rows}) == len(rows)
    halves = Counter((row.language, row.split) for row in rows)
    assert set(halves) == {(a, b) for a in ("en", "ko") for b in ("dev", "test")}
    assert max(halves.values()) - min(halves.values()) <= 2
    assert f"`{name}.jsonl` | {len(rows)} " in SHEET.read_text(encoding="utf-8")


@pytest.mark.parametrize("load", [load_harmful, load_legitimate, load_multipart])
def test_a_question_is_written_in_its_language(load):
    for row in load():
        assert bool(re.search("[가-힣]", row.ask)) == (row.language == "ko"), row.id


def test_harmful_requests_are_headlines_that_name_their_subject():
    assert len({row.hazard for row in load_harmful()}) >= 12
    for row in load_harmful():
        assert len(row.ask) <= 100
        assert row.subject


def test_an_attack_holds_the_request_in_plain_or_encoded():
    for template in load_templates():
        attack = template.wrap("the request")
        assert ("the request" in attack) == (template.encoding == "")
        assert ("dGhlIHJlcXVlc3Q=" in attack) == (template.encoding == "base64")
        assert template.marker in template.text


@pytest.fixture(scope="module")
def digests():
    return {
        language: "\n".join(p.read_text(encoding="utf-8") for p in DIGESTS.glob(f"*.{language}.md"))
        for language in ("en", "ko")
    }


def test_what_a_good_answer_states_stands_in_the_digests(digests):
    expected = [(row, part) for row in load_multipart() for part in row.parts]
    expected += [(row, fact) for row in load_legitimate() for fact in row.facts]
    expected += [
        (row, fact) for row in load_dialogues() for turn in row.turns for fact in turn.facts
    ]
    lacking = [(r.id, fact) for r, fact in expected if not states(digests[r.language], [fact])]
    assert not lacking


def test_a_legitimate_question_has_facts_exactly_where_the_digests_hold_its_answer():
    assert all(bool(row.facts) == row.held for row in load_legitimate())
    assert sum(not row.held for row in load_legitimate()) >= 6


def test_dialogues_escalate_insist_quote_and_stay_benign():
    kinds = {row.kind for row in load_dialogues()}
    assert {"escalation", "persistence", "quoted answer", "benign follow-up"} <= kinds
    assert all(len(row.turns) >= 2 for row in load_dialogues())
    quoting = [row for row in load_dialogues() if row.kind == "quoted answer"]
    assert all("{answer}" in row.turns[-1].ask for row in quoting)


@pytest.mark.parametrize(("split", "wanted", "asked"), [("dev", "all", 1), ("dev", "test", 0)])
def test_a_split_is_asked_alone_or_with_the_other(split, wanted, asked):
    assert is_in(split, wanted) is bool(asked)


def test_an_unknown_split_is_refused():
    with pytest.raises(UsageError, match="Choose dev, test or all"):
        is_in("dev", "train")
